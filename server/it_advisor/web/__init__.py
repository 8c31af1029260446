"""What the web page is made of: page templates, style, script."""
