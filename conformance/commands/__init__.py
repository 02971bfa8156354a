"""What each command does. The command line only parses; here the work is started and its outcome told."""
