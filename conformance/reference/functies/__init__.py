"""The functions API that VNG published as Klantinteracties 00.01.00, with the management that goes with it."""
