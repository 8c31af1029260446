"""The pages on the operations and on the house tell the truth: every example works, every mistake is answered so."""

import io
import json
import re
import shlex
from pathlib import Path

import pytest

from docs import layers
from docs.operation_pages import MISTAKES
from it_advisor.doors import cli
from it_advisor.doors.samples import DOSSIER, requests
from it_advisor.operations import OPERATIONS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("operations.md", "operations.zh-CN.md")


def fenced(name: str, kind: str) -> list[str]:
    text = (DOCS / name).read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_two_pages_show_the_same_examples() -> None:
    """One of each kind for every operation, MCP's being the request that the API's page shows."""
    one, other = ([fenced(name, "json"), fenced(name, "sh")] for name in PAGES)
    assert one == other
    assert len(one[1]) == 2 * len(OPERATIONS)
    called = [json.loads(text)["params"] for text in one[0]]
    assert {call["name"]: call["arguments"] for call in called} == {name: requests()[name] for name in OPERATIONS}


def test_every_command_on_the_page_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As typed, one after another; the id of a dossier becomes that of one that is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IT_ADVISOR_DATABASE", str(tmp_path / "pages.db"))
    assert cli.run(["dossier", "start", "--business-nature", "an animal shelter", "--json"]) == 0
    begun = json.loads(capsys.readouterr().out)["id"]
    commands = [text for text in fenced(PAGES[0], "sh") if text.startswith("it-advisor")]
    assert len(commands) == len(OPERATIONS)
    for text in commands:
        line, _, given = text.replace(DOSSIER, begun).partition("\n")
        _, *words = shlex.split(line.removesuffix(" <<'END'"))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.removesuffix("END\n").encode())))
        assert cli.run(words) == 0, (text, capsys.readouterr().err)
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix == ".html"] == [".html"]


@pytest.mark.parametrize("name", PAGES)
def test_every_operation_is_shown_with_a_mistake_and_its_answer(name: str) -> None:
    """The answers are made by making the mistakes; that every door gives the same is tested with them."""
    text = (DOCS / name).read_text("utf-8")
    assert re.findall(r"^## (\w+_\w+)$", text, re.MULTILINE) == [*OPERATIONS]
    told = re.findall(r"`(\{.*\})`.*\n\n> 4(?:04|22) \S", text)
    assert [json.loads(raw) for raw in told] == [MISTAKES[one] for one in OPERATIONS]


def test_no_layer_of_the_house_leans_on_one_above_it() -> None:
    """The diagram's arrows lead down, every module is in it, and none of the features goes round in a circle."""
    order = [*layers.LAYERS]
    for name, targets in layers.imports().items():
        assert [one for one in targets if order.index(layers.layer(one)) < order.index(layers.layer(name))] == []
    assert {name for of in order for name in layers.members(of)} == {*layers.sources()} - {"__main__"}
    assert [name for name in layers.members("features") if name in layers.reached(name)] == []
