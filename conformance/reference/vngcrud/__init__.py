"""The resource API that VNG published as Klantinteracties CRUD 0.0.3."""
