"""The community cases, one Markdown file a case."""
