"""The contract phase: generated requests for the operations of an OpenAPI document, and judging against it."""
