"""The domain core: resources, their rules and their store, without a word about HTTP."""
