"""Door 2: REST, as the Comic API speaks it, at /v1."""
