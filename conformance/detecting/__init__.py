"""Which profile fits an endpoint: pure judging of what was seen there."""
