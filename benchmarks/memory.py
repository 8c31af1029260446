"""What a start keeps in memory: how much a process grows with each thing it needs, in the order a server needs them."""

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figures import MEMORY, Effort, Topic, spread

STEPS = {
    "Python": "",
    "the SDK": "import mcp.server.stdio, uvicorn",
    "click, PyYAML, Jinja, pydantic-settings": "import click, yaml, jinja2.sandbox, jinja2.meta, pydantic_settings",
    "our modules": "import it_advisor.doors.cli, it_advisor.doors.stdio",
    "templates and cases": "desk = it_advisor.desk.open_desk(it_advisor.settings.from_environment())",
    "cases made ready to be ranked": "desk.advisor.library.shelf",
    "the first answer": "asyncio.run(desk.operations[0].run(desk.advisor, brief(1)))",
}
_HEAD = "import asyncio, psutil\nfrom benchmarks.asked import brief\n"
_TOLD = "print(psutil.Process().memory_info().rss)\n"


def memory(effort: Effort) -> Topic:
    runs = [list(_grown()) for _ in range(min(effort.rounds, 5))]
    rows = [(name, spread([run[place] for run in runs], 1)) for place, name in enumerate(STEPS)]
    return Topic(MEMORY, [("what", "MiB more"), *rows], "Beyond the first two rows it is ours.")


def _grown() -> Iterator[float]:
    script = _HEAD + "".join(f"{step}\n{_TOLD}" for step in STEPS.values())
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    before = 0
    for size in map(int, done.stdout.split()):
        yield (size - before) / 2**20
        before = size
