"""Local servers that stand for the remote services in tests: as strict as their documents, with faults on demand."""
