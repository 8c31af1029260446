"""The prompt templates, one Markdown file a language."""
