"""What greets a contributor works: workflows call targets that exist, forms are forms, links lead somewhere."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
KINDS = {"markdown": "value", "textarea": "label", "input": "label", "dropdown": "options", "checkboxes": "options"}
"""Of a form's fields, and what each cannot be without; GitHub shows no form at all where one is wrong."""
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_runs_what_a_contributor_can_run(path: Path) -> None:
    """Make targets, or what the review runs; nothing that the workflow alone knows, but for the release itself."""
    workflow = read(path)
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    for command in [step["run"] for step in steps if "run" in step]:
        program, *rest = command.split()
        assert program in ("make", ".ci/run", "gh"), command
        assert program != "gh" or path.stem == "release"
        assert program != "make" or set(rest) <= TARGETS, command
        assert program != ".ci/run" or (ROOT / program).stat().st_mode & 0o100
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    assert workflow["permissions"] == {"contents": "write" if path.stem == "release" else "read"}
    assert all(job["timeout-minutes"] <= 90 for job in workflow["jobs"].values())


@pytest.mark.parametrize(
    "name", ["CONTRIBUTING.md", "SECURITY.md", ".ci/run", ".github/pull_request_template.md", "docs/publishing.md"]
)
def test_every_target_that_is_named_exists_and_every_link_leads_somewhere(name: str) -> None:
    """Whoever follows the page gets there."""
    text = (ROOT / name).read_text("utf-8")
    for words in re.findall(r"(?:^|`)make ([a-z -]+?)(?:`|$)", text, re.MULTILINE):
        assert set(words.split()) <= TARGETS, words
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / name).parent.joinpath(target).is_file(), target


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_shows(path: Path) -> None:
    """In both languages, each field of a kind there is, with a name of its own."""
    form = read(path)
    assert form.keys() <= {"name", "description", "labels", "body"}
    assert all(re.search("[一-鿿]", form[key]) and re.search("[A-Za-z]", form[key]) for key in ("name", "description"))
    assert all(KINDS[field["type"]] in field["attributes"] for field in form["body"])
    names = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(names) == len(set(names)) and names


def test_contributing_stays_one_page() -> None:
    """At most 20 paragraphs of the length of a screen."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert len(text.splitlines()) <= 20 and len(text) <= 4_000
