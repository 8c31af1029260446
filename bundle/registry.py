"""server.json, the entry in the MCP registry: `python -m bundle.registry server.json` writes it.

https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/generic-server-json.md
"""

import sys
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bundle.project import OWNER, TITLE, project, written
from it_advisor.settings import Settings

NAME = f"io.github.{OWNER}/it-advisor"
DESCRIPTION = "Choose business IT systems: prompts, cases, costs, comparison, checks 企业IT系统选型"
OF_A_PROCESS = ("prompts", "cases", "database", "toolsets", "team_url", "token")
"""The settings that matter where a client starts the program."""

_IN_A_CONTAINER = {"packageArguments": [{"type": "positional", "value": "serve"}]}
"""Without arguments the image serves over HTTP."""


def entry() -> dict[str, Any]:
    version = project()["version"]
    variables = [_variable(name) for name in OF_A_PROCESS]
    stdio = {"transport": {"type": "stdio"}, "environmentVariables": variables}
    return {
        "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": version,
        "repository": {"url": f"https://github.com/{OWNER}/it-advisor", "source": "github"},
        "packages": [
            {"registryType": "pypi", "identifier": "it-advisor", "version": version, "runtimeHint": "uvx", **stdio},
            {"registryType": "oci", "identifier": f"ghcr.io/{OWNER}/it-advisor:{version}", **stdio, **_IN_A_CONTAINER},
        ],
    }


def _variable(name: str) -> dict[str, Any]:
    field = Settings.model_fields[name]
    secret = name == "database" or field.annotation == SecretStr | None
    path = field.annotation == Path | None
    return {
        "name": f"IT_ADVISOR_{name.upper()}",
        "description": field.description,
        "isRequired": False,
        "isSecret": secret,
        "format": "filepath" if path else "string",
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(entry()), "utf-8")
