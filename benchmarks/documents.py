"""How long a report of 6,000 words with six charts takes to become a document, and in how much memory."""

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.figures import Effort, Topic, at_most, spread
from benchmarks.servers import unpin

WORDS = 6_000
MOST_SECONDS = {"docx": 1.0, "xlsx": 1.0, "html": 1.0, "pdf": 3.0}
MOST_MEMORY = 300
EXAMPLES = Path(__file__).parent.parent / "examples"
ROUNDS = 5


def documents(effort: Effort) -> Topic:
    """Each format in a process of its own, after one other document, as a server would be."""
    rounds = min(effort.rounds, ROUNDS)
    formats = MOST_SECONDS if rounds > 1 else {"html": MOST_SECONDS["html"]}  # the tests make every format
    found = {format: _measured(format, rounds) for format in formats}
    rows = [
        (
            format,
            spread(one["seconds"], 2),
            spread(one["core"], 2),
            f"{one['size'] / 1000:,.0f}",
            f"{one['memory']:,.0f}",
        )
        for format, one in found.items()
    ]
    goals = [at_most(f"a report as {format}", found[format]["seconds"], most, " s") for format, most in formats.items()]
    memory = at_most("memory for documents", [one["memory"] for one in found.values()], MOST_MEMORY, " MB")
    return Topic(
        "Documents",
        [("format", "seconds", "of them on a core", "kB", "MB of memory at most"), *rows],
        f"A report of {WORDS:,} words with six charts and both annexes; every one is another.",
        (*goals, memory),
    )


def _measured(format: str, rounds: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.documents", format, str(rounds)]
    done = subprocess.run(command, capture_output=True, check=True, preexec_fn=unpin)  # as on a machine of two cores
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def report(number: int) -> str:
    """An example's report with its chapters said again until it is long enough, and figures and names of its own."""
    body, block = (EXAMPLES / "property-manager-germany.md").read_text("utf-8").split("```yaml", 1)
    text = body.split("---\n", 2)[2]
    while len(text.split()) < WORDS:
        text += "\n" + body.split("---\n", 2)[2]
    for field, own in (("unit_price: ", f"{number}"), ("name: ", f"{number} "), ("risk: ", f"{number} ")):
        block = block.replace(field, field + own)  # no chart is the one that was drawn for another report
    return f"{text}\n```yaml{block}"


def main(format: str, rounds: int) -> None:
    import resource
    from datetime import date

    from it_advisor.documents import ExportRequest, export
    from it_advisor.frontmatter import read_yaml

    options = (EXAMPLES / "comparison.yaml").read_text("utf-8")
    seconds, core, size = [], [], 0
    for number in range(1, rounds + 2):
        comparison = read_yaml(options.replace("Suite", f"Suite {number}"))
        asked = {"report": report(number), "formats": [format], "comparison": comparison}
        start, busy = perf_counter(), process_time()
        answer = export(ExportRequest.model_validate(asked), date(2026, 11, 23))
        seconds.append(perf_counter() - start)
        core.append(process_time() - busy)
        size = answer.files[0].size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds[1:], "core": core[1:], "size": size, "memory": memory}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
