"""Which cases help with a brief, how well, and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, Protocol

from it_advisor import closeness
from it_advisor.brief import Budget, Size
from it_advisor.cases import Case
from it_advisor.errors import Language, Words
from it_advisor.likeness import likeness
from it_advisor.marks import Marks
from it_advisor.profile import Profile, about_terms, facts_of, names_of, read
from it_advisor.reasons import UNTOLD, Common, listed, reason, wording
from it_advisor.search import Document, Index
from it_advisor.subject import Subject, spelling, subject_of
from it_advisor.terms import terms

BUSINESS, NEEDS, WORDING, SIZE, BUDGET = 0.35, 0.35, 0.25, 0.05, 0.05
"""Shares of a score: kind of organisation, needs in common, wording, size band, budget. Unknown ones fall out."""
MUCH_UNREAD = 2
"""So many terms that belong to no word we know leave a single thing in common in doubt."""
FITS = 0.4
"""A case that scores less is not called similar."""
MANY = 4
"""So many needs in common with the same kind of organisation make a case similar, however many more were asked for."""
STEP = 0.05
"""Cases whose scores differ by less fit as well; of them those come first that somebody contributed."""
COPY = 0.6
"""Two cases that have more of their terms in common are copies of one another; only the better is shown."""
SEVERAL = 2
"""Rare terms that two texts must share which have nothing else in common."""
CANDIDATES = 50
"""Cases looked at closely: so many found by words, and so many by what they are about."""
REMEMBERED = 500
"""Cases whose wording is kept at hand, those last looked at closely."""


class Wanted(NamedTuple):
    """What one is looking for: words, what is known of the organisation, and facts a case must have."""

    text: str
    size: Size | None = None
    budget: Budget | None = None
    language: Language = "zh"
    facts: tuple[str, ...] = ()
    """An industry's key, a language, an origin."""


class Match(NamedTuple):
    """A case with how well it fits (0 to 1; None where nothing was asked for), whether it is similar, and why."""

    case: Case
    score: float | None
    fits: bool
    why: Words


class Ranking(NamedTuple):
    """The best cases, and how many of those looked at fit, copies included."""

    matches: tuple[Match, ...]
    total: int

    @property
    def fitting(self) -> tuple[Match, ...]:
        """The matches good enough to be called similar; none is an answer too."""
        return tuple(match for match in self.matches if match.fits)


class Meanings(Protocol):
    """Knows which cases, by number, are similar in meaning: closeness above 0, at most 1, closest first."""

    def like(self, text: str, among: Collection[int], most: int) -> Mapping[int, float]: ...


class _Asked(NamedTuple):
    wanted: Wanted
    terms: Sequence[str]
    subject: Subject
    weights: Mapping[str, float]
    """Of the needs asked for."""


class _Scored(NamedTuple):
    number: int
    profile: Profile
    score: float
    fits: bool
    by_meaning: bool = False


