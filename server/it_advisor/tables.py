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
from it_advisor.summary import read_summary
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
    lines = _rows(text, columns)
    return {
        "costs": [dict(_filled(row, columns)) for row in lines if row.get("kind") not in kinds],
        "benefits": [dict(_filled(row, columns)) for row in lines if row.get("kind") in kinds],
    }


def comparison_of_rows(text: str) -> dict[str, Any]:
    """Scores of a CSV text, one a row, with the criterion's `weight`, `better` and scale where they first stand.

    A row with a `gate` is a must-have. The options are those the rows name, in their order.
    """
    fields = input_schema(ComparisonRequest)["properties"]
    score, criterion, gate = (fields[name]["items"]["properties"] for name in ("scores", "criteria", "gates"))
    del criterion["name"]
    lines = _rows(text, score | criterion | gate)
    criteria: dict[str, dict[str, Any]] = {}
    for row in lines:
        if name := row.get("criterion"):
            criteria[name] = {**dict(_filled(row, criterion)), **criteria.get(name, {"name": name})}
    return {
        "options": list(dict.fromkeys(row["option"] for row in lines if row.get("option"))),
        "criteria": list(criteria.values()),
        "gates": [dict(_filled(row, gate)) for row in lines if row.get("gate")],
        "scores": [dict(_filled(row, score)) for row in lines if row.get("criterion")],
    }


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


def _rows(text: str, columns: Columns) -> list[Row]:
    """The rows that hold something, numbers with a decimal point. Raises BadRequest naming an unknown column.

    Spreadsheets part cells by semicolons where a comma is the decimal sign.
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
    return [row for row in rows if any(row.values())]


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
