"""The command line: what a person types, what comes back, and how it says no."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from it_advisor.doors import cli

CASE = Path(__file__).parents[2] / "examples" / "charity-40-staff.md"
CONTRIBUTED = (
    "cases", "contribute", "--file", str(CASE), "--id", "ours",
    "--licence", "CC0-1.0", "--consent", "--consent-by", "the director", "--author", "Ana",
)  # fmt: skip


def run(
    *arguments: str, stdin: str | bytes = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    return subprocess.run(
        [sys.executable, "-m", "it_advisor", *arguments],
        input=data,
        capture_output=True,
        timeout=30,
        env=os.environ | (environment or {}),
    )


def test_recommend_prints_the_prompt_and_nothing_else() -> None:
    """Its output can be piped into a clipboard as it is."""
    done = run("recommend", "--business-nature", "精密零件制造", "--cases", "1", "--language", "zh")
    assert done.returncode == 0
    text = done.stdout.decode()
    assert text.startswith("你是企业 IT 系统选型顾问")
    assert text.count("<case-") == 1
    assert done.stderr == b""


@pytest.mark.parametrize(
    "content",
    [
        "business_nature: 连锁超市\ncompany_size: 大型\n",
        '{"business_nature": "连锁超市", "company_size": "大型"}',
        "\ufeffbusiness_nature: 连锁超市\r\ncompany_size: 大型\r\n",
    ],
    ids=["yaml", "json", "windows"],
)
def test_arguments_come_from_a_file_or_from_standard_input(tmp_path: Path, content: str) -> None:
    """YAML or JSON, with a byte order mark or without; an option beside it wins."""
    file = tmp_path / "brief.yaml"
    file.write_bytes(content.encode())
    from_file = run("recommend", "--file", str(file), "--company-size", "80 人", "--json")
    from_stdin = run("recommend", "-f", "-", "--company-size", "80 人", "--json", stdin=content)
    assert from_file.returncode == 0
    assert from_file.stdout == from_stdin.stdout
    assert "企业规模：80 人" in json.loads(from_file.stdout)["prompt"]


def test_a_bare_number_in_a_file_is_taken_as_written() -> None:
    """`company_size: 320` means 320 people's digits, not an error."""
    done = run("recommend", "-f", "-", stdin="business_nature: 连锁超市\ncompany_size: 320\n")
    assert "企业规模：320\n" in done.stdout.decode()


def test_a_byte_that_is_no_utf_8_is_named_as_a_byte() -> None:
    """Not by the surrogate that Python makes of it."""
    done = subprocess.run(
        [sys.executable, "-m", "it_advisor", "recommend", "--business-nature", b"shop \xff"], capture_output=True
    )
    assert done.returncode == 2
    assert b"business_nature: character 6" in done.stderr and b"0xFF" in done.stderr and b"U+DC" not in done.stderr


@pytest.mark.parametrize(
    ("group", "says"), [("cases", "Find, read and contribute cases"), ("templates", "Fill and write")]
)
def test_a_group_of_commands_says_what_it_is_for(group: str, says: str) -> None:
    """In the list of commands, in both languages."""
    listed = run("--help").stdout.decode()
    assert re.search(rf"^ +{group} .*[\u4e00-\u9fff].*{says}", listed, re.MULTILINE)


def test_cases_are_found_and_shown() -> None:
    """`cases search WORDS` then `cases show ID`."""
    found = run("cases", "search", "酒店 会员 预订")
    assert b"1. `hotel-group-pms-crs`" in found.stdout.splitlines()[1]
    shown = run("cases", "show", "hotel-group-pms-crs")
    assert "## 决策摘要" in shown.stdout.decode()


def test_a_yes_or_no_is_an_option_without_a_value() -> None:
    """--weak-cases puts the cases that fit only weakly into the prompt."""
    arguments = ("recommend", "--business-nature", "a law firm with documents", "--json")
    plain, weak = (json.loads(run(*arguments, *more).stdout) for more in ((), ("--weak-cases",)))
    assert not plain["cases"]
    assert weak["cases"]


