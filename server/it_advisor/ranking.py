"""Which cases help with a brief, how well, and why."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from it_advisor.brief import Size
from it_advisor.cases import Case
from it_advisor.errors import Language, Words
from it_advisor.likeness import fingerprint, likeness
from it_advisor.reasons import Common, reason, wording
from it_advisor.search import Document, Index
from it_advisor.subject import Subject, mark, spelling, subject_of
from it_advisor.terms import terms

BUSINESS, NEEDS, WORDING, SIZE = 0.35, 0.35, 0.25, 0.05
"""Shares of a score: the kind of organisation, the needs in common, the wording, the size band."""
OTHER_KIND, NO_KIND = 0.5, 0.8
"""What the same industry counts where the kinds of organisation differ, and where one of them is not told."""
MUCH_UNREAD = 2
"""So many terms that belong to no word we know leave a single thing in common in doubt."""
FITS = 0.4
"""A case that scores less is not called similar."""
COPY = 0.6
"""Two cases that have more of their terms in common are copies of one another; only the better is shown."""


class Wanted(NamedTuple):
    """What one is looking for: words, what is known of the organisation, and facts a case must have."""

    text: str
    size: Size | None = None
    language: Language = "zh"
    facts: tuple[str, ...] = ()


class Match(NamedTuple):
    """A case with how well it fits (0 to 1), whether that is enough to call it similar, and why."""

    case: Case
    score: float
    fits: bool
    why: Words


class Ranking(NamedTuple):
    """The best cases, and how many fit in all, copies included."""

    matches: tuple[Match, ...]
    total: int


class _Profile(NamedTuple):
    """What ranking needs to know of a case, found out once."""

    case: Case
    subject: Subject
    print: int


class _Asked(NamedTuple):
    wanted: Wanted
    terms: Sequence[str]
    subject: Subject

    @property
    def facts(self) -> list[str]:
        return list(map(mark, self.wanted.facts))


class _Scored(NamedTuple):
    profile: _Profile
    score: float


class Shelf:
    """Cases made ready to be ranked."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._profiles = {case.id: _profile(case) for case in cases}
        self._index = Index({key: _document(profile) for key, profile in self._profiles.items()})

    def rank(self, wanted: Wanted, most: int) -> Ranking:
        """The best cases first, near-copies left out. Without words every case with the facts fits."""
        asked = self._asked(wanted)
        scored = sorted(self._scored(asked), key=lambda one: _order(one, wanted.language))
        fitting = sum(self._fits(one, asked) for one in scored)
        shown = _distinct(scored, most)
        return Ranking(tuple(self._match(one, asked) for one in shown), fitting)

    def _asked(self, wanted: Wanted) -> _Asked:
        """Words that no case has and that are one slip away from a word we know are read as that word."""
        words = [term if term in self._index else spelling().corrected(term) for term in terms(wanted.text)]
        return _Asked(wanted, words, subject_of(words))

    def _scored(self, asked: _Asked) -> Iterator[_Scored]:
        found = self._index.find((*asked.terms, *asked.subject.marks), asked.facts)
        if not asked.wanted.text.strip():
            found = dict.fromkeys(self._index.having(asked.facts), 0.0)
        for key, score in found.items():
            profile = self._profiles[key]
            yield _Scored(profile, round(self._score(profile, asked, score), 2))

    def _score(self, profile: _Profile, asked: _Asked, wording: float) -> float:
        """The weighted mean of how close the two are in everything that is known of both."""
        told = (
            (BUSINESS, _business(asked.subject, profile)),
            (NEEDS, self._needs(asked.subject, profile)),
            (SIZE, _size(asked.wanted.size, profile.case.size)),
        )
        known = [(share, closeness) for share, closeness in told if closeness is not None]
        total = sum(share * closeness for share, closeness in known) * _support(asked.subject, profile)
        return (total + WORDING * wording) / (sum(share for share, _ in known) + WORDING)

    def _needs(self, asked: Subject, profile: _Profile) -> float | None:
        """The part of the needs asked for that the case has, a rare need counting more than a common one."""
        if not asked.needs:
            return None
        return self._told(asked.needs & profile.subject.needs) / self._told(asked.needs)

    def _told(self, needs: Iterable[str]) -> float:
        return sum(1 + self._index.weight(mark(need)) for need in needs)

    def _fits(self, one: _Scored, asked: _Asked) -> bool:
        return one.score >= FITS or not asked.wanted.text.strip()

    def _match(self, one: _Scored, asked: _Asked) -> Match:
        return Match(one.profile.case, one.score, self._fits(one, asked), reason(self._common(one.profile, asked)))

    def _common(self, profile: _Profile, asked: _Asked) -> Common:
        case, subject = profile.case, asked.subject
        same = subject.industries.get(case.industry) == 1
        needs = sorted(subject.needs & profile.subject.needs, key=lambda need: (-self._index.weight(mark(need)), need))
        return Common(
            industry=case.industry if same else None,
            kinds=tuple(sorted(subject.kinds & profile.subject.kinds)),
            size=_size(asked.wanted.size, case.size) == 1,
            needs=tuple(needs),
            words=wording(asked.terms, filter(self._index.is_rare, terms(_about(case)))),
        )


