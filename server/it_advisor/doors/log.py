"""What the log says: where something failed, never what a client sent."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from it_advisor.settings import Settings

PLAIN = "%(levelname)s %(name)s: %(message)s"


class Discreet(logging.Formatter):
    """Leaves out an error's own words, which may quote a client's text or a secret."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 # named by logging
        kind, _, trace = ei
        return "".join([*traceback.format_tb(trace), kind.__name__])


class AsJson(Discreet):
    """One object a line, for a program that collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def open_log() -> None:
    """Warnings and worse, on stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet(PLAIN))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for chatty in ("mcp", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.ERROR)  # their warnings are about clients, and quote them


def shape_log(settings: Settings) -> None:
    """As the settings say, once they are read."""
    if settings.log_format == "json":
        for handler in logging.getLogger().handlers:
            handler.setFormatter(AsJson())
    if settings.log_requests:
        logging.getLogger("it_advisor.requests").setLevel(logging.INFO)
