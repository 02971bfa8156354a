"""The dialect of the reference lists (VNG, 00.00.06): seven lists, each value by its code."""