def _profile(case: Case) -> _Profile:
    """What a case says of itself: its kind by its title and business, within its own industry."""
    about = terms(_about(case))
    kinds = subject_of(terms(_title(case))).kinds
    own = frozenset(kind for kind in kinds if kind.startswith(f"{case.industry}/"))
    return _Profile(case, Subject({case.industry: 1.0}, own, subject_of(about).needs), fingerprint(about))


def _document(profile: _Profile) -> Document:
    case = profile.case
    return Document(
        head=[*terms(_title(case)), *profile.subject.marks],
        text=terms("\n".join((case.technical_requirements, case.company_size, case.summary))),
        annex=set(terms(case.report)),
        facts=[mark(fact) for fact in (case.industry, case.language, case.origin)],
    )


def _title(case: Case) -> str:
    return "\n".join((case.title, case.business_nature, *case.tags))


def _about(case: Case) -> str:
    return "\n".join((_title(case), case.technical_requirements, case.summary))


def _business(asked: Subject, profile: _Profile) -> float | None:
    """1 for the same kind of organisation, less for the same industry, None where the asker tells neither."""
    if not asked.industries:
        return None
    kinds = {kind for kind in asked.kinds if kind.startswith(f"{profile.case.industry}/")}
    share = asked.industries.get(profile.case.industry, 0.0)
    if kinds & profile.subject.kinds:
        return share
    return share * (OTHER_KIND if kinds and profile.subject.kinds else NO_KIND)


def _support(asked: Subject, profile: _Profile) -> float:
    """One thing in common proves little where much else was said that we cannot read; several things do."""
    common = len(asked.kinds & profile.subject.kinds) + len(asked.needs & profile.subject.needs)
    common += asked.industries.get(profile.case.industry) == 1
    return common / (common + min(1.0, asked.unread / MUCH_UNREAD)) if common else 0.0


def _size(one: Size | None, other: Size | None) -> float | None:
    """1 for the same size band, 0.5 for the next, 0 beyond; None where one is not known."""
    if one is None or other is None or one.band is None or other.band is None:
        return None
    return max(0.0, 1 - 0.5 * abs(one.band.rank - other.band.rank))


def _order(one: _Scored, language: Language) -> tuple[float, bool, str]:
    """Best first; among equals those in the asker's language, then by id."""
    return -one.score, one.profile.case.language != language, one.profile.case.id


def _distinct(scored: Iterable[_Scored], most: int) -> list[_Scored]:
    """The first so many, without those that are copies of one before."""
    chosen: list[_Scored] = []
    for one in scored:
        if len(chosen) == most:
            break
        if all(likeness(one.profile.print, other.profile.print) <= COPY for other in chosen):
            chosen.append(one)
    return chosen
