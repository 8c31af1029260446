"""What the work itself costs, without a door: the main job in its parts, and the two calculations at full size."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import yaml

from benchmarks.asked import brief
from benchmarks.figures import Effort, Topic, at_most, spread
from it_advisor.advisor import Advisor
from it_advisor.brief import Brief, understand
from it_advisor.costs.simulation import DRAWS
from it_advisor.desk import open_desk
from it_advisor.operations import OPERATIONS, Answer
from it_advisor.ranking import Wanted
from it_advisor.recommendation import Wish, filled, needs_in, room_beside, values_of
from it_advisor.settings import Settings
from it_advisor.text import language_of

SEED = 7
OPTIONS, CRITERIA = 200, 50
MOST_SECONDS = 1.0
COSTS = Path(__file__).parent.parent / "examples" / "costs.yaml"
_NUMBERS = count(1)


def main_job(effort: Effort) -> Topic:
    rows = [(name, *_pace(make, work, effort)) for name, make, work in _parts()]
    note = "Without a door; every company is another."
    return Topic("The main job on one core", [("what", "a second", "µs"), *rows], note)


def _parts() -> Iterator[tuple[str, Callable[[], Any], Callable[[Any], Any]]]:
    """What is done, what it is done with, and doing it."""
    advisor = open_desk(Settings()).advisor
    templates, shelf = advisor.library.templates, advisor.library.shelf
    template = templates.find("recommend_it_systems", "zh")
    assert template
    wish = Wish(shelf.rank(_wanted(), 2).fitting, "summary", room_beside())
    always = {"tools": [], "today": "2026-11-23", "no_match": False}
    yield "all of it", _brief, lambda raw: _answer(OPERATIONS["recommend_it_systems"].run(advisor, raw))
    yield "understanding the arguments", lambda: Brief(**_brief()), understand
    yield "ranking the shipped cases", _wanted, lambda wanted: shelf.rank(wanted, 2)
    yield (
        "rendering the prompt",
        lambda: {**values_of(understand(Brief(**_brief())), "zh"), **always},
        lambda values: filled(templates, template, values, wish),
    )


def _answer(job: Coroutine[Any, Any, Answer]) -> Answer:
    """Of a job that never waits, without an event loop, which would cost as much as the job."""
    try:
        job.send(None)
    except StopIteration as done:
        answer: Answer = done.value
        return answer
    raise RuntimeError("the main job waits for something")


def _brief() -> dict[str, str]:
    return brief(next(_NUMBERS))


def _wanted() -> Wanted:
    understood = understand(Brief(**_brief()))
    text = needs_in(understood)
    return Wanted(text, understood.size, understood.budget, language_of(text) or "zh")


def _pace(make: Callable[[], Any], work: Callable[[Any], Any], effort: Effort) -> tuple[str, str]:
    """How often a second, and the microseconds once takes."""
    took = []
    for _ in range(effort.rounds):
        given = [make() for _ in range(effort.requests)]
        start = perf_counter()
        for one in given:
            work(one)
        took.append((perf_counter() - start) / effort.requests * 1e6)
    return f"{1e6 / median(took):,.0f}", spread(took)


def calculations(effort: Effort) -> Topic:
    advisor = open_desk(Settings()).advisor
    costs = yaml.safe_load(COSTS.read_text("utf-8"))
    asked = {
        f"estimate_costs, {DRAWS:,} draws for each of 3 options": ("estimate_costs", costs),
        f"compare_options, {OPTIONS} options × {CRITERIA} criteria": ("compare_options", comparison(OPTIONS, CRITERIA)),
    }
    took = {name: [_seconds(advisor, *one) for _ in range(min(effort.rounds, 5))] for name, one in asked.items()}
    return Topic(
        "The calculations",
        [("what", "seconds"), *((name, spread(times, 2)) for name, times in took.items())],
        "From the raw request to the answer and its text.",
        tuple(at_most(name, times, MOST_SECONDS, " s") for name, times in took.items()),
    )


def comparison(options: int, criteria: int) -> dict[str, Any]:
    """A request in which every option has a score on every criterion."""
    draw = Random(SEED)
    given = {"rationale": "seen", "evidence_kind": "demo", "evidence_date": "2026-11-01"}
    return {
        "as_of": "2026-11-23",
        "options": [f"option {at}" for at in range(options)],
        "criteria": [{"name": f"criterion {at}", "weight": draw.uniform(1, 9)} for at in range(criteria)],
        "scores": [
            {"option": f"option {one}", "criterion": f"criterion {other}", "score": draw.uniform(0, 10), **given}
            for one in range(options)
            for other in range(criteria)
        ],
    }


def _seconds(advisor: Advisor, operation: str, raw: dict[str, Any]) -> float:
    start = perf_counter()
    asyncio.run(OPERATIONS[operation].run(advisor, raw)).text()
    return perf_counter() - start
