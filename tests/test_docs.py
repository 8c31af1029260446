"""The documents tell the truth: what they name exists, and what they say to type works."""

import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import httpx2
import pytest
import yaml

from docs.pages import KEPT
from docs.picture import PICTURE, digest, digest_in, filled, text_of
from homes import at_home
from it_advisor.doors import cli
from it_advisor.doors.clients import entry
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings
from processes import HttpServer

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
MANUALS = tuple(f"docs/{tool}{end}.md" for tool in ("compare_options", "estimate_costs") for end in ("", ".zh-CN"))
PAGES = sorted({*(ROOT / "docs").glob("*.md")} - {*(ROOT / "docs").glob("rules*.md")})
"""Those of rules quote links as examples."""


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def fenced(name: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", read(name), re.MULTILINE | re.DOTALL)


def commands(name: str) -> list[list[str]]:
    """Every line of every shell block, continuation lines joined, comments dropped."""
    lines = "".join(fenced(name, "sh")).replace("\\\n", " ").splitlines()
    return [shlex.split(line, comments=True) for line in lines if line.strip()]


@pytest.mark.parametrize("name", READMES)
def test_each_readme_names_every_operation_and_setting(name: str) -> None:
    """The tables are generated; this sees to it that they are there."""
    text = read(name)
    for operation in OPERATIONS.values():
        assert f"`{operation.name}`" in text
        assert f"`it-advisor {operation.command}`" in text
    for setting in Settings.model_fields:
        assert f"`IT_ADVISOR_{setting.upper()}`" in text


@pytest.mark.parametrize("name", READMES)
def test_every_command_in_the_readme_works(name: str, http_server: HttpServer, tmp_path: Path) -> None:
    """As typed, from the top folder, in an empty home; the address of `make serve` becomes a running server's."""
    makefile = read("Makefile")
    seen = set()
    shutil.rmtree(ROOT / "samples" / "prompts", ignore_errors=True)  # a batch goes on where another has ended
    for program, *arguments in commands(name):
        seen.add(program)
        if program == "make":
            assert re.search(rf"^{arguments[0]}:", makefile, re.MULTILINE)
        elif program == ".venv/bin/it-advisor":
            done = at_home(tmp_path, *arguments, cwd=ROOT)
            assert (done.returncode, bool(done.stdout)) == (0, True), (arguments, done.stderr)
        elif program == ".venv/bin/pip":
            assert arguments[:-1] == ["install", "--quiet", "--editable"]
            assert arguments[-1][2:-1] in tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
        else:
            assert program == "curl"
            url = arguments[1].replace("http://127.0.0.1:8000", http_server.url)
            header = arguments[arguments.index("-H") + 1].split(": ")
            data = arguments[-1]
            body = (ROOT / data[1:]).read_bytes() if data[0] == "@" else data.encode()
            answer = httpx2.post(url, content=body, headers=dict([header]), timeout=60)
            assert answer.status_code == 200
            assert '"cases":[{' in answer.text.replace(" ", "")
    assert seen == {"make", ".venv/bin/it-advisor", ".venv/bin/pip", "curl"}


@pytest.mark.parametrize("name", READMES)
def test_the_blocks_in_the_readme_are_the_ones_the_command_prints(name: str) -> None:
    """A reader who copies from the page and one who runs `config` end up with the same."""
    blocks = [json.loads(block) for block in fenced(name, "json")]
    program = "/path/to/it-advisor/.venv/bin/it-advisor"
    assert blocks == [json.loads(entry(client, program).text) for client in ("claude-desktop", "vscode")]


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", *(f"docs/{path.name}" for path in PAGES)])
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    """Every relative link is a file of the repository."""
    for target in re.findall(r"\]\(([^)#:]+)\)", read(name)):
        assert (ROOT / name).parent.joinpath(target).is_file(), target


@pytest.mark.parametrize(("name", "readme"), list(zip(MANUALS, READMES * 2, strict=True)))
def test_each_calculator_has_a_manual_with_a_picture_that_its_readme_leads_to(name: str, readme: str) -> None:
    """In the reader's language; the picture is one."""
    assert f"]({name})" in read(readme)
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", read(name))
    assert (ROOT / name).parent.joinpath(picture).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", MANUALS)
def test_the_spreadsheet_in_a_manual_is_one_that_can_be_read(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As printed, with the options of the command line beside it."""
    (rows,), file = fenced(name, "csv"), tmp_path / "rows.csv"
    file.write_text(rows, encoding="utf-8")
    command = next(words for words in commands(name) if any(word.endswith(".csv") for word in words))
    assert command[0] == "it-advisor"
    code = cli.run([str(file) if word.endswith(".csv") else word for word in command[1:]])
    out, err = capsys.readouterr()
    assert (code, err, out.startswith("#### ")) == (0, "", True)


def test_the_two_readmes_say_the_same_things_in_the_same_order() -> None:
    """Chinese first, English equal: the same sections, commands and blocks."""
    one, other = READMES
    assert len(re.findall(r"^## ", read(one), re.MULTILINE)) == len(re.findall(r"^## ", read(other), re.MULTILINE))
    assert [words[:3] for words in commands(one)] == [words[:3] for words in commands(other)]
    assert fenced(one, "json") == fenced(other, "json")


def test_the_picture_of_a_filled_prompt_is_that_of_today() -> None:
    """But for the date and the fences; `.venv/bin/python -m docs.picture` makes it anew."""
    assert digest_in(PICTURE.read_bytes()) == digest(text_of(filled()))


def test_every_page_has_its_picture_and_the_set_stays_small() -> None:
    """`make pages` makes them; whoever fetches the repository need not wait for them."""
    pictures = {path.stem: path.stat().st_size for path in (ROOT / "docs" / "pages").glob("*.png")}
    assert pictures.keys() == set(KEPT) and len(pictures) <= 28
    assert {name: size for name, size in pictures.items() if size > 150_000} == {}


def test_what_the_containers_run_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    """They were not built here; but each command of theirs is one we take, each file and each extra one we have."""
    recipe = read("Dockerfile")
    composed = yaml.safe_load(read("compose.yaml"))["services"]
    own = json.loads(re.findall(r"^CMD (\[.*\])$", recipe, re.MULTILINE)[0])
    for command in (own, composed["one"]["command"], composed["two"]["command"]):
        assert cli.run([*command, "--help"]) == 0
        assert "--allowed-host" in capsys.readouterr().out
    copied = [line.split()[1:-1] for line in recipe.splitlines() if re.match(r"COPY (?!--from)", line)]
    assert all((ROOT / name).exists() for names in copied for name in names)
    extras = re.findall(r"\.\[(.*?)\]", recipe)[0].split(",")
    assert set(extras) <= set(tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"])
    listed = {line[1:] for line in read(".dockerignore").splitlines() if line.startswith("!")}
    assert {name for names in copied for name in names} <= listed
