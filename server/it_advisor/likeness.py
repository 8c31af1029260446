"""How much two texts say the same in the same words, told from fingerprints of their terms."""

from collections.abc import Iterable
from zlib import crc32

BITS = 1024
"""Enough to keep the terms of a summary apart: of 200 terms about nine in ten have a bit of their own."""


def fingerprint(terms: Iterable[str]) -> int:
    """One bit a term, the same in every process."""
    bits = 0
    for term in terms:
        bits |= 1 << crc32(term.encode()) % BITS
    return bits


def likeness(one: int, other: int) -> float:
    """The terms two texts share, as part of all their terms (Jaccard index): 0 nothing, 1 the same terms."""
    union = (one | other).bit_count()
    return (one & other).bit_count() / union if union else 1.0
