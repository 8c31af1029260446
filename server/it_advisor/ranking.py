"""Which cases help with a brief, and why."""

from collections.abc import Mapping
from typing import NamedTuple

from it_advisor.brief import Size
from it_advisor.brief.size import SMALLEST
from it_advisor.cases import Case
from it_advisor.errors import Language, Words
from it_advisor.industries import BY_KEY, industry_of
from it_advisor.search import terms


class Wanted(NamedTuple):
    """What one is looking for: words, and what is known of the organisation."""

    text: str
    size: Size | None = None
    language: Language = "zh"


class Match(NamedTuple):
    """A case with how well it fits (0 to 1) and why, in both languages."""

    case: Case
    score: float
    why: Words


_BANDS = tuple(SMALLEST)

TEXT, INDUSTRY, SIZE, TONGUE = 0.6, 0.25, 0.1, 0.05
"""Shares of a match's score: words in common, same industry, size band, the asker's language."""


def rank(cases: Mapping[str, Case], found: Mapping[str, float], wanted: Wanted) -> tuple[Match, ...]:
    """The found cases, best first. `found` is the text score of each id (see search.Index.find)."""
    best = max(found.values(), default=0.0) or 1.0
    industry = industry_of(wanted.text)
    asked = set(terms(wanted.text))
    matches = []
    for key, score in found.items():
        case = cases[key]
        same_industry = industry is not None and case.industry == industry.key
        closeness = _closeness(case.size, wanted.size)
        total = TEXT * score / best + INDUSTRY * same_industry + SIZE * closeness
        total += TONGUE * (case.language == wanted.language)
        matches.append(Match(case, round(total, 4), _why(case, asked, same_industry, closeness)))
    return tuple(sorted(matches, key=lambda match: (-match.score, match.case.id)))


def _closeness(one: Size | None, other: Size | None) -> float:
    """1 for the same size band, 0.5 for the next, else 0."""
    if one is None or other is None or not one.bands or not other.bands:
        return 0.0
    steps = min(abs(_BANDS.index(a) - _BANDS.index(b)) for a in one.bands for b in other.bands)
    return max(0.0, 1 - 0.5 * steps)


def _why(case: Case, asked: set[str], same_industry: bool, closeness: float) -> Words:
    """The reasons a person would give: industry, size, and the case's tags among the words asked for."""
    zh, en = [], []
    if same_industry:
        name = BY_KEY[case.industry].name
        zh.append(f"同为{name.zh}")
        en.append(f"also {name.en.lower()}")
    if closeness == 1:
        zh.append("规模相当")
        en.append("about the same size")
    shared = [tag for tag in case.tags if asked.issuperset(terms(tag))]
    if shared:
        zh.append("都涉及 " + "、".join(shared[:5]))
        en.append("also about " + ", ".join(shared[:5]))
    if not zh:
        return Words("文字相近", "similar wording")
    return Words("；".join(zh), "; ".join(en))
