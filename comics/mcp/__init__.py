"""Door 3: MCP, at /api/mcp. Only `server` and `exchange` know the SDK, and the first request for it loads them."""
