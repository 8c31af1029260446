"""Other files as a request: a spreadsheet with one row a line, and a report with its summary block."""

import csv
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError

from it_advisor.comparison import ComparisonRequest
from it_advisor.costs import Benefit, Cost, request_of
from it_advisor.costs.request import BenefitKind
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.problems import problems
from it_advisor.schemas import Schema, input_schema
from it_advisor.summary import read_summary

Row = Mapping[str, str]
_YES = frozenset({"1", "true", "yes", "y", "是"})
_NO = frozenset({"0", "false", "no", "n", "否"})


def rows_of(text: str) -> list[Row]:
    """The rows of a CSV text under their headings, comma or semicolon. Raises BadRequest without a heading."""
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    if not reader.fieldnames or any(not name.strip() for name in reader.fieldnames):
        words = Words("第一行应为列名", "the first line must name the columns")
        raise BadRequest(Problem("csv", words))
    return [{name.strip(): (value or "").strip() for name, value in row.items() if name} for row in reader]


def costs_of_rows(text: str) -> dict[str, Any]:
    """Cost and benefit lines of a CSV text; a row whose `kind` is a benefit's is a benefit."""
    kinds, lines = get_args(BenefitKind), rows_of(text)
    return {
        "costs": [_typed(row, Cost) for row in lines if row.get("kind") not in kinds],
        "benefits": [_typed(row, Benefit) for row in lines if row.get("kind") in kinds],
    }


def comparison_of_rows(text: str) -> dict[str, Any]:
    """Scores of a CSV text, one a row, with the criterion's `weight`, `better` and scale where they first stand.

    A row with a `gate` is a must-have. The options are those the rows name, in their order.
    """
    lines = rows_of(text)
    fields = input_schema(ComparisonRequest)["properties"]
    score, criterion, gate = (fields[name]["items"]["properties"] for name in ("scores", "criteria", "gates"))
    criteria: dict[str, dict[str, Any]] = {}
    for row in lines:
        if name := row.get("criterion"):
            known = {key: value for key, value in _fields(row, criterion) if key != "name"}
            criteria[name] = {**known, **criteria.get(name, {"name": name})}
    return {
        "options": list(dict.fromkeys(row["option"] for row in lines if row.get("option"))),
        "criteria": list(criteria.values()),
        "gates": [dict(_fields(row, gate)) for row in lines if row.get("gate")],
        "scores": [dict(_fields(row, score)) for row in lines if row.get("criterion")],
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
        raise BadRequest(*problems(error)) from error


def _typed(row: Row, model: type[Cost] | type[Benefit]) -> dict[str, Any]:
    known = input_schema(model)["properties"]
    unknown = {name: value for name, value in row.items() if name not in known and value}
    return dict(_fields(row, known)) | unknown


def _fields(row: Row, known: Mapping[str, Schema]) -> Iterator[tuple[str, Any]]:
    """The filled cells as what their field takes; what is not that stays text, to be refused by name."""
    for name, field in known.items():
        if value := row.get(name):
            yield name, _cell(value, field.get("type"))


def _cell(value: str, kind: str | None) -> str | int | bool:
    if kind == "boolean" and value.lower() in _YES | _NO:
        return value.lower() in _YES
    if kind == "integer" and value.isdecimal():
        return int(value)
    return value.replace(",", "") if kind == "number" else value
