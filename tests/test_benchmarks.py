"""The benchmark can be repeated by whoever doubts its figures."""

import subprocess
import sys
from pathlib import Path

from benchmarks.__main__ import TOPICS

ROOT = Path(__file__).parent.parent
TARGETS = (
    *("cold start", "stdio p50, prompts/get", "HTTP throughput, tools/call", "ranking 109 cases, p50"),
    *("estimate_costs, 10,000 draws for each of 3 options", "compare_options, 200 options × 50 criteria"),
)


RUN = [name for name in TOPICS if name not in ("calls-static", "calls-http")]
"""Of the three profiles of calls, which take longest, one; the others run the same lines."""


def test_every_topic_runs_and_prints_its_table_and_the_targets() -> None:
    """In its quick form, whose figures mean nothing; nothing is written to benchmarks/results/."""
    kept = sorted(ROOT.glob("benchmarks/results/*"))
    done = subprocess.run([sys.executable, "-m", "benchmarks", "--quick", *RUN], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode()
    assert told.count("\n## ") + told.startswith("## ") == len(RUN) + 1
    for target in TARGETS:
        assert f"\n| {target} | " in told
    for figure in ("recall@3", "MRR", "no-match precision"):
        assert f"\n| ranking with 100 made-up cases, held out: {figure} | ≥ " in told
    assert sorted(ROOT.glob("benchmarks/results/*")) == kept
