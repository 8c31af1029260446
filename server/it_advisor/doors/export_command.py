"""it-advisor export: a report in a file made into documents in a folder."""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from it_advisor.desk import Desk, open_desk
from it_advisor.doors.argument_files import read_arguments
from it_advisor.doors.operation_command import OperationCommand, run, system_language
from it_advisor.doors.report_places import report_at
from it_advisor.errors import BadRequest, Incomplete, Problem, Words
from it_advisor.operations import OPERATIONS, Operation, language_in
from it_advisor.settings import from_environment

if TYPE_CHECKING:
    from it_advisor.documents import Export

_PLAIN = ("title", "version", "date", "owner", "language")
_SEVERAL = ("reviewers", "approvers")
_BESIDE = {"costs": "estimate_costs", "comparison": "compare_options"}
"""Files beside the report, and the operation whose arguments they hold."""


class ExportCommand(OperationCommand):
    """Its options are told here, since its arguments are files and its answer is some too."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        self.params = self.params or list(_parameters(self.operation))
        return super().get_params(ctx)

    def answer(self, **given: Any) -> int:  # type: ignore[override] # click passes what _parameters declares
        return _answer(self.operation, **given)


def _parameters(operation: Operation) -> Iterator[click.Parameter]:
    from it_advisor.documents.parts import PARTS
    from it_advisor.documents.request import FORMATS

    fields = operation.takes.model_fields
    yield click.Argument(["report"], required=False, metavar="REPORT.md|DOSSIER")
    yield click.Option(["--to"], default="", help=f"Formats, of {','.join(FORMATS)}.", metavar="FORMATS")
    yield click.Option(["--parts"], default="", metavar="PARTS", help=f"For procurement, of {','.join(PARTS)}; or all.")
    yield click.Option(["--costs"], metavar="FILE", help="What `it-advisor costs --file` takes.")
    yield click.Option(["--comparison"], metavar="FILE", help="What `it-advisor compare --file` takes.")
    for name in _PLAIN:
        yield click.Option([f"--{name}"], help=fields[name].description)
    for name in _SEVERAL:
        yield click.Option([f"--{name[:-1]}", name], multiple=True, help=f"{fields[name].description}; repeatable.")
    yield click.Option(["--out", "-o"], metavar="FOLDER", help="Where to write.  [default: this folder]")
    yield click.Option(["--force"], is_flag=True, help="Replace files of the same name; else they get a number.")
    yield click.Option(["--file", "-f"], metavar="FILE", help="All the arguments from YAML or JSON; - is stdin.")
    yield click.Option(["--json", "as_json"], is_flag=True, help="Print the answer as JSON; writes only with --out.")


def _answer(operation: Operation, out: str | None, force: bool, as_json: bool, **given: Any) -> int:
    from it_advisor.doors.document_files import write  # it needs the SDK, which the other commands do without

    raw = _raw(operation, given)
    try:
        desk = open_desk(from_environment())
        answers, failed = _exported(operation, desk, raw)
    except BadRequest as error:
        click.echo(f"it-advisor: {error.said(language_in(raw) or system_language())}", err=True)
        return 2
    if not answers:
        raise next(iter(failed.values()))
    whole = _together(answers)
    if out is not None or not as_json:
        for path in write(whole.files, Path(out or "."), replace=force):
            click.echo(path, err=as_json)
    if as_json:
        click.echo(json.dumps(whole.model_dump(mode="json"), ensure_ascii=False, indent=2))
    for note in (*whole.notes, *(f"{name}: {error.said(whole.language)}" for name, error in failed.items())):
        click.echo(note, err=True)
    return 2 if failed else 0


def _together(answers: "Sequence[Export]") -> "Export":
    files = tuple(file for answer in answers for file in answer.files)
    notes = tuple(dict.fromkeys(note for answer in answers for note in answer.notes))
    missing = tuple(dict.fromkeys(format for answer in answers for format in answer.missing))
    return answers[0].model_copy(update={"files": files, "notes": notes, "missing": missing})


def _raw(operation: Operation, given: dict[str, Any]) -> dict[str, Any]:
    """The request: what the file says, and over it the options."""
    file, report, formats = given.pop("file"), given.pop("report"), given.pop("to")
    raw = read_arguments(file, operation) if file else {}
    if report:
        raw["report"] = report_at(report)["report"]
    if formats:
        raw["formats"] = formats.replace(",", " ").split()
    if parts := given.pop("parts"):
        from it_advisor.documents.parts import PARTS

        raw["parts"] = list(PARTS) if parts == "all" else parts.replace(",", " ").split()
    for name, of in _BESIDE.items():
        if beside := given.pop(name):
            raw[name] = read_arguments(beside, OPERATIONS[of], f"--{name}")
    raw.update({name: value if isinstance(value, str) else list(value) for name, value in given.items() if value})
    if "report" not in raw:
        words = Words("请给出报告的 Markdown 文件，例如 report.md", "name the report's Markdown file, e.g. report.md")
        raise BadRequest(Problem("REPORT", words))
    return raw


def _exported(operation: Operation, desk: Desk, raw: dict[str, Any]) -> "tuple[list[Export], dict[str, Incomplete]]":
    """One format at a time, with progress where somebody watches; a font that one of them lacks costs that one."""
    wanted = raw.get("formats")
    parts: Sequence[dict[str, Any]] = (
        [{**raw, "formats": [one], "parts": raw.get("parts", []) if one is wanted[0] else []} for one in wanted]
        if isinstance(wanted, list) and wanted
        else [raw]
    )
    answers, failed = [], {}
    with click.progressbar(parts, file=sys.stderr, item_show_func=_shown, hidden=not sys.stderr.isatty()) as steps:
        for part in steps:
            try:
                answers.append(cast("Export", asyncio.run(run(operation, desk.advisor, part))))
            except Incomplete as error:
                failed[_shown(part)] = error
    return answers, failed


def _shown(part: dict[str, Any] | None) -> str:
    return " ".join(map(str, part.get("formats", ()))) if part else ""