class Shelf:
    """Cases made ready to be ranked, by meaning too where somebody knows it."""

    def __init__(self, cases: Iterable[Case], meanings: Meanings | None = None) -> None:
        self._meanings = meanings
        self._profiles: list[Profile] = []
        self._index = Index(map(self._take, cases))
        self._marks = Marks(one.subject.marks for one in self._profiles)
        self._facts = Marks(facts_of(one.case) for one in self._profiles)
        self._peculiar = lru_cache(REMEMBERED)(self._read)

    def _take(self, case: Case) -> Document:
        profile, document = read(case)
        self._profiles.append(profile)
        return document

    def rank(self, wanted: Wanted, most: int) -> Ranking:
        """The best cases first, near-copies left out. Without words every case with the facts fits, copies too."""
        asked = self._asked(wanted)
        searched = bool(wanted.text.strip())
        scored = sorted((self._scored if searched else self._listed)(asked), key=partial(_order, wanted.language))
        chosen = _distinct(scored, most) if searched else scored[:most]
        matches = (self._match(asked, one) for one in chosen)
        told = (match for match in matches if match.fits or match.why != UNTOLD)
        return Ranking(tuple(told), sum(one.fits for one in scored))

    def _asked(self, wanted: Wanted) -> _Asked:
        """Words that no case has and that are one slip away from a word we know are read as that word."""
        words = [term if term in self._index else spelling().corrected(term) for term in terms(wanted.text)]
        subject = subject_of(words)
        return _Asked(wanted, words, subject, {need: self._marks.weight(need) for need in subject.needs})

    def _scored(self, asked: _Asked) -> Iterator[_Scored]:
        """The cases that share most words or most marks, looked at closely; where none fits, those alike in meaning."""
        among = self._facts.bearing(asked.wanted.facts)
        found = self._index.find(asked.terms, among, CANDIDATES)
        close = self._marks.best(asked.subject.marks, among, CANDIDATES)
        told: dict[int, tuple[float, bool]] = {}
        for number in dict.fromkeys((*found, *close)):
            profile = self._profiles[number]
            score = round(_score(asked, profile, found.get(number, 0.0)), 2)
            fits = score >= FITS or _has_much(asked.subject, profile.subject)
            told[number] = score, fits and self._is_alike(asked, number)
        none_fits = not any(fits for _, fits in told.values())
        meant = self._meanings.like(asked.wanted.text, among, CANDIDATES) if self._meanings and none_fits else {}
        told |= {number: (round(FITS + (1 - FITS) * near, 2), True) for number, near in meant.items()}
        for number, (score, fits) in told.items():
            yield _Scored(number, self._profiles[number], score, fits, number in meant)

    def _is_alike(self, asked: _Asked, number: int) -> bool:
        """Whether more is in common than one word, which has many meanings unless it is a name."""
        if _support(asked.subject, self._profiles[number].subject):
            return True
        rare, names = self._peculiar(number)
        return len(rare.intersection(asked.terms)) >= SEVERAL or not names.isdisjoint(asked.terms)

    def _read(self, number: int) -> tuple[set[str], set[str]]:
        """The rare ones of the terms a case says of itself, and the names in it."""
        case = self._profiles[number].case
        return set(filter(self._index.is_rare, about_terms(case))), names_of(case)

    def _listed(self, asked: _Asked) -> Iterator[_Scored]:
        for number in self._facts.bearing(asked.wanted.facts):
            profile = self._profiles[number]
            close = closeness.of_sizes(asked.wanted.size, profile.size)
            yield _Scored(number, profile, close or 0.0, True)

    def _match(self, asked: _Asked, one: _Scored) -> Match:
        common, case = self._common(asked, one), one.profile.case
        if asked.wanted.text.strip():
            return Match(case, one.score, one.fits, reason(common))
        return Match(case, None, one.fits, listed(common, case.industry))

    def _common(self, asked: _Asked, one: _Scored) -> Common:
        """The words in common only where nothing else is."""
        profile = one.profile
        same = asked.subject.industries.get(profile.case.industry) == 1
        needs = asked.subject.needs & profile.subject.needs
        common = Common(
            industry=profile.case.industry if same else None,
            kinds=tuple(sorted(asked.subject.kinds & profile.subject.kinds)),
            size=closeness.of_sizes(asked.wanted.size, profile.size) == 1,
            budget=closeness.of_budgets(asked.wanted.budget, profile.budget) == 1,
            needs=tuple(sorted(needs, key=lambda need: (-asked.weights[need], need))),
            meaning=one.by_meaning,
        )
        if any(common):
            return common
        return Common(words=wording(asked.terms, self._peculiar(one.number)[0]))


def _score(asked: _Asked, profile: Profile, found: float) -> float:
    """The weighted mean of how close the two are in everything that is known of both."""
    told = (
        (BUSINESS, closeness.of_business(asked.subject, profile.subject)),
        (NEEDS, closeness.of_needs(asked.subject, profile.subject, asked.weights.__getitem__)),
        (SIZE, closeness.of_sizes(asked.wanted.size, profile.size)),
        (BUDGET, closeness.of_budgets(asked.wanted.budget, profile.budget)),
    )
    total = shares = 0.0
    for share, close in told:
        if close is not None:
            total, shares = total + share * close, shares + share
    return (total * _support(asked.subject, profile.subject) + WORDING * found) / (shares + WORDING)


def _has_much(asked: Subject, case: Subject) -> bool:
    return not asked.kinds.isdisjoint(case.kinds) and len(asked.needs & case.needs) >= MANY


def _support(asked: Subject, case: Subject) -> float:
    """One thing in common proves little where much else was said that we cannot read; several things do."""
    common = len(asked.kinds & case.kinds) + len(asked.needs & case.needs)
    common += [asked.industries.get(industry) for industry in case.industries].count(1)
    return common / (common + min(1.0, asked.unread / MUCH_UNREAD)) if common else 0.0


def _order(language: Language, one: _Scored) -> tuple[bool, int, bool, float, bool, str]:
    """Those that fit first, best first; of close ones the contributed, of equals those in the asker's language."""
    case = one.profile.case
    near = -round(one.score / STEP), case.origin != "community"
    return not one.fits, *near, -one.score, case.language != language, case.id


def _distinct(scored: Iterable[_Scored], most: int) -> list[_Scored]:
    """The first so many, without those that are copies of one before."""
    chosen: list[_Scored] = []
    for one in scored:
        if len(chosen) == most:
            break
        if all(likeness(one.profile.print, other.profile.print) <= COPY for other in chosen):
            chosen.append(one)
    return chosen
