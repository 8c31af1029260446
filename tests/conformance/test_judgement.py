"""`make conformance` can be believed: what fails is said, what is excused has a reason, what passes is not excused."""

import json
import re
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from conformance import toolbox
from conformance.__main__ import UNAVAILABLE, main
from conformance.clients import Answers, differences
from conformance.judgement import Expected, entries, judge
from conformance.suite import FIXTURES, HANDSHAKE, MODERN, OLDER, PRODUCT, SESSIONS

HERE = Path(__file__).parent
GOOD = {"id": "good", "status": "SUCCESS"}
BAD = {"id": "bad", "status": "FAILURE", "errorMessage": "no"}
SOFT = {"id": "soft", "status": "WARNING", "errorMessage": "should"}
AWAY = {"id": "away", "status": "SKIPPED"}
ONE, CHECK, SOFT_ONE = (Expected(name, "because") for name in ("one", "one:bad", "one:soft"))


@pytest.mark.parametrize(
    ("checks", "baseline", "faults"),
    [
        ([GOOD, AWAY], [], ()),
        ([GOOD, BAD], [], ("one: bad: no",)),
        ([GOOD, SOFT], [], ("one: soft: should",)),
        ([GOOD, BAD, SOFT], [ONE], ()),
        ([GOOD, BAD], [CHECK], ()),
        ([GOOD, BAD, SOFT], [CHECK], ("one: soft: should",)),
        ([GOOD], [ONE], ("one: is on the baseline and passes",)),
        ([GOOD, BAD], [CHECK, SOFT_ONE], ("one:soft: is on the baseline and passes",)),
        ([], [], ("one: did not run",)),
    ],
)
def test_only_what_is_expected_may_fail_and_what_is_expected_has_to(
    checks: Sequence[dict[str, Any]], baseline: Sequence[Expected], faults: tuple[str, ...]
) -> None:
    """A warning counts as a failure, a scenario that never ran too, and an entry that has become stale."""
    assert judge({"one": checks}, ["one"], baseline).faults == faults


def test_a_scenario_that_left_no_result_is_missed() -> None:
    """A suite that breaks off half-way must not look like one that passed."""
    assert judge({}, ["one"], []).faults == ("one: did not run",)


def test_every_entry_of_the_baseline_gives_a_reason_and_names_a_run_there_is() -> None:
    """No failure is excused by silence."""
    document = yaml.safe_load((HERE / "baseline.yaml").read_text("utf-8"))
    assert {run for group in document for run in group["runs"]} <= {FIXTURES, SESSIONS, PRODUCT}
    assert {revision for group in document for revision in group["revisions"]} <= {MODERN, HANDSHAKE, OLDER}
    assert all(len(one.reason) > 30 for group in document for one in entries([group], *_place(group)))
    with pytest.raises(ValueError, match="no reason"):
        list(entries([{"reason": " ", "runs": [PRODUCT], "revisions": [MODERN], "failing": ["one"]}], PRODUCT, MODERN))


def _place(group: dict[str, Any]) -> tuple[str, str]:
    return group["runs"][0], group["revisions"][0]


def test_an_answer_that_differs_is_named_with_its_place() -> None:
    """Whoever reads the report finds the client, the question and both texts; an era's envelope is no answer."""
    asked = ("tools", "prompts", "resources", "templates", "prompt", "call", "mistake", "read", "completion", "refusal")
    same: dict[str, Any] = {name: [{"text": "yes", "_meta": {}}] for name in asked}
    same["calls"] = [{"content": [{"text": "yes"}]}]
    first, second = Answers("one", "2026-07-28", "http", same), Answers("two", "2025-11-25", "stdio", {**same})
    assert list(differences([first, second])) == []
    second.answers["call"] = [{"text": "no"}]
    del second.answers["read"]
    assert [line.partition(" differs ")[0] for line in differences([first, second])] == [
        "two, 2025-11-25, stdio: call",
        "two, 2025-11-25, stdio: read",
    ]
    assert "at [0].text: yes / no" in next(differences([first, second]))
    stopped = Answers("three", "2025-11-25", "http", {}, ("stopped: no",))
    assert list(differences([stopped, first])) == ["three, 2025-11-25, http: stopped: no"]


def test_versions_are_pinned_and_no_host_is_named() -> None:
    """The tools are the same everywhere, and come from wherever the user's npm and pip take their packages."""
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    assert lock["packages"][""]["dependencies"] == wanted
    assert all(version[0].isdigit() for version in wanted.values())
    others = [one for place, one in lock["packages"].items() if place]
    assert all(one["integrity"] and "resolved" not in one for one in others)
    pins = [line for line in (HERE / "requirements.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    assert all("==" in pin and "://" not in pin for pin in pins)


def test_where_node_cannot_be_had_that_is_said_loudly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run that tested nothing is never taken for one that found nothing; only a caller who allows it goes on."""
    monkeypatch.setattr(toolbox, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    for arguments, code in (([], UNAVAILABLE), (["--if-possible"], 0)):
        assert main(arguments) == code
        assert "NOT TESTED: MCP conformance. Cannot install a Python environment: " in capsys.readouterr().err


def test_the_page_names_the_versions_that_are_asked_with_and_gives_both_languages_the_same_figures() -> None:
    """A reader who repeats the run repeats this one."""
    pages = [(HERE.parents[1] / "docs" / f"reliability{end}.md").read_text("utf-8") for end in ("", ".zh-CN")]
    npm = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"].values()
    pip = [
        line.split("==")[1] for line in (HERE / "requirements.txt").read_text("utf-8").splitlines() if "fastmcp" in line
    ]
    for page in pages:
        assert all(number in page for number in (*npm, *pip, version("mcp")))
    english, chinese = ([re.findall(r"\| *(\d+) *(?=\|)", line) for line in page.splitlines()] for page in pages)
    assert [row for row in english if row] == [row for row in chinese if row]
