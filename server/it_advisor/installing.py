"""How an optional part is installed, the way the program itself was."""

import json
import sys
from importlib.metadata import distribution
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

NAME = "it-advisor"


def command(extra: str) -> str:
    """For whoever stands in the folder it was installed from, if it was from one."""
    return f"pip install --editable '.[{extra}]'" if "dir_info" in _source() else f"pip install '{NAME}[{extra}]'"


def command_here(extra: str) -> str:
    """The same to be pasted anywhere on this computer: with its own Python, and with the folder."""
    folder = url2pathname(urlsplit(_source().get("url", "")).path)
    return f"{sys.executable} -m {command(extra)}".replace("'.[", f"'{folder}[")


def _source() -> dict[str, Any]:
    """Where it was installed from, as PEP 610 has it."""
    found: dict[str, Any] = json.loads(distribution(NAME).read_text("direct_url.json") or "{}")
    return found
