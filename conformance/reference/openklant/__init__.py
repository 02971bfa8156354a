"""The Open Klant 0.9.0 dialect over the domain core: paths, messages, filters, paging, problems."""
