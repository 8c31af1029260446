"""it-advisor read-workbook: an edited workbook back as the files it was made from, and what changed in them."""

import json
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml

from it_advisor.doors.argument_files import read_arguments, read_text
from it_advisor.errors import BadRequest, Misconfigured, Problem, Words
from it_advisor.operations import OPERATIONS
from it_advisor.summary_block import read_summary

if TYPE_CHECKING:
    from it_advisor.documents.workbook.reading import Inputs

MOST_BYTES = 5_000_000
_NOTHING = Words("没有改动。", "Nothing was changed.")


@click.command("read-workbook")
@click.argument("file", metavar="FILE.xlsx")
@click.option(
    "--against",
    metavar="FILE",
    help="A report, or what `costs --file` or `compare --file` takes: say what "
    "differs from it, not from the workbook as it was exported.",
)
@click.option("--out", "-o", metavar="FOLDER", help="Write costs.yaml, comparison.yaml and summary.yaml there.")
@click.option("--json", "as_json", is_flag=True, help="Print the inputs and the changes as JSON.")
def command(file: str, against: str | None, out: str | None, as_json: bool) -> int:
    """读回工作簿 Read an edited workbook back: what was changed, and the inputs with it.

    Exits with 1 where something that was changed is no input and is not read back; it is named by sheet and cell.
    """
    from it_advisor.documents.workbook.reading import differences, read

    before, after, unread, language = read(_bytes(file))
    found = differences(_against(against, before) if against else before, after)
    lost = [{"where": one.field, "message": one.words.said(language)} for one in unread]
    if out is not None:
        for path in _write(after, Path(out)):
            click.echo(path, err=True)
    if as_json:
        answer = {**after.raw(), "changes": [one.model_dump() for one in found], "unread": lost}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for line in (*(one.text() for one in found), *(f"{one['where']}: {one['message']}" for one in lost)):
            click.echo(line)
        if not found and not lost:
            click.echo(_NOTHING.said(language))
    return 1 if lost else 0


def _bytes(file: str) -> bytes:
    try:
        with Path(file).open("rb") as source:
            return source.read(MOST_BYTES + 1)
    except OSError as error:
        words = Words(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}")
        raise BadRequest(Problem(file, words)) from error


def _against(file: str, before: "Inputs") -> "Inputs":
    """A report's summary with its costs, or one request; which of the two is told by its fields."""
    from it_advisor.documents.assembly import own_costs
    from it_advisor.documents.workbook.reading import Inputs, inputs_of

    if Path(file).suffix.lower() == ".md":
        summary = read_summary(read_text(file, "--against"))
        is_own = before.costs == own_costs(before.summary, [])
        return Inputs(own_costs(summary, []) if is_own else None, None, summary)
    raw = read_arguments(file, OPERATIONS["estimate_costs"], "--against")
    if "it_advisor_summary" in raw:
        return inputs_of({"summary": raw})
    return inputs_of({"comparison" if "criteria" in raw or "scores" in raw else "costs": raw})


def _write(after: "Inputs", folder: Path) -> list[Path]:
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, one in after._asdict().items():
            if one is not None:
                data = _told(one.model_dump(exclude_none=True, exclude_defaults=True))
                text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
                written.append(_put(folder, name, text))
    except OSError as error:
        words = Words(f"无法写入 {folder}：{error.strerror}", f"cannot write into {folder}: {error.strerror}")
        raise Misconfigured(words) from error
    return written


def _put(folder: Path, name: str, text: str) -> Path:
    """A name that is taken by something else gets a number: what is there may be the only copy."""
    for number in count(1):
        place = folder / (f"{name}.yaml" if number == 1 else f"{name}-{number}.yaml")
        if not place.exists() or place.read_bytes() == text.encode():
            place.write_text(text, encoding="utf-8", newline="\n")
            return place
    raise AssertionError("names never end")


def _told(value: Any) -> Any:
    """As people write it: numbers as numbers where none of their digits is lost."""
    match value:
        case dict():
            return {key: _told(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_told(inner) for inner in value]
        case Decimal():
            whole = value == value.to_integral_value()
            return int(value) if whole else float(value) if Decimal(repr(float(value))) == value else str(value)
        case date():
            return value.isoformat()
    return value
