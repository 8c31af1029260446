"""What the log says: where something failed, never what a client sent."""

import logging
import sys
import traceback
from typing import Any


class Discreet(logging.Formatter):
    """Leaves out an error's own words, which may quote a client's text or a secret."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 # named by logging
        kind, _, trace = ei
        return "".join([*traceback.format_tb(trace), kind.__name__])


def open_log() -> None:
    """Warnings and worse, on stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for chatty in ("mcp", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.ERROR)  # their warnings are about clients, and quote them