def test_that_no_case_fits_is_said_even_into_a_pipe() -> None:
    """A script that keeps the output keeps the verdict with it."""
    found = run("cases", "search", "a symphony orchestra").stdout.decode()
    assert found.startswith("No case fits well enough / 没有足够相似的案例\n")


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        (["recommend"], "", "business_nature"),
        (["recommend", "--business-nature", " "], "", "business_nature"),
        (["recommend", "--business-nature", "shop", "--language", "fr"], "", "language"),
        (["recommend", "--business-nature", "shop", "--cases", "many"], "", "cases"),
        (["recommend", "--business-nature", "shop", "--cases=--5"], "", "cases"),
        (["recommend", "--business-nature", "shop", "--cases", "9" * 5_000], "", "cases"),
        (["recommend", "--file", "-"], "cases: " + "9" * 5_000, "neither YAML nor JSON"),
        (["recommend", "--file", "-"], "[" * 20_000, "neither YAML nor JSON"),
        (["recommend", "--business-nature", "shop\u200b"], "", "U+200B"),
        (["recommend", "--colour", "red"], "", "--colour"),
        (["recommend", "--file", "/nowhere/brief.yaml"], "", "no such file"),
        (["recommend", "--file", "-"], "- a\n- list\n", "argument: value"),
        (["recommend", "--file", "-"], "a: [b\n", "neither YAML nor JSON"),
        (["recommend", "--file", "-"], "a: &x [1]\nb: *x\n", "aliases"),
        (["recommend", "--file", "-"], b"business_nature: \xff\xfe", "UTF-8"),
        (["recommend", "--file", "-"], "business_nature: shop\ncolour: red\n", "colour"),
        (["cases", "show", "nothing"], "", "hotel-group-pms-crs"),
        (["cases", "show"], "", "id"),
        ([*CONTRIBUTED, "--hidden-names", "Nobody", "--hidden-names", "Lamplight"], "", "still names Lamplight"),
        (["templates", "show", "nothing"], "", "compare_offers"),
        (["templates", "new", "Über"], "", "IT_ADVISOR_PROMPTS"),
        (["templates", "diff", "nothing"], "", "compare_offers"),
        (["templates", "render", "nothing"], "", "recommend_it_systems_from_text"),
        (["bananas"], "", "it-advisor --help"),
        (["recommend", "--business-nature", "酒店", "--colour", "red"], "", "命令行有误"),
        (["recommend", "--file", "没有.yaml"], "", "没有这个文件"),
        (["config", "emacs"], "", "claude-desktop"),
        (["config", "cherry-studio", "--write"], "", "it-advisor config cherry-studio"),
        (["config", "zed", "--link"], "", "vscode, cursor"),
        (["connect", "x.example"], "", "https://"),
        (["config", "cursor", "--url", "x.example"], "", "https://"),
        (["serve", "--http", "--host", "0.0.0.0"], "", "--insecure-no-auth"),
        (["serve", "--http", "--host", "203.0.113.1", "--insecure-no-auth"], "", "cannot listen"),
        (["serve", "--http", "--allowed-host", "https://mcp.example.com:8443"], "", "e.g. mcp.example.com"),
        (["serve", "--http", "--allowed-host", "mcp.example.com:8443"], "", "e.g. mcp.example.com"),
        (["serve", "--http", "--allowed-host", "2001:db8::1"], "", "[2001:db8::1]"),
        (["serve", "--http", "--port", "99999"], "", "--port"),
        (["serve", "--port", "8123"], "", "--http"),
        (["recommend", "--file", "/dev/zero"], "", "larger than"),
        (["recommend", "--business-nature", "shop", "--cases=--5"], "", "cases"),
    ],
)
def test_a_mistake_is_one_line_on_stderr_and_exit_code_2(
    arguments: list[str],
    stdin: str | bytes,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """No stack trace, nothing on standard output, and the line names what to mend."""
    given = stdin if isinstance(stdin, bytes) else stdin.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert cli.run(arguments) == 2
    said = capfd.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert says in said.err


def test_a_mistake_ends_the_program_with_that_code() -> None:
    """As a shell sees it."""
    done = run("recommend")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "business_nature" in done.stderr.decode()


@pytest.mark.parametrize("variable", ["IT_ADVISOR_PROMPTS", "IT_ADVISOR_CASES"])
def test_a_folder_that_is_not_there_is_named(variable: str) -> None:
    """A typing error in the set-up is told at once, by the name of the setting."""
    done = run("recommend", "--business-nature", "shop", environment={variable: "/nowhere/at-all"})
    assert done.returncode == 2
    assert f"{variable}: no folder /nowhere/at-all" in done.stderr.decode()


def test_a_template_that_does_not_parse_is_named_by_file_and_line(tmp_path: Path) -> None:
    """Whoever wrote it can mend it; everybody else is served."""
    head = "---\nname: mine\nlanguage: en\ndescription: Mine\nversion: 1\n---\n"
    (tmp_path / "mine.en.md").write_text(head + "fine\n{% if x %}\n", "utf-8")
    done = run("recommend", "--business-nature", "shop", environment={"IT_ADVISOR_PROMPTS": str(tmp_path)})
    assert (done.returncode, bool(done.stdout)) == (0, True)
    assert f"not used: {tmp_path}/mine.en.md:8: " in done.stderr.decode()
    asked = run("templates", "render", "mine", environment={"IT_ADVISOR_PROMPTS": str(tmp_path)})
    assert asked.returncode == 2
    assert "the template mine is broken and not in use: mine.en.md:8: " in asked.stderr.decode()


def test_a_template_is_filled_by_name() -> None:
    """Its arguments as NAME=TEXT, as often as it has arguments."""
    name = "recommend_it_systems_from_text"
    done = run("templates", "render", name, "--arguments", "description=一家连锁药店，30 家门店=本市")
    assert "一家连锁药店，30 家门店=本市" in done.stdout.decode()
    wrong = run("templates", "render", name, "--arguments", "description")
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (2, 1)
    assert b"NAME=TEXT" in wrong.stderr


def test_a_template_of_ones_own_is_begun_checked_filled_and_compared(tmp_path: Path) -> None:
    """`templates new`, `validate`, `list`, `render`, `diff`, `show`; nothing is ever overwritten."""
    own = {"IT_ADVISOR_PROMPTS": str(tmp_path)}
    memo, offers = tmp_path / "our_memo.en.md", tmp_path / "compare_offers.en.md"
    for file in (memo, offers):
        asked = ("templates", "new", file.name.split(".")[0], "--language", "en")
        assert run(*asked, environment=own).stdout.decode().strip() == str(file)
        assert run(*asked, environment=own).returncode == 2
    assert run("templates", "validate", environment=own).returncode == 0
    filled = run("templates", "render", "our_memo", "--arguments", "question=Why?", environment=own)
    assert b"Why?" in filled.stdout
    offers.write_text(offers.read_text("utf-8").replace("## On one basis", "## Side by side"), "utf-8")
    changed = run("templates", "diff", "compare_offers", "--language", "en", environment=own).stdout
    assert b"-## On one basis" in changed
    assert b"+## Side by side" in changed
    shown = run("templates", "show", "compare_offers", "--language", "en", environment=own)
    assert shown.stdout.decode() == offers.read_text("utf-8")
    memo.write_text(memo.read_text("utf-8") + "{% if %}", "utf-8")
    broken = run("templates", "validate", str(tmp_path))
    assert (broken.returncode, broken.stdout) == (1, b"")
    assert f"{memo}:" in broken.stderr.decode()
    assert b"compare_offers\tzh+en" in run("templates", "list", environment=own).stdout


def test_messages_are_in_the_language_of_the_arguments() -> None:
    """A Chinese request is refused in Chinese."""
    done = run("recommend", "--business-nature", "零售", "--case-detail", "全部")
    assert "case_detail：应为其中之一" in done.stderr.decode()


def test_a_command_whose_reader_has_gone_ends_quietly() -> None:
    """A closed pipe, as from `| head`, is no fault and needs no word; its exit code says that not all was read."""
    process = subprocess.Popen(
        [sys.executable, "-m", "it_advisor", "recommend", "--business-nature", "shop", "--case-detail", "full"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 1


def test_a_full_disk_is_said_in_one_line() -> None:
    """Not with a stack trace, and not with success."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "it_advisor", "recommend", "--business-nature", "shop"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=30)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_a_command_that_serves_nothing_starts_without_the_sdk() -> None:
    """It takes longer to import than all the rest, and whoever asks for a case would wait for it."""
    program = "import sys, it_advisor.doors.cli; print('mcp' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
