"""it-advisor check: a report file checked, mended, or written for other programs; it-advisor rules: the manual."""

import json
from codecs import BOM_UTF8
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import click

from it_advisor.checkup import CheckRequest, Checkup, answer
from it_advisor.doors.argument_files import read_arguments
from it_advisor.doors.operation_command import (
    OperationCommand,
    complain,
    print_answer,
    system_language,
)
from it_advisor.doors.report_places import is_dossier, report_at
from it_advisor.errors import AdvisorError, BadRequest, Language, NotFound, Problem, Words
from it_advisor.operations import OPERATIONS, language_in
from it_advisor.problems import undeclared
from it_advisor.text import answer_language, short

if TYPE_CHECKING:  # the checker is loaded when a report is checked
    from it_advisor.checking import Examination

_NOT_A_FILE = Words(
    "只能改写文件；决策档案请用 dossier revise 修订", "mends a file that is named; change a dossier with dossier revise"
)
_NOTHING = Words("没有可以放心自动修正的", "nothing is safe to mend by machine")
_ARGUMENTS = ("business_nature", "company_size", "budget_range", "technical_requirements")
_NAMES = ", ".join(_ARGUMENTS)


class Wanted(NamedTuple):
    """What `check` is to do with a report."""

    path: str
    format: str
    baseline: str | None
    fix: bool
    write: bool
    update: bool


