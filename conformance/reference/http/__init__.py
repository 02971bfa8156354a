"""What every dialect shares: messages, reading them, searching, and the side of the server."""
