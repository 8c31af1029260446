"""Other files as a request: a spreadsheet with one row a line, and a report with its summary block."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, get_args

from pydantic import ValidationError

from it_advisor.comparison import ComparisonRequest
from it_advisor.costs import Benefit, Cost, CostsRequest, request_of
from it_advisor.costs.request import BenefitKind
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.problems import problems
from it_advisor.schemas import Schema, input_schema
from it_advisor.summary_block import read_summary
from it_advisor.text import short

Row = Mapping[str, str]
Columns = Mapping[str, Schema]
_YES = frozenset({"1", "true", "yes", "y", "是"})
_NO = frozenset({"0", "false", "no", "n", "否"})
_GROUPED = re.compile(r"-?\d{1,3}([,\s]\d{3})+(\.\d+)?")
_GROUPED_BY_POINTS = re.compile(r"-?\d{1,3}([.\s]\d{3})+(,\d+)?")
_DECIMAL_COMMA = re.compile(r"-?\d+,(\d{1,2}|\d{4,})")
"""Not three digits: `1,234` may be a thousand, so it is left to be refused."""


def costs_of_rows(text: str) -> dict[str, Any]:
    """Cost and benefit lines of a CSV text; a row whose `kind` is a benefit's is a benefit."""
    cost, benefit = (input_schema(model)["properties"] for model in (Cost, Benefit))
    kinds, columns = get_args(BenefitKind), cost | benefit
    lines = _rows(text, columns).values()
    return {
        "costs": [dict(_filled(row, columns)) for row in lines if row.get("kind") not in kinds],
        "benefits": [dict(_filled(row, columns)) for row in lines if row.get("kind") in kinds],
    }


def comparison_of_rows(text: str) -> dict[str, Any]:
    """Scores of a CSV text, one a row, with the criterion's `weight`, `parent`, `better` and scale in any of its rows.

    A row with a criterion and neither option nor score only says what the criterion is. One
    with `over` is a judgement, one with a `gate` a must-have. The options are those the rows
    name, in their order. Raises BadRequest where two rows disagree about a criterion.
    """
    fields = input_schema(ComparisonRequest)["properties"]
    names = ("scores", "criteria", "gates", "judgements")
    score, criterion, gate, judgement = (fields[name]["items"]["properties"] for name in names)
    del criterion["name"]
    lines = _rows(text, score | criterion | gate | judgement)
    rated = [row for row in lines.values() if row.get("criterion") and (row.get("option") or row.get("score"))]
    return {
        "options": list(dict.fromkeys(row["option"] for row in lines.values() if row.get("option"))),
        "criteria": _criteria(lines, criterion),
        "gates": [dict(_filled(row, gate)) for row in lines.values() if row.get("gate")],
        "scores": [dict(_filled(row, score)) for row in rated],
        "judgements": [dict(_filled(row, judgement)) for row in lines.values() if row.get("over")],
    }


def _criteria(lines: Mapping[int, Row], columns: Columns) -> list[dict[str, Any]]:
    """Each with all that its rows say about it."""
    said: dict[str, dict[str, tuple[int, Any]]] = {}
    for number, row in lines.items():
        if (name := row.get("criterion")) and not row.get("over"):
            known = said.setdefault(name, {})
            for column, value in _filled(row, columns):
                first, before = known.setdefault(column, (number, value))
                if before != value:
                    raise BadRequest(_contradiction(f"{column} ({short(name)})", (first, before), (number, value)))
    return [{"name": name, **{column: value for column, (_, value) in known.items()}} for name, known in said.items()]


def _contradiction(what: str, one: tuple[int, Any], other: tuple[int, Any]) -> Problem:
    (first, before), (second, after) = one, other
    words = Words(
        f"{what}：第 {first} 行为 {short(before)}，第 {second} 行为 {short(after)}；请改成一致，或只写一处",
        f"{what}: {short(before)} in row {first}, {short(after)} in row {second}; make them the same, or write one",
    )
    return Problem("csv", words)


def costs_of_report(markdown: str) -> dict[str, Any]:
    """The cost and benefit lines of a report's summary block. Raises BadRequest where it has none that fit."""
    summary = read_summary(markdown)
    if summary is None or not summary.cost_lines:
        words = Words("没有带费用行的摘要块", "the report has no summary block with cost lines")
        raise BadRequest(Problem("summary", words))
    try:
        return request_of(summary).model_dump(mode="json", exclude_none=True)
    except ValidationError as error:
        raise BadRequest(*problems(error, CostsRequest)) from error


def _rows(text: str, columns: Columns) -> dict[int, Row]:
    """The rows that hold something, by number (the heads are row 1), numbers with a decimal point.

    Raises BadRequest naming an unknown column. Spreadsheets part cells by semicolons where a comma is the decimal sign.
    """
    head = text.split("\n", 1)[0]
    european = head.count(";") > head.count(",")
    cells = csv.DictReader(StringIO(text, newline=""), delimiter=";" if european else ",", restkey="", restval="")
    try:
        rows = [
            {n.strip().lower(): _plain("".join(cell).strip(), european) for n, cell in row.items()} for row in cells
        ]
    except csv.Error as error:
        words = Words(f"不是 CSV：{error}；请检查引号", f"is not CSV: {error}; look for a stray quotation mark")
        raise BadRequest(Problem("csv", words)) from error
    if strange := sorted({name for row in rows for name, cell in row.items() if cell} - columns.keys()):
        names, known = ", ".join(short(name) or "?" for name in strange[:10]), ", ".join(columns)
        words = Words(f"没有这些列：{names}；可用的列名：{known}", f"no such column: {names}; there are: {known}")
        raise BadRequest(Problem("csv", words))
    return {number: row for number, row in enumerate(rows, 2) if any(row.values())}


def _plain(cell: str, european: bool) -> str:
    """A number as spreadsheets write it, without separators and with a point; anything else as it is."""
    if european and (_GROUPED_BY_POINTS.fullmatch(cell) or _DECIMAL_COMMA.fullmatch(cell)):
        return re.sub(r"[.\s]", "", cell).replace(",", ".")
    return re.sub(r"[,\s]", "", cell) if not european and _GROUPED.fullmatch(cell) else cell


def _filled(row: Row, columns: Columns) -> Iterator[tuple[str, Any]]:
    """The filled cells as what their column takes; what is not that stays text, to be refused by name."""
    for name, column in columns.items():
        if value := row.get(name):
            yield name, _cell(value, column.get("type"))


def _cell(value: str, kind: str | None) -> str | int | bool:
    if kind == "boolean" and value.lower() in _YES | _NO:
        return value.lower() in _YES
    return int(value) if kind == "integer" and value.isdecimal() else value
