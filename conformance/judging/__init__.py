"""Pure: expectations and exchanges in, findings out. Nothing in here reads, writes, connects or waits."""
