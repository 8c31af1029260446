"""Workbooks as a user gets, edits and recalculates them."""

import re
import warnings
from collections.abc import Container, Iterable, Mapping
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.material import EXAMPLES, TODAY, request, told
from it_advisor.documents import ExportRequest
from it_advisor.documents.assembly import document_of
from it_advisor.documents.workbook import written
from it_advisor.frontmatter import read_yaml

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
CENT = 0.005
Edits = Mapping[tuple[str, str, str], object]
"""What is typed: by the sheet's marker, the row's key and the column's."""


def workbook_of(language: str, **more: Any) -> bytes:
    return written(document_of(request(language, **more), TODAY))


def workbook_of_costs(raw: Mapping[str, Any], language: str = "en") -> bytes:
    asked = ExportRequest.model_validate({"report": "# Costs", "language": language, "costs": raw})
    return written(document_of(asked, TODAY))


def example(name: str) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml((EXAMPLES / f"{name}.yaml").read_text("utf-8"))
    return found


EDGES: dict[str, Any] = {
    "currency": "EUR",
    "horizon_years": 3,
    "discount_rate_pct": "0",
    "users": 7,
    "tax_pct": "19",
    "rates": {"USD": "0.9137"},
    "do_nothing": "As today",
    "budget_yearly": "40000.01",
    "costs": [
        {"option": "New", "item": "At once", "category": "implementation", "kind": "one-off", "likely": "1000.05"},
        *(
            {"option": "New", "item": f"In month {month}", "category": "integration", "kind": "one-off"}
            | {"likely": 100 + month, "low": 0, "high": 5000, "from_month": month, "taxed": True}
            for month in (1, 11, 12, 13, 24, 35, 36)
        ),
        {"option": "As today", "item": "Old", "category": "support", "kind": "yearly", "likely": 9000, "high": 9100.5},
        {"option": "New", "item": "Falls", "category": "subscription", "kind": "yearly", "likely": "333.335"}
        | {"growth_pct": -50, "from_month": 2, "to_month": 29, "currency": "USD", "per_user": True},
        {"option": "New", "item": "Half a cent", "category": "staff", "kind": "yearly", "likely": "100.005"},
        {"option": "Never", "item": "Only costs", "category": "exit", "kind": "one-off", "likely": 5, "from_month": 36},
    ],
    "benefits": [
        {"option": "New", "item": "Sure", "kind": "saving", "likely": 3000, "from_month": 35},
        {"option": "New", "item": "Never comes", "kind": "risk", "likely": 9999, "confidence_pct": 0},
        {
            "option": "New",
            "item": "Grows",
            "kind": "revenue",
            "likely": 4000,
            "low": 1,
            "high": 8000,
            "ramp_months": 60,
        },
    ],
}
"""Months at the ends of years, rates and prices that do not come out even, a benefit that never comes."""


def at_random(seed: int) -> dict[str, Any]:
    """Many lines over ten years, in two currencies, for four options."""
    draw = Random(seed)
    options = ["One", "Two", "Three", "Four"]

    def amount() -> dict[str, Any]:
        low, likely, high = sorted(round(draw.uniform(0, 10 ** draw.randint(2, 7)), 2) for _ in range(3))
        return {"low": low, "likely": likely, "high": high, "currency": draw.choice([None, "USD"])}

    def cost(option: str) -> dict[str, Any]:
        kind = draw.choice(["one-off", "yearly"])
        grown = {"growth_pct": draw.randint(-5, 12)} if kind == "yearly" else {}
        more = {"per_user": draw.random() < 0.2, "taxed": draw.random() < 0.5, "from_month": draw.randint(0, 119)}
        named = {"option": option, "item": "Item", "category": draw.choice(["support", "staff", "exit"]), "kind": kind}
        return named | amount() | more | grown

    def benefit(option: str) -> dict[str, Any]:
        more = {"from_month": draw.randint(0, 30), "ramp_months": draw.randint(0, 24)}
        named = {"option": option, "item": "Gain", "kind": "saving", "confidence_pct": draw.randint(0, 100)}
        return named | amount() | more

    return {
        "currency": "CNY",
        "horizon_years": 10,
        "discount_rate_pct": "7.25",
        "users": 41,
        "tax_pct": 13,
        "rates": {"USD": "7.153"},
        "do_nothing": "Four",
        "costs": [cost(option) for option in options for _ in range(7)],
        "benefits": [benefit(option) for option in options[:3] for _ in range(3)],
    }


def opened(source: bytes | Path, **more: Any) -> Workbook:
    """With all that openpyxl knows; it warns of bars in cells, which it does not."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(BytesIO(source) if isinstance(source, bytes) else source, **more)


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Every workbook as LibreOffice saves it, which counts its formulas alone: it gets them without their results."""
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    files = []
    for name, data in books.items():
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(without_results(data))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", folder / "out", *files)
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in books}


def without_results(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return out.getvalue()


_CELL = re.compile(
    r'<c r="([A-Z]+[0-9]+)"[^>]*?><f>(.*?)</f>(?:<v>(.*?)</v>)?</c>',
)


@cache
def formulas(data: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    """By sheet and cell: the formula and its result, as they stand in the file."""
    found = {}
    titles = opened(data, read_only=True).sheetnames
    for number, title in enumerate(titles, 1):
        with ZipFile(BytesIO(data)) as archive:
            text = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
        for cell, formula, result in _CELL.findall(text):
            found[title, cell] = unescape(formula), unescape(result)
    return found


def differing(data: bytes, told: Workbook, unsure: Container[float] = ()) -> list[str]:
    """The formulas whose result another program counts differently, by half a cent or more."""
    return [
        f"{sheet}!{cell}: {ours} ≠ {theirs} {formula[:200]}"
        for (sheet, cell), (formula, ours) in formulas(data).items()
        if not same(_number(ours), theirs := told[sheet][cell].value)
        and not ("IRR(" in formula and _number(ours) in unsure and theirs in unsure)
    ]


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < CENT
    return (one or "") == (other or "")


def named(book: Workbook, name: str) -> Any:
    """The value of a cell that has a name."""
    sheet, _, cell = book.defined_names[name].attr_text.rpartition("!")
    return book[sheet.strip("'")][cell.replace("$", "")].value


def sheet_of(book: Workbook, marker: str) -> Worksheet:
    (found,) = (sheet for sheet in book if sheet["A1"].value == marker)
    return found


def typed(data: bytes, edits: Edits) -> bytes:
    """The workbook after somebody typed into it; nothing is counted again."""
    book = opened(data)
    for (marker, row_key, column_key), value in edits.items():
        sheet = sheet_of(book, marker)
        (row,) = (cell.row for cell in sheet["A"] if str(cell.value) == row_key)
        (column,) = (cell.column for cell in sheet[1] if cell.value == column_key)
        sheet.cell(row, column).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def typed_at(data: bytes, values: Mapping[tuple[str, str], object]) -> bytes:
    """The same by sheet and cell."""
    book = opened(data)
    for (sheet, cell), value in values.items():
        book[sheet][cell].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def key_of(data: bytes, marker: str, *texts: str) -> str:
    """The key of the row whose first cells say this."""
    sheet = sheet_of(opened(data), marker)
    (key,) = (str(row[0]) for row in sheet.iter_rows(min_row=6, values_only=True) if row[1 : 1 + len(texts)] == texts)
    return key


def parts(data: bytes) -> Iterable[tuple[str, bytes]]:
    with ZipFile(BytesIO(data)) as archive:
        yield from ((name, archive.read(name)) for name in archive.namelist())
