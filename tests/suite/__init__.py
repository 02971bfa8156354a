"""What must hold for the scenarios, profiles and modules that are shipped, whoever adds to them."""
