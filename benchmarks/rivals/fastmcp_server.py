"""A minimal fastmcp server: one prompt and one tool of four arguments, answered with the text of the bare peer.

Without arguments it serves its standard input and output, with a port's number Streamable HTTP there.
"""

import sys
from pathlib import Path

from fastmcp import FastMCP

TEXT = Path(__file__).parent.parent.joinpath("static", "static_prompt.zh.md").read_text("utf-8").split("---\n", 2)[2]
server = FastMCP("minimal")


@server.prompt
def recommend_it_systems(
    business_nature: str, company_size: str = "", budget_range: str = "", technical_requirements: str = ""
) -> str:
    return TEXT


@server.tool(name="recommend_it_systems")
def tool(business_nature: str, company_size: str = "", budget_range: str = "", technical_requirements: str = "") -> str:
    return TEXT


if __name__ == "__main__":
    if port := sys.argv[1:]:
        config = {"access_log": False, "log_level": "error"}
        server.run(transport="http", port=int(port[0]), stateless_http=True, show_banner=False, uvicorn_config=config)
    else:
        server.run(show_banner=False)
