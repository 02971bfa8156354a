"""What an author is told of every mistake in a file."""
