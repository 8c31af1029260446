"""What a score rests on, and how far that can be relied on."""

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from it_advisor.model import Model

EvidenceKind = Literal["proof-of-concept", "demo", "reference", "document", "estimate", "vendor-claim"]

STRENGTH: dict[EvidenceKind, float] = {
    "proof-of-concept": 1.0,
    "demo": 0.8,
    "reference": 0.8,
    "document": 0.6,
    "estimate": 0.4,
    "vendor-claim": 0.3,
}
"""A convention, printed with every answer: only what was seen to work with one's own data counts in full."""

FRESH = timedelta(days=365)
STALE_FACTOR = 0.5

Weakness = Literal["no-score", "no-evidence", "undated", "stale", "weak-kind"]


class Gap(Model):
    """A score whose evidence lowers the confidence in its option."""

    option: str
    criterion: str
    why: Weakness
    costs_pct: float = Field(description="Percentage points of the option's confidence lost here")


def reliance(kind: EvidenceKind | None, dated: date | None, as_of: date) -> float:
    """0 (nothing to rely on) to 1: the strength of the kind, halved where it is undated or over a year old."""
    if kind is None:
        return 0.0
    return STRENGTH[kind] * (1 if dated and as_of - dated <= FRESH else STALE_FACTOR)


def weakness(kind: EvidenceKind | None, dated: date | None, as_of: date) -> Weakness:
    """The first thing to mend about evidence that does not count in full."""
    if kind is None:
        return "no-evidence"
    if dated is None:
        return "undated"
    return "stale" if as_of - dated > FRESH else "weak-kind"
