"""`python -m conformance [--if-possible]`: the suite and the real clients, judged; one table, and what was unexpected.

Exit code 0 where everything is as expected, 1 where it is not, 69 where Node or the clients cannot be installed;
with --if-possible that is said loudly and is no failure.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence

from conformance.clients import Answers, ask_all, differences
from conformance.judgement import Row
from conformance.suite import Run, run_all
from conformance.toolbox import Missing, open_toolbox

UNAVAILABLE = 69
LONG = 600
"""Characters of a fault; the whole is in .cache/conformance/results."""


def main(arguments: Sequence[str]) -> int:
    try:
        toolbox = open_toolbox()
    except Missing as error:
        print(f"{'!' * 100}\nNOT TESTED: MCP conformance. Cannot install {error}\n{'!' * 100}", file=sys.stderr)
        return 0 if "--if-possible" in arguments else UNAVAILABLE
    began = time.monotonic()
    runs = run_all(toolbox)
    told = ask_all(toolbox)
    faults = [f"{run.name}, {run.revision}: {fault}" for run in runs for fault in run.verdict.faults]
    faults += differences(told)
    print("\n".join([*_scenarios(runs), "", *_totals(runs), "", *_clients(told, faults), ""]))
    for fault in faults:
        print("UNEXPECTED ", " ".join(fault.split())[:LONG])
    seconds = time.monotonic() - began
    print(f"{'as expected' if not faults else f'{len(faults)} unexpected'}, in {seconds:.0f} s")
    return 1 if faults else 0


def _scenarios(runs: Sequence[Run]) -> list[str]:
    """A scenario a line, a run a column: checks passed, and behind a minus those that failed, `e` for expected."""
    columns = [{row.scenario: row for row in run.verdict.rows} for run in runs]
    names = list(dict.fromkeys(name for column in columns for name in column))
    width = max(map(len, names))
    keys = "ABCDEFGH"[: len(runs)]
    lines = [f"{key}  {run.name}, {run.revision}" for key, run in zip(keys, runs, strict=True)]
    lines += ["", "  ".join([f"{'scenario':{width}}", *(f"{key:>7}" for key in keys)])]
    for name in names:
        cells = [_cell(column.get(name)) for column in columns]
        lines.append("  ".join([f"{name:{width}}", *(f"{cell:>7}" for cell in cells)]).rstrip())
    return lines


def _cell(row: Row | None) -> str:
    if row is None:
        return ""
    expected, unexpected = (f"-{len(row.expected)}e", f"-{len(row.unexpected)}")
    return f"{row.passed}{expected * bool(row.expected)}{unexpected * bool(row.unexpected)}"


def _totals(runs: Sequence[Run]) -> list[str]:
    rows: list[tuple[str, ...]] = [
        ("run", "revision", "scenarios", "checks passed", "failed", "expected to fail", "skipped")
    ]
    for run in runs:
        counts = [str(run.verdict.count(field)) for field in ("passed", "unexpected", "expected", "skipped")]
        rows.append((run.name, run.revision, str(len(run.verdict.rows)), *counts))
    return _table(rows)


def _clients(told: Sequence[Answers], faults: Sequence[str]) -> list[str]:
    rows: list[Sequence[str]] = [("client", "era", "transport", "answers", "different")]
    different = Counter(fault.partition(":")[0] for fault in faults)
    rows += [(one.client, one.era, one.transport, str(one.count), str(different[one.name])) for one in told]
    return _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """In Markdown, so that it can be put into a page."""
    head, *others = [f"| {' | '.join(row)} |" for row in rows]
    return [head, f"|{'---|' * len(rows[0])}", *others]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
