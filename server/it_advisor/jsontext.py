"""JSON as a careful reader takes it: a name stands once."""

import json
from typing import Any

from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.text import short


def read_json(text: str) -> Any:
    """Raises ValueError or RecursionError for what is no JSON, BadRequest for a name that stands twice."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadRequest(Problem(short(name), Words("出现了两次；只留一个", "stands twice; keep one")))
        found[name] = value
    return found
