"""`python -m benchmarks [--quick] [TOPIC …]`: every topic in one run, printed, and written to benchmarks/results/.

--quick only shows that everything runs: it takes less than a minute, its figures mean nothing and are not kept.
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

import psutil

from benchmarks import batch, checking, crowd, documents, memory, profiles, ranking, rest, stdio, store, work
from benchmarks.figures import FULL, QUICK, Goal, Measure, Topic
from benchmarks.servers import pin

TOPICS: dict[str, Measure] = {
    "cold": stdio.cold,
    "stdio": stdio.warm,
    "http": crowd.http,
    "rest": rest.rest,
    "batch": batch.batch,
    "main-job": work.main_job,
    "calculations": work.calculations,
    "checking-speed": checking.speed,
    "checking-quality": checking.quality,
    "documents": documents.documents,
    "ranking-speed": ranking.speed,
    "ranking-quality": ranking.quality,
    "ranking-reworded": ranking.reworded,
    "store-search": store.search,
    "imports": profiles.imports,
    "calls": profiles.calls,
    "calls-static": profiles.static_calls,
    "calls-http": profiles.http_calls,
    "memory": memory.memory,
}
RESULTS = Path(__file__).with_name("results")
WHY = (
    "Static requests measure the road alone: both servers answer with the same text. The other rows hold what we work "
    "out besides: the arguments understood, the cases ranked, the prompt filled, where the peer answers a constant. "
    "Where a target is missed, the profile named beside it parts what is ours from what is the SDK's."
)
PACKAGES = ("mcp", "pydantic", "anyio", "starlette", "uvicorn", "uvloop", "httptools", "jinja2")


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=f"of {', '.join(TOPICS)}; else all")
    asked = parser.parse_args()
    if unknown := {*asked.topics} - TOPICS.keys():
        parser.error(f"no topic {', '.join(sorted(unknown))}; there are {', '.join(TOPICS)}")
    pin(1)
    lines = list(told(run(asked.topics or TOPICS, asked.quick)))
    if not asked.quick and not asked.topics:
        _keep(lines)


def run(topics: Iterable[str], quick: bool) -> Iterator[Topic]:
    for name in topics:
        yield TOPICS[name](QUICK if quick else FULL)


def told(topics: Iterable[Topic]) -> Iterator[str]:
    """The lines of every topic as soon as it is measured, and then those of the targets; printed as they come."""
    goals: list[Goal] = []
    for topic in topics:
        goals += topic.goals
        yield from _printed(topic.markdown())
    if goals:
        yield from _printed(targets(goals).markdown())


def _printed(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        print(line, flush=True)
        yield line


def targets(goals: Iterable[Goal]) -> Topic:
    rows = [(goal.name, goal.target, goal.measured, _verdict(goal)) for goal in goals]
    return Topic("Targets", [("what", "target", "median (min–max)", ""), *rows], WHY)


def _verdict(goal: Goal) -> str:
    return "met" if goal.met else f"missed; see “{goal.profile}”" if goal.profile else "missed"


def _keep(lines: Iterable[str]) -> None:
    packages = (f"{name} {version(name)}" for name in PACKAGES)
    file = RESULTS / f"{date.today().isoformat()}.md"
    file.write_text("\n".join((*head("make bench", packages), *lines)), "utf-8")
    print(f"written to {file.relative_to(Path.cwd())}", file=sys.stderr)


def head(command: str, packages: Iterable[str]) -> Iterator[str]:
    """What was run on what: the machine, the versions, and how busy it was."""
    system, memory = platform.freedesktop_os_release()["PRETTY_NAME"], psutil.virtual_memory().total / 2**30
    yield f"# Benchmark, {date.today().isoformat()}"
    yield ""
    yield f"`{command}` on {os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, {system}, "
    yield f"Python {platform.python_version()}; {', '.join(packages)}."
    yield f"{psutil.getloadavg()[0]:.1f} processes were waiting for a core or on one when it ended."
    yield ""


if __name__ == "__main__":
    main()
