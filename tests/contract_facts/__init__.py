"""Our contract against the published description: the same facts, except where we mean otherwise."""