class CheckCommand(OperationCommand):
    """Of a file, with more ways to print; without one, as any operation's command."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        if not self.params:
            made = super().get_params(ctx)
            self.params = [one for one in made if one.name not in ("report", "help")] + _own_parameters()
        return super().get_params(ctx)

    def answer(self, file: str | None, as_json: bool, **given: Any) -> int:
        own = {name: given.pop(name) for name in ("brief", *Wanted._fields)}
        brief = own.pop("brief")
        if own["path"] is None:
            return super().answer(file, as_json, **given)
        wanted = Wanted(**own)
        raw = {name: value for name, value in given.items() if value}
        try:
            if wanted.write and not wanted.fix:
                raise _bad("--write", Words("要与 --fix 一起用", "goes with --fix"))
            if wanted.write and (wanted.path == "-" or is_dossier(wanted.path)):
                raise _bad("--write", _NOT_A_FILE)
            raw = {**report_at(wanted.path), **(_brief(brief) if brief else {}), **raw}
            return _check(wanted._replace(format="json" if as_json else wanted.format), raw)
        except AdvisorError as error:
            return complain(error.said(language_in(raw) or system_language()))


def _own_parameters() -> list[click.Parameter]:
    formats = click.Choice(["text", "json", "sarif", "github"])
    return [
        click.Argument(["path"], metavar="[REPORT.md|DOSSIER]", required=False),
        click.Option(["--brief"], metavar="FILE", help="The four arguments, YAML or JSON."),
        click.Option(["--format"], type=formats, default="text", show_default=True, help="How to print."),
        click.Option(["--baseline"], metavar="FILE", help="Findings known already; they are not shown."),
        click.Option(["--update-baseline", "update"], is_flag=True, help="Write the findings to the baseline."),
        click.Option(["--fix"], is_flag=True, help="Show as a diff what is safe to mend by machine."),
        click.Option(["--write"], is_flag=True, help="With --fix: mend the file."),
    ]


def _check(wanted: Wanted, raw: dict[str, Any]) -> int:
    """1 where an error stays; the exit code tells a pipeline whether the report may go on."""
    from it_advisor.checking import examine
    from it_advisor.report.reading import read_report

    request = OPERATIONS["check_report"].read(raw)
    assert isinstance(request, CheckRequest)
    mended = _mend(wanted, raw["report"], request) if wanted.fix else ""
    report = read_report(mended if wanted.write else request.report, request.understood)
    examination = examine(report, _known(wanted.baseline) if wanted.baseline and not wanted.update else ())
    said = answer(examination, request.language, whole=True)
    if wanted.update:
        _update(wanted.baseline, [one.fingerprint for one in examination.found])
        return 0
    _print(wanted, examination, said)
    return int(said.counts.errors > 0)


def _print(wanted: Wanted, examination: "Examination", said: Checkup) -> None:
    match wanted.format:
        case "sarif" | "github":
            from it_advisor.doors.check_formats import github, sarif

            name = quote(PurePath(wanted.path).as_posix(), safe="/:")
            shown = json.dumps(sarif(examination, name, said.language), ensure_ascii=False, indent=2) + "\n"
            click.echo(shown if wanted.format == "sarif" else github(examination, wanted.path, said.language), nl=False)
        case _:
            print_answer(said, wanted.format == "json")


def _mend(wanted: Wanted, text: str, request: CheckRequest) -> str:
    """Shows the diff, beside what a program reads; writes nothing but what the diff shows."""
    from it_advisor.mending import diff, mended

    after = mended(text, request.understood)
    if after == text:
        click.echo(_NOTHING.said(answer_language(request.language, text)), err=True)
    else:
        click.echo(diff(text, after, wanted.path), nl=False, err=wanted.format != "text")
    if wanted.write and after != text:
        file = Path(wanted.path)
        mark = BOM_UTF8 if file.read_bytes().startswith(BOM_UTF8) else b""
        _write(file, mark + after.encode())
    return after


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise _unwritable(str(file), error) from error


def _brief(file: str) -> dict[str, Any]:
    """The four arguments of a file that `recommend --file` takes as well."""
    recommend = OPERATIONS["recommend_it_systems"]
    given = read_arguments(file, recommend, "--brief")
    known = recommend.takes.model_fields
    if unknown := [name for name in given if name not in known]:
        raise BadRequest(*(Problem(f"--brief {file}: {short(name)}", undeclared(known)) for name in unknown[:3]))
    found = {name: value for name, value in given.items() if name in _ARGUMENTS}
    if not found:
        raise _bad(f"--brief {file}", Words(f"应至少有一项：{_NAMES}", f"must hold at least one of {_NAMES}"))
    return found


def _known(file: str) -> frozenset[str]:
    found = read_arguments(file, OPERATIONS["check_report"], "--baseline").get("known")
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise _bad(
            file, Words("不是基线；用 --update-baseline 生成", "is no baseline; make one with --update-baseline")
        )
    return frozenset(found)


def _update(file: str | None, fingerprints: list[str]) -> None:
    if file is None:
        raise BadRequest(
            Problem("--update-baseline", Words("请用 --baseline 给出文件", "name the file with --baseline"))
        )
    lines = "".join(f"- '{one}'\n" for one in sorted(set(fingerprints)))
    try:
        Path(file).write_text(f"known:\n{lines}" if lines else "known: []\n", "utf-8")
    except OSError as error:
        raise _unwritable(f"--baseline {file}", error) from error


def _unwritable(name: str, error: OSError) -> BadRequest:
    return _bad(name, Words(f"写不了：{error.strerror}", f"cannot be written: {error.strerror}"))


def _bad(path: str, words: Words) -> BadRequest:
    return BadRequest(Problem(path, words))


@click.command("rules")
@click.argument("code", required=False)
@click.option("--language", type=click.Choice(["zh", "en"]), help="[default: the system's]")
def rules(code: str | None, language: Language | None) -> None:
    """列出检查规则，或显示一条的说明 List the checker's rules, or print the manual page of one."""
    from it_advisor.rules import RULES
    from it_advisor.rules.pages import listing, written

    language = language or system_language()
    by_code = {rule.CODE: rule for rule in RULES}
    if code is None:
        click.echo(listing(RULES, language), nl=False)
    elif rule := by_code.get(code.upper()):
        click.echo(written(rule, language), nl=False)
    else:
        asked = short(code)
        words = Words(f"没有规则 {asked}；it-advisor rules 列出全部", f"no rule {asked}; it-advisor rules lists them")
        raise NotFound(Problem("rules", words))
