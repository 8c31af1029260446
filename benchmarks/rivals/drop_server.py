"""dropmcp with one prompt: `drop_server.py FOLDER PORT` serves FOLDER/prompts over Streamable HTTP, all it can."""

import sys
from pathlib import Path

import dropmcp

if __name__ == "__main__":
    _, folder, port = sys.argv
    prompts, skills = Path(folder, "prompts"), Path(folder, "skills")
    server = dropmcp.create_server(prompts=prompts, skills=skills, ui_enabled=False, feedback_enabled=False)
    server.run(transport="http", port=int(port), stateless_http=True, show_banner=False)
