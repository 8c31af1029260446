"""Many organisations in one file: how fast, and whether a long file takes more memory than a short one."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple

from benchmarks.asked import brief
from benchmarks.figures import Effort, Goal, Topic, at_most, spread
from benchmarks.servers import PROGRAM, Server

MANY, SECONDS, MIB_MORE = 10_000, 5.0, 10
_FLOOR = """import csv, json, sys
text = open(sys.argv[3], encoding="utf-8").read().split("---\\n", 2)[2]
with open(sys.argv[1], encoding="utf-8", newline="") as rows, open(sys.argv[2], "w", encoding="utf-8") as out:
    for row in csv.DictReader(rows):
        out.write(json.dumps({"answer": {"prompt": "\\n".join((*row.values(), text))}}, ensure_ascii=False) + "\\n")
"""
_TEXT = Path(__file__).with_name("static") / "static_prompt.zh.md"


class Run(NamedTuple):
    """One batch: seconds by the clock with the start of Python, and the most memory."""

    seconds: float
    peak: float


def batch(effort: Effort) -> Topic:
    """The smallest batch is a tenth of the largest."""
    many = effort.rows
    ways = {
        "our command": (PROGRAM, "batch", "{0}", "-o", "{1}"),
        "a bare loop": (sys.executable, "-c", _FLOOR, "{0}", "{1}", str(_TEXT)),
    }
    sizes = (many // 10, many)
    runs: dict[tuple[str, int], list[Run]] = {(way, size): [] for way in ways for size in sizes}
    with TemporaryDirectory() as folder:
        for size in sizes:
            _write(Path(folder, f"{size}.csv"), size)
        for turn in range(min(effort.rounds, 3)):
            for (way, size), done in runs.items():
                names = str(Path(folder, f"{size}.csv")), str(Path(folder, f"{turn}-{size}-{len(way)}.jsonl"))
                done.append(_run([part.format(*names) if part[:1] == "{" else part for part in ways[way]]))
    return Topic(
        "A batch on one core",
        [("way", "rows", "seconds", "rows/s", "peak MiB"), *_rows(runs)],
        "From the command to its end, the start of Python included. The bare loop reads the same file and writes as "
        "many bytes, and works nothing out.",
        tuple(_goals(runs, sizes)),
    )


def _rows(runs: dict[tuple[str, int], list[Run]]) -> Iterator[tuple[str, ...]]:
    for (way, size), done in runs.items():
        rates = spread([size / one.seconds for one in done])
        yield way, f"{size:,}", spread([one.seconds for one in done], 2), rates, spread([one.peak for one in done], 1)


def _goals(runs: dict[tuple[str, int], list[Run]], sizes: tuple[int, int]) -> Iterator[Goal]:
    few, many = (runs["our command", size] for size in sizes)
    yield at_most(f"a batch of {MANY:,} rows", [one.seconds * MANY / sizes[1] for one in many], SECONDS, " s")
    more = [one.peak - other.peak for one, other in zip(many, few, strict=True)]
    yield at_most("memory of ten times the rows", more, MIB_MORE, " MiB")


def _write(file: Path, rows: int) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(brief(1)))
        table.writeheader()
        table.writerows(map(brief, range(1, rows + 1)))


def _run(command: list[str]) -> Run:
    start, peak = perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        running = Server(process)
        while process.poll() is None:
            with suppress(OSError, KeyError):  # it has ended meanwhile
                peak = max(peak, running.peak())
            sleep(0.02)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return Run(perf_counter() - start, peak)
