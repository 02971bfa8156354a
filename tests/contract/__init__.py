"""The contract phase: judging answers, proving requests wrong, making cases, and a whole run against real sockets."""
