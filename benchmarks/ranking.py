"""How well, and how fast, the right case is found: ours beside plain BM25 over the same terms.

A question counts as answered by what its asker is shown: where a ranking
says that no case fits, it has shown none. Plain BM25 says so below a score; the score is the one that serves
it best on the developing half.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from typing import Literal, NamedTuple

import psutil
import yaml

from benchmarks.distractors import distractors
from benchmarks.figures import Effort, Goal, Topic, at_most, p99, reached, spread
from it_advisor.brief import understand_budget, understand_size
from it_advisor.cases import Case
from it_advisor.content import load
from it_advisor.installing import command
from it_advisor.profile import about_terms
from it_advisor.ranking import Shelf, Wanted
from it_advisor.search import Document, Index
from it_advisor.semantic import Meanings, installed
from it_advisor.settings import Settings
from it_advisor.terms import terms
from it_advisor.text import language_of

_HEAD = ("made-up cases", "ranking", "half", "recall@3", "MRR", "nDCG@5", "no-match precision", "no-match recall")
SEED = 7
SHOWN = 5
MOST_MS = 5.0
LEAST_RECALL, LEAST_MRR, LEAST_PRECISION = 0.95, 0.85, 0.9
FOUND = "Ranking: is the right case found"
SEEN = "seen"
"""The kind of questions that the ranking was mended for, all of the developing half."""
Half = Literal["developing", "held out"]
Ranker = Callable[[str], list[str]]
"""From a question to the ids shown, best first; none where no case fits."""


class Question(NamedTuple):
    ask: str
    best: str | None
    half: Half
    kind: str


class Figures(NamedTuple):
    """Over the questions with a best case: recall@3, MRR, nDCG@5. Over all: of the verdict that no case fits."""

    recall: float
    mrr: float
    ndcg: float
    precision: float
    no_match_recall: float


def questions(file: str = "queries.yaml") -> Iterator[Question]:
    kinds = yaml.safe_load(Path(__file__).with_name(file).read_text("utf-8"))
    for kind, entries in kinds.items():
        for place, entry in enumerate(entries):
            half: Half = "held out" if place % 2 and kind != SEEN else "developing"
            yield Question(entry["ask"], entry["best"], half, kind)


def library(made_up: int) -> list[Case]:
    """The shipped cases and so many distractors."""
    return [*load(Settings()).cases.values(), *distractors(made_up, SEED)]


def ours(cases: Sequence[Case], by_meaning: bool = False) -> Ranker:
    shelf = Shelf(cases, Meanings([case.business_nature for case in cases]) if by_meaning else None)
    return lambda ask: [match.case.id for match in shelf.rank(wanted(ask), SHOWN).fitting]


def wanted(ask: str) -> Wanted:
    return Wanted(ask, understand_size(ask), understand_budget(ask), language_of(ask) or "zh")


def plain(cases: Sequence[Case], asked: Sequence[Question]) -> Ranker:
    """BM25 alone over everything a case says, with the cut that serves it best on the developing half."""
    index = Index([Document((), [*about_terms(case), *terms(case.report)]) for case in cases])

    def ranker(cut: float) -> Ranker:
        def rank(ask: str) -> list[str]:
            found = index.find(terms(ask), range(len(cases)), SHOWN)
            return [cases[number].id for number, score in found.items() if score >= cut]

        return rank

    developing = [question for question in asked if question.half == "developing"]
    return max((ranker(cut / 100) for cut in range(0, 40, 2)), key=lambda one: _quality(measured(one, developing)))


def _quality(figures: Figures) -> float:
    """What the cut is chosen by: finding the right case, and saying rightly that there is none."""
    return figures.mrr + (figures.precision + figures.no_match_recall) / 2


def measured(rank: Ranker, asked: Iterable[Question]) -> Figures:
    answers = [(question.best, rank(question.ask)) for question in asked]
    places = [shown.index(best) + 1 if best in shown else 0 for best, shown in answers if best is not None]
    said_none = [best is None for best, shown in answers if not shown]
    none_right = [not shown for best, shown in answers if best is None]
    return Figures(
        recall=mean(0 < place <= 3 for place in places),
        mrr=mean(1 / place if place else 0.0 for place in places),
        ndcg=mean(1 / log2(place + 1) if place else 0.0 for place in places),
        precision=mean(said_none) if said_none else 0.0,
        no_match_recall=mean(none_right),
    )


def quality(effort: Effort) -> Topic:
    asked = list(questions())
    rows, goals = list[tuple[str, ...]](), list[Goal]()
    for made_up in effort.made_up[:2]:
        cases = library(made_up)
        rankers = {"plain BM25": plain(cases, asked), "ours": ours(cases)}
        if installed():
            rankers["ours, by meaning too"] = ours(cases, by_meaning=True)
        rows += _rows(made_up, rankers, asked)
        held_out = measured(rankers["ours"], (question for question in asked if question.half == "held out"))
        goals = [*_goals(held_out, f"ranking with {made_up:,} made-up cases, held out")]
    return Topic(FOUND, [_HEAD, *rows], _note(), tuple(goals))


def _goals(figures: Figures, where: str) -> Iterator[Goal]:
    """What finding the right case is held to; the last is the largest library."""
    yield reached(f"{where}: recall@3", figures.recall, LEAST_RECALL, FOUND)
    yield reached(f"{where}: MRR", figures.mrr, LEAST_MRR, FOUND)
    yield reached(f"{where}: no-match precision", figures.precision, LEAST_PRECISION, FOUND)


def reworded(effort: Effort) -> Topic:
    asked = list(questions("reworded.yaml"))
    rows: list[tuple[str, ...]] = []
    for made_up in effort.made_up[:2]:
        cases = library(made_up)
        rankers = {"ours": ours(cases)} | ({"ours, by meaning too": ours(cases, True)} if installed() else {})
        rows += _rows(made_up, rankers, asked)
    return Topic("Ranking: questions without the trade's words", [_HEAD, *rows], _note())


def _rows(made_up: int, rankers: Mapping[str, Ranker], asked: Sequence[Question]) -> Iterator[tuple[str, ...]]:
    for name, rank in rankers.items():
        for half in ("developing", "held out"):
            figures = measured(rank, (question for question in asked if question.half == half))
            yield (f"{made_up:,}", name, half, *(f"{figure:.3f}" for figure in figures))


def _note() -> str:
    return "" if installed() else f"Not by meaning: that needs {command('semantic')}."


def speed(effort: Effort) -> Topic:
    asked = [wanted(question.ask) for question in questions()]
    rows, goals = [], []
    for made_up in effort.made_up:
        cases = library(made_up)
        gc.collect()
        before, start = psutil.Process().memory_info().rss, perf_counter()
        shelf = Shelf(cases)
        ready, grown = perf_counter() - start, psutil.Process().memory_info().rss - before
        times = [[_milliseconds(shelf, one) for one in asked] for _ in range(effort.rounds)]
        middle = [median(block) for block in times]
        worst = p99([one for block in times for one in block])
        rows.append((f"{len(cases):,}", spread(middle, 2), f"{worst:.2f}", f"{ready:.2f}", f"{grown / 2**20:.0f}"))
        goals.append(at_most(f"ranking {len(cases):,} cases, p50", middle, MOST_MS, " ms"))
    head = ("cases", "p50 ms", "p99 ms", "making ready s", "memory MiB")
    return Topic("Ranking: how fast", [head, *rows], goals=(goals[-1],))


def _milliseconds(shelf: Shelf, one: Wanted) -> float:
    start = perf_counter()
    shelf.rank(one, SHOWN)
    return (perf_counter() - start) * 1000
