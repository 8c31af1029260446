"""A model is scored with one command: which tool it calls first, what its reports are worth, why it did not answer."""

import json
import re
import shlex
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from it_advisor.desk import tools_for
from it_advisor.doors import cli
from it_advisor.doors.evals_command import group
from it_advisor.evals.questions import read_questions
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings
from it_advisor.text import language_of
from openai_endpoint import KEY, endpoint

DOCS = Path(__file__).parents[2] / "docs"
QUESTIONS = read_questions((files("it_advisor.evals") / "questions.yaml").read_text("utf-8"))


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with endpoint() as url:
        yield url


@pytest.fixture
def evals(base: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(what: str, model: str, *more: str, base_url: str = base) -> Done:
        code = cli.run(["evals", what, "--base-url", base_url, "--model", model, "--language", "en", *more])
        return Done(code, *capsys.readouterr())

    return run


def row(page: str, model: str) -> list[str]:
    """The cells of the first row of a model."""
    (found, *_) = re.findall(rf"^\| {model} \| (.*) \|$", page, re.MULTILINE)
    return str(found).split(" | ")


def test_the_questions_are_a_fair_set() -> None:
    """Sixty, half in each language, a third about something else; every tool of a fresh installation several times."""
    assert len({one.id for one in QUESTIONS}) == len({one.text for one in QUESTIONS}) == len(QUESTIONS) == 60
    elsewhere = [one for one in QUESTIONS if one.tool is None]
    assert len(elsewhere) == 20
    for some in (QUESTIONS, elsewhere):
        assert sum(one.language == "zh" for one in some) * 2 == len(some)
    assert all(language_of(one.text.partition("\n")[0]) == one.language for one in QUESTIONS)
    shown = {one.name for one in tools_for(Settings(), is_shared=False)}
    assert {one.tool for one in QUESTIONS if one.tool} == shown
    assert min(sum(one.tool == name for one in QUESTIONS) for name in shown) >= 4
    assert {name for one in QUESTIONS for name in one.also} <= shown


def test_no_question_leans_on_a_tools_name_or_title() -> None:
    """It would ask a model to read, not to choose."""
    for one in QUESTIONS:
        for operation in OPERATIONS.values():
            told = (operation.name, operation.name.replace("_", " "), operation.title.zh, operation.title.en.lower())
            assert not [words for words in told if words in one.text.lower()], one.id


def test_a_model_that_chooses_well_is_told_from_one_that_calls_whatever_is_first(evals: Any, tmp_path: Path) -> None:
    """By share of right calls, per language, by false calls and by arguments that our server would refuse."""
    done = evals("tools", "knowing", "--model", "eager", "-o", str(tmp_path / "a.jsonl"))
    assert (done.code, done.err) == (0, "")
    assert row(done.out, "knowing")[:8] == ["60", "100%", "100%", "100%", "0/20", "100%", "–", "0"]
    assert row(done.out, "eager")[:8] == ["60", "8%", "10%", "7%", "20/20", "0%", "–", "0"]
    about = done.out.partition("### eager")[2]
    assert "| `estimate_costs` | 5 |  |" in about
    assert "`order_pizza`" in about
    assert "arguments refused: business_nature: " in about


def test_a_run_that_was_stopped_goes_on_where_it_was(evals: Any, tmp_path: Path) -> None:
    """Nothing answered is asked again; half a line is made anew; a changed question or option is another."""
    record = tmp_path / "kept" / "a.jsonl"
    only = [word for one in QUESTIONS[:3] for word in ("--only", one.id)]
    first = evals("tools", "knowing", "-o", str(record), *only)
    lines = record.read_bytes().splitlines(keepends=True)
    assert len(lines) == 3
    record.write_bytes(b"".join(lines[:2]) + lines[2][:20])
    again = evals("tools", "knowing", "-o", str(record), *only)
    kept = record.read_bytes().splitlines(keepends=True)
    assert (kept[:2], len(kept)) == (lines[:2], 3)
    assert row(again.out, "knowing")[:8] == row(first.out, "knowing")[:8]
    evals("tools", "knowing", "-o", str(record), *only, "--set", "temperature=0.5")
    assert len({json.loads(line)["digest"] for line in record.read_bytes().splitlines()}) == 6


def test_what_is_asked_more_than_once_tells_how_steady_a_model_is(evals: Any, tmp_path: Path) -> None:
    """And another model's answers in the same file are in the same table."""
    record = str(tmp_path / "a.jsonl")
    evals("tools", "silent", "--only", "hamlet", "-o", record)
    done = evals("tools", "knowing", "--only", "hamlet", "--repeat", "3", "-o", record)
    assert row(done.out, "knowing")[0] == "3" and row(done.out, "knowing")[6] == "100%"
    assert row(done.out, "silent")[:2] == ["1", "100%"]


def test_a_report_is_checked_against_the_brief_it_was_written_for(evals: Any, tmp_path: Path) -> None:
    """A row a brief and the mean; a model's thoughts are no part of it; what is cut off or no report says so."""
    record = tmp_path / "a.jsonl"
    done = evals("reports", "reporter", "-o", str(record))
    assert (done.code, done.err) == (0, "")
    rows = re.findall(r"^\| reporter \| ([a-z-]+) \| (\d+) \| \d+ \| \d+ \| 2000/50 \|", done.out, re.MULTILINE)
    assert [name for name, _ in rows] == ["cold-chain", "clinics", "bus-company", "engineers"]
    assert all(0 < int(score) < 100 for _, score in rows)
    assert len({score for _, score in rows}) > 1
    assert "| reporter | **mean** | **" in done.out
    written = [json.loads(line)["report"] for line in record.read_text("utf-8").splitlines()]
    assert {text.startswith("---\n") for text in written} == {True}
    other = evals("reports", "breathless", "--only", "engineers")
    assert "| breathless | engineers | 0 | 0 | 0 | 2000/50 | 0.0 | no selection report; cut off |" in other.out


@pytest.mark.parametrize(
    ("model", "more", "says"),
    [
        (
            "gone",
            (),
            "has no model gone, or no such address: The model `gone` does not exist or you do not have",
        ),
        ("gone", (), "it has: knowing, eager"),
        ("closed", (), "refuses the key (401): Incorrect API key provided.; the key is taken from the environment"),
        ("full", (), "come again in 3600 s (429): Rate limit reached for requests per day."),
        ("page", (), "is not the OpenAI API (text/html: <html>Welcome</html>); --base-url usually ends in /v1"),
        (
            "slow",
            ("--timeout", "0.1"),
            "stopped after 3 questions in a row without an answer; the last: no answer with",
        ),
        ("strict", (), "the last: 400 This model's maximum context length is 2048 tokens."),
        ("odd", (), "is not the OpenAI API (application/json: "),
        ("routed", (), "the last: Provider returned error"),
        ("knowing", ("--only", "nothing"), "--only: there is no nothing; there are: stamping-plants, food-wholesale"),
        ("knowing", ("--set", "temperature"), "--set temperature: must be NAME=VALUE, and none of model, messages"),
        ("knowing", ("--set", "stream=true"), "--set stream=true: must be"),
        ("knowing", ("-o", __file__), "holds something else already; choose another -o"),
        ("knowing", ("-o", f"{__file__}/a.jsonl"), "cannot write"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_what_would_be_right(
    evals: Any, model: str, more: tuple[str, ...], says: str
) -> None:
    """Exit code 2, no table, no trace."""
    done = evals("tools", model, *more)
    assert (done.code, done.out) == (2, "")
    assert says in done.err and done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("127.0.0.1:1/v1", "--base-url: must be whole, e.g. https://api.example.com/v1"),
        ("ftp://127.0.0.1/v1", "--base-url: must be whole"),
        ("http://127.0.0.1:1/v1", "cannot reach http://127.0.0.1:1/v1: "),
    ],
)
def test_an_address_that_leads_nowhere_is_named(evals: Any, address: str, says: str) -> None:
    done = evals("tools", "knowing", base_url=address)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_errors_are_in_the_language_that_was_asked_for(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As are the tables."""
    command = ["evals", "tools", "--base-url", base, "--language", "zh", "--model"]
    assert cli.run([*command, "closed"]) == 2
    assert "拒绝了密钥（401）" in capsys.readouterr().err
    assert cli.run([*command, "knowing", "--only", "hamlet"]) == 0
    assert "误调用：问的是别的事却调用了工具" in capsys.readouterr().out


def test_the_key_comes_from_the_environment_and_stays_out_of_the_record(
    evals: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IT_ADVISOR_EVALS_KEY", KEY)
    done = evals("tools", "closed", "--only", "hamlet", "-o", str(tmp_path / "a.jsonl"))
    assert done.code == 0
    assert KEY not in (tmp_path / "a.jsonl").read_text("utf-8") + done.out + done.err


def test_a_busy_endpoint_is_asked_again_when_it_says(evals: Any) -> None:
    """And the person is told why it takes longer."""
    done = evals("tools", "busy", "--only", "hamlet")
    assert (done.code, row(done.out, "busy")[:2]) == (0, ["1", "100%"])
    assert done.err == "it says 429; asked again in 0 s\n"


def test_a_model_that_takes_no_long_questions_is_scored_all_the_same(evals: Any) -> None:
    """Once it has answered, three refusals in a row end nothing; each counts as wrong and says why."""
    ids = [word for one in QUESTIONS[:5] for word in ("--only", one.id)]
    done = evals("tools", "narrow", *ids)
    assert (done.code, row(done.out, "narrow")[:2], row(done.out, "narrow")[7]) == (0, ["5", "20%"], "4")
    assert done.out.count("400 This model's maximum context length") == 4


def test_one_question_without_an_answer_counts_as_wrong_and_is_asked_again(evals: Any, tmp_path: Path) -> None:
    """Two in a row end nothing."""
    record = tmp_path / "a.jsonl"
    two = ("--only", "hamlet", "--only", "birthday", "-o", str(record))
    done = evals("tools", "routed", *two)
    assert (done.code, row(done.out, "routed")[:2], row(done.out, "routed")[7]) == (0, ["2", "0%"], "2")
    assert "Provider returned error" in done.out
    evals("tools", "routed", *two)
    assert len(record.read_text("utf-8").splitlines()) == 4


@pytest.mark.parametrize("name", ["evals.md", "evals.zh-CN.md"])
def test_the_commands_of_the_manual_work(name: str, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As typed, with another address and model; every option it explains is one."""
    monkeypatch.chdir(tmp_path)
    text = (DOCS / name).read_text("utf-8")
    (block,) = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for line in block.splitlines():
        _, *words = shlex.split(line)
        assert cli.run([base if "://" in word else "reporter" if word == "qwen3" else word for word in words]) == 0
        assert len((tmp_path / words[-1]).read_text("utf-8").splitlines()) == (60 if words[1] == "tools" else 4)
    explained = re.findall(r"^\| `(-\S+)", text, re.MULTILINE)
    options = {name for command in group.commands.values() for one in command.params for name in one.opts}
    assert set(explained) == options - {"--base-url", "--language"}
