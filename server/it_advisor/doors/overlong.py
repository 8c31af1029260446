"""What is kept of a line too long to be read: enough to tell whose request it was."""

import json
import re
from typing import NamedTuple

from it_advisor.doors.wire import Id, is_id

EDGE = 4_096
"""Bytes kept of the beginning and of the end; clients write the id in one of them."""
_STRING = rb'"(?:[^"\\]|\\.)*"'
_TOKEN = re.compile(_STRING + rb"|[{}\[\]]")
_VALUE = re.compile(rb"\s*:\s*(" + _STRING + rb"|-?\d{1,17})\s*[,}]")
_LAST = re.compile(rb'[{,]\s*"id"(\s*:\s*(?:' + _STRING + rb"|-?\d{1,17})\s*\})\s*\Z")


class Overlong(NamedTuple):
    """The two ends of a line over the limit."""

    start: bytes
    end: bytes

    @property
    def id(self) -> Id | None:
        """Of the request the line would have been; None where it cannot be told, or is told twice."""
        first = _first(self.start)
        last = _LAST.search(self.end)
        found = {_read(value) for value in (first, last and last[1]) if value}
        return found.pop() if len(found) == 1 else None


def read_so_far(held: bytes | bytearray, start: bytes) -> bytes | Overlong | None:
    """A line as it was `held`, or its ends where it was too long and its `start` was kept; None for a blank one."""
    if start:
        return Overlong(start, bytes(held[-EDGE:]))
    return bytes(held) if held.strip() else None


def _first(start: bytes) -> bytes | None:
    """What follows the name id in the outermost object."""
    depth = 0
    for token in _TOKEN.finditer(start):
        if token[0] in b"{[":
            depth += 1
        elif token[0] in b"}]":
            depth -= 1
        elif depth == 1 and token[0] == b'"id"' and (value := _VALUE.match(start, token.end())):
            return value[0]
    return None


def _read(value: bytes) -> Id | None:
    found = _VALUE.match(value)
    try:
        read = json.loads(found[1]) if found else None
    except ValueError:
        return None
    return read if is_id(read) else None
