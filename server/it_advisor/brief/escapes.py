"""Text that was written for a URL, a web page or a program, and arrived as it was written there."""

import html
import re
from urllib.parse import unquote

from it_advisor.text import normal, suspect

_LOST = "\ufffd"
"""What stands for a character that is none."""
SHORTEST = 2
"""Characters; what turns into less, or into something invisible, stays as it was sent."""

_FOR_A_URL = re.compile(r"%20|(?:%[89A-F][0-9A-F]){2,}", re.IGNORECASE)
_FOR_A_PAGE = re.compile(
    r"&(?:lt|gt|le|ge|amp|quot|apos|nbsp|pound|euro|yen|times|plusmn|[mn]dash|hellip|[lr][ds]quo|#\d{1,5}|#x[0-9a-f]{1,4});",
    re.IGNORECASE,
)
_FOR_A_PROGRAM = re.compile(r'\\(?P<quote>["\'])|\\n')
_PATH = re.compile(r"[a-z]:\\|\\\\", re.IGNORECASE)


def unescaped(value: str) -> str:
    r"""The text meant by `300%20people`, `&lt;500`, `\"retail\"` and a line end written `\n`.

    A value with blanks was not written for a URL; one with a path of Windows in it keeps its backslashes.
    """
    if not set("%&\\") & set(value):
        return value
    plain = value
    if not re.search(r"\s", plain) and _FOR_A_URL.search(plain):
        plain = _decoded(plain)
    plain = _FOR_A_PAGE.sub(lambda found: html.unescape(found[0]).replace("\xa0", " "), plain)
    if not _PATH.search(plain):
        plain = _FOR_A_PROGRAM.sub(lambda found: found["quote"] or "\n", plain)
    plain = normal(plain).strip()
    sound = len(plain) >= SHORTEST and not suspect(plain) and plain.count(_LOST) == value.count(_LOST)
    return plain if sound else value


def _decoded(value: str) -> str:
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        return value
