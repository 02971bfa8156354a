"""The command line: what it accepts, what it says, and how it ends."""
