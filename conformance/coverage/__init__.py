"""What is covered: requirement × scenario × fault × operation × profile, and what of a contract was ever tried."""
