"""The pages that calculate: costs and benefits, and the comparison of options."""

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

import yaml
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from it_advisor.desk import Desk
from it_advisor.doors.web import forms
from it_advisor.doors.web.dossiers import choices
from it_advisor.doors.web.page import example, page, reader_of
from it_advisor.doors.web.sections import names
from it_advisor.errors import BadRequest, Incomplete, Language, Problem, Words
from it_advisor.frontmatter import read_yaml
from it_advisor.later import Later
from it_advisor.markdown import blocks
from it_advisor.operations import OPERATIONS, Operation
from it_advisor.schemas import Schema, input_schema

NOTHING: Mapping[str, Any] = {"answer": None, "text": "", "data": "", "figures": (), "missing": None}
_figures = Later("it_advisor.documents.figures", "figures")


class Calculator(NamedTuple):
    """One operation as a page."""

    operation: Operation
    path: str
    example: str
    """The file it can begin with."""
    lead: Words
    sections: tuple[str, ...]
    """Of a dossier: what its result, or a part of its request, can be saved into."""


COSTS = Calculator(
    OPERATIONS["estimate_costs"],
    "/costs",
    "costs.yaml",
    Words(
        "一行一项费用或收益；填好即算出 TCO、NPV、IRR、回收期、敏感性和是否超预算，每个数都附算式。",
        "One line a cost or a benefit: TCO, NPV, IRR, payback, sensitivity and the budget verdict, with formulas.",
    ),
    ("text.costs",),
)
COMPARISON = Calculator(
    OPERATIONS["compare_options"],
    "/compare",
    "comparison.yaml",
    Words(
        "先过门槛，再按权重与带依据的分数排名，并说明多小的变化会改变第一名。",
        "Must-haves first, then weights and scores with evidence: the ranking, and how little would flip it.",
    ),
    ("text.fit", "criteria", "gates", "scores"),
)


async def costs(desk: Desk, request: Request) -> Response:
    return await _calculated(desk, request, COSTS)


async def comparison(desk: Desk, request: Request) -> Response:
    return await _calculated(desk, request, COMPARISON)


async def _calculated(desk: Desk, request: Request, calculator: Calculator) -> Response:
    schema, language = input_schema(calculator.operation.takes), reader_of(request).language
    form = await request.form(max_fields=forms.MOST_FIELDS) if request.method == "POST" else FormData()
    typed, problems = await _typed(form, schema, calculator)
    if "example" in request.query_params:
        typed = forms.places(schema, read_yaml(example(calculator.example)))
    result: dict[str, Any] = dict(NOTHING)
    if not problems and any(typed.values()):
        raw = forms.request(schema, typed)
        result, problems = await _result(desk, calculator.operation, raw, drawing="typing" not in form)
    values = {
        "title": calculator.operation.title.said(language),
        "lead": calculator.lead.said(language),
        "path": calculator.path,
        "inputs": forms.inputs(schema, typed, forms.Naming(language)),
        "grids": list(forms.grids(schema, typed, forms.Naming(language), _text(form, "more"))),
        "problems": [_named(one, language) for one in problems],
        "typing": "typing" in form,
        "dossiers": await choices(desk, request) if result["answer"] else (),
        "sections": [(one, names(language)[one]) for one in calculator.sections],
    }
    return page(request, "calculator.html", result | values, 422 if problems else 200)


async def _typed(form: FormData, schema: Schema, calculator: Calculator) -> tuple[dict[str, str], list[Problem]]:
    """What was typed, or what a file that was sent holds."""
    sent = form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return {name: value for name, value in form.items() if isinstance(value, str)}, []
    try:
        return forms.places(schema, _read(sent.filename, await sent.read(), calculator.operation)), []
    except BadRequest as error:
        return {}, list(error.problems)


def _read(name: str, data: bytes, operation: Operation) -> Mapping[str, Any]:
    """A file as a request. Raises BadRequest."""
    try:
        text = data.decode("utf-8-sig")
        if reader := operation.readers.get(PurePath(name).suffix.lower()):
            return reader(text)
        found = read_yaml(text)
    except UnicodeDecodeError as error:
        words = Words("文件不是 UTF-8 文本；Excel 请另存为“CSV UTF-8”", "is not UTF-8; in Excel save as 'CSV UTF-8'")
        raise BadRequest(Problem("file", words)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadRequest(Problem("file", Words("不是 YAML 或 JSON", "is neither YAML nor JSON"))) from error
    if not isinstance(found, Mapping):
        raise BadRequest(Problem("file", Words("应为“参数: 值”的映射", "must hold 'argument: value' lines")))
    return found


async def _result(
    desk: Desk, operation: Operation, raw: Mapping[str, Any], drawing: bool
) -> tuple[dict[str, Any], list[Problem]]:
    """What there is to show, as a page and as what can be saved; or what is wrong. While one types nothing is drawn."""
    try:
        answer: Any = await operation.run(desk.advisor, raw)
    except BadRequest as error:
        return dict(NOTHING), list(error.problems)
    text, drawn, missing = answer.text(), (), None
    if drawing:
        try:
            drawn = await desk.advisor.work(_figures, operation.read(raw), answer, answer.language)
        except Incomplete as error:
            missing = error.words
    shown = {"answer": list(blocks(text)), "text": text, "data": json.dumps(raw, ensure_ascii=False)}
    return {**shown, "figures": drawn, "missing": missing}, []


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _named(problem: Problem, language: Language) -> tuple[str, str]:
    """The place of a fault, and what is wrong there: `costs.0.item` is line 1 of the costs."""
    return problem.field, problem.words.said(language)
