"""Objects as plain dictionaries, as programs, webhooks and MCP tell them."""
