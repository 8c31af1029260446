"""What is published beside the wheel: the bundle for Claude Desktop and the entry in the MCP registry."""
