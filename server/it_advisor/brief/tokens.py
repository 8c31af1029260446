"""A text cut into tokens of the kinds its field knows; whatever is left over stays visible as unknown."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from it_advisor.brief.glyphs import LATIN

READ = 2_000
"""Characters read; a longer text is a document, and what follows is reported as not understood."""
UNKNOWN = "w"
IGNORED = "I"

_EDGES = " \t()（）[]【】:：，,。;；、/"

_UNKNOWN = r"[a-z\u00c0-\u024f_][a-z0-9\u00c0-\u024f_]*+|[^ ]"


class Token(NamedTuple):
    """A stretch of the text; its kind is one letter, so that the kinds of a line can be matched as text."""

    kind: str
    start: int
    end: int


def lexicon(kinds: dict[str, str]) -> str:
    """One pattern of all kinds, the first that fits at a place wins; what fits none is UNKNOWN.

    It is compiled when it is first used (some 20 ms) and kept by `re`, so that a start does not wait for it.
    """
    named = (f"(?P<{kind}>{pattern})" for kind, pattern in {**kinds, UNKNOWN: _UNKNOWN}.items())
    return "|".join(named).replace("[a-z]", LATIN)


def words(*alternatives: str) -> str:
    """Any of these, each of which begins with a letter, not inside a longer Latin word."""
    return rf"(?=[a-z])(?<![a-z])(?:{'|'.join(alternatives)})(?![a-z])"  # elsewhere none of them need be tried


def scan(pattern: str, text: str) -> list[Token]:
    """The tokens of the text, in order."""
    return [Token(found.lastgroup or UNKNOWN, *found.span()) for found in re.finditer(pattern, text, re.IGNORECASE)]


def knows_all(pattern: str, text: str) -> bool:
    """Whether every word in the text is of a known kind; most texts are told by their first."""
    found = re.finditer(pattern, text, re.IGNORECASE)
    return not any(one.lastgroup == UNKNOWN and any(map(str.isalnum, one[0])) for one in found)


def kinds(tokens: Iterable[Token]) -> str:
    return "".join(token.kind for token in tokens)


def beyond(text: str) -> tuple[str, ...]:
    """What comes after the characters that are read."""
    return tuple(filter(None, (text[READ:].strip(),)))


def stretches(tokens: Iterable[Token], unread: Collection[Token], text: str) -> tuple[str, ...]:
    """What the unread tokens cover, as it was written; neighbours are joined over ignored words."""
    spans: list[list[int]] = []
    open_span = False
    for token in tokens:
        if token in unread and open_span:
            spans[-1][1] = token.end
        elif token in unread:
            spans.append([token.start, token.end])
        open_span = token in unread or (open_span and token.kind == IGNORED)
    found = (text[start:end].strip(_EDGES) for start, end in spans)
    return tuple(stretch for stretch in found if any(character.isalnum() for character in stretch))
