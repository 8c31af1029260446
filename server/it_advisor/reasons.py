"""Why a case was chosen, in words: only what the case and the question really have in common."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from it_advisor.concepts import CONCEPTS
from it_advisor.errors import Words
from it_advisor.industries import BY_KEY
from it_advisor.kinds import KINDS
from it_advisor.terms import names

MOST = 5
"""Needs, or words, that are named; more make no better reason."""

UNTOLD = Words("文字相近", "similar wording")
"""Where nothing in common can be named."""


class Common(NamedTuple):
    """What a case and a question have in common; the best of each comes first."""

    industry: str | None = None
    kinds: tuple[str, ...] = ()
    size: bool = False
    budget: bool = False
    needs: tuple[str, ...] = ()
    meaning: bool = False
    words: tuple[str, ...] = ()


def reason(common: Common) -> Words:
    """One line in both languages. Words in common are named only where there is nothing better to say."""
    return _joined([*_organisation(common), *_needs(common), *_meaning(common)] or _words(common))


def listed(common: Common, industry: str) -> Words:
    """Why a case is there where nothing was asked for: as one of all, with its industry."""
    name = BY_KEY[industry].name
    parts = [
        Words("没有提出要求，仅列出", "listed, nothing was asked for"),
        Words(f"行业：{name.zh}", f"industry: {name.en.lower()}"),
        *_organisation(common),
    ]
    return _joined(parts)


def _joined(parts: Sequence[Words]) -> Words:
    return Words("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _organisation(common: Common) -> list[Words]:
    parts = []
    if common.kinds:
        kind = _name(KINDS[common.kinds[0]])
        parts.append(Words(f"同类机构：{kind.zh}", f"same kind of organisation: {kind.en}"))
    elif common.industry:
        industry = BY_KEY[common.industry].name
        parts.append(Words(f"同一行业：{industry.zh}", f"same industry: {industry.en.lower()}"))
    if common.size:
        parts.append(Words("规模相当", "about the same size"))
    if common.budget:
        parts.append(Words("预算相当", "a similar budget"))
    return parts


def _needs(common: Common) -> list[Words]:
    named = [_name(CONCEPTS[need]) for need in common.needs[:MOST]]
    zh, en = "、".join(name.zh for name in named), ", ".join(name.en for name in named)
    return [Words(f"都提到 {zh}", f"both mention {en}")] if named else []


def _meaning(common: Common) -> list[Words]:
    return [Words("意思相近", "similar in meaning")] if common.meaning else []


def _words(common: Common) -> list[Words]:
    said = common.words[:MOST]
    zh, en = "、".join(f"“{word}”" for word in said), ", ".join(f'"{word}"' for word in said)
    return [Words(f"都用到 {zh}", f"both say {en}") if said else UNTOLD]


@cache
def _name(words: Words) -> Words:
    """The first word of a row of our own tables."""
    return Words(names(words.zh)[0], names(words.en)[0])


def wording(asked: Sequence[str], shared: Collection[str]) -> tuple[str, ...]:
    """The terms in common in the order asked, Chinese bigrams that overlap joined again."""
    said, before = list[str](), ""
    for term in asked:
        if term in shared:
            joins = before in shared and not term.isascii() and before[-1:] == term[0]
            said[-1:] = [said[-1] + term[1:]] if joins else [*said[-1:], term]
        before = term
    return tuple(dict.fromkeys(said))
