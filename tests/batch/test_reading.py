"""A file of organisations is read as its maker meant it; what cannot be read is named, and harms no other row."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from it_advisor.batch import MOST_ROWS, Kind, Row, kind_of, read
from it_advisor.errors import BadRequest

TABLE = (
    ("编号", "业务性质", "Company size", "budget_range", "技术需求", "cases"),
    ("A1", "十二家酒店，统一会员", "600", "三年 400 万元以内", "中央预订；会员统一", "1"),
    ("", "", "", "", "", ""),
    ("A2", "两个工厂；按单生产", "320 人，2 家工厂", "", "单点登录\n对接WMS", ""),
)
WANTED = [
    Row(
        2,
        {
            "business_nature": "十二家酒店，统一会员",
            "company_size": "600",
            "budget_range": "三年 400 万元以内",
            "technical_requirements": "中央预订；会员统一",
            "cases": 1,
        },
        "A1",
    ),
    Row(
        4,
        {
            "business_nature": "两个工厂；按单生产",
            "company_size": "320 人，2 家工厂",
            "technical_requirements": "单点登录\n对接WMS",
        },
        "A2",
    ),
]


def parted(mark: str) -> str:
    quoted = ([f'"{cell}"' if set(cell) & {mark, "\n"} else cell for cell in row] for row in TABLE)
    return "\r\n".join(mark.join(row) for row in quoted)


def workbook(*rows: tuple[object, ...]) -> bytes:
    """As a spreadsheet saves it; what begins with = is a formula whose value is 600."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(number, place, cell, value=600)
                elif cell != "":
                    sheet.write(number, place, cell)
    return out.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    """The archive with parts of it replaced or added; an underscore stands for a point, two for a slash."""
    out = BytesIO()
    named = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *named}:
            new.writestr(name, named.get(name) or old.read(name))
    return out.getvalue()


FILES: dict[str, tuple[bytes, Kind]] = {
    "UTF-8": (parted(",").encode(), "csv"),
    "UTF-8 with a mark": (parted(",").encode("utf-8-sig"), "csv"),
    "Chinese Windows": (parted(",").encode("gb18030"), "csv"),
    "semicolons": (parted(";").encode(), "csv"),
    "tabs": (parted("\t").encode(), "csv"),
    "a workbook": (workbook(TABLE[0], ("A1", TABLE[1][1], 600.0, *TABLE[1][3:5], 1), (), TABLE[3]), "xlsx"),
    "formulas": (workbook(TABLE[0], ("A1", TABLE[1][1], "=300*2", *TABLE[1][3:]), (), TABLE[3]), "xlsx"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_same_table_is_the_same_rows_however_it_was_saved(name: str) -> None:
    """With the numbers of the rows as the spreadsheet shows them."""
    data, kind = FILES[name]
    reading = read(BytesIO(data), kind)
    assert [*reading.rows] == WANTED
    assert (reading.encoding, reading.notice is not None) == (
        ("gb18030", True) if name == "Chinese Windows" else ("utf-8", False)
    )


LINES = b"\xef\xbb\xbf" + (
    b'{"id": 7, "business_nature": "a shop", "colour": 1}\n\n[]\n{"a": 1, "a": 2}\nnope\n\xff\n{"id": [1]}\n'
    b'{"business_nature": "' + b"x" * 300_000 + b'"}\n{"business_nature": "a bakery"}'
)


def test_a_bad_line_is_told_by_its_number_and_the_rest_is_read() -> None:
    """What a row asks wrongly is for the operation to refuse."""
    rows = [*read(BytesIO(LINES), "ndjson").rows]
    assert [row.number for row in rows] == [1, 3, 4, 5, 6, 7, 8, 9]
    assert rows[0] == Row(1, {"business_nature": "a shop", "colour": 1}, "7")
    assert rows[-1] == Row(9, {"business_nature": "a bakery"})
    told = [f"{fault.field}: {fault.words.en}" for row in rows[1:-1] for fault in row.faults]
    for said, part in zip(
        told, ("object", "twice", "not JSON", "UTF-8 at byte 0", "id: must be text", "longer"), strict=True
    ):
        assert part in said


def test_a_bad_record_is_told_by_its_number_and_the_rest_is_read() -> None:
    """A stray quotation mark, a cell too many; one that opens a cell for ever ends the file."""
    text = 'id,business_nature\n1,"a"b\n2,a shop,more\n3,a bakery\n4,"for ever\n5,a\n'
    rows = [*read(BytesIO(text.encode()), "csv").rows]
    assert [(row.number, not row.faults) for row in rows] == [(2, False), (3, False), (4, True), (5, False)]
    assert "cell 3" in rows[1].faults[0].words.en


BOMB = changed(workbook(TABLE[0]), xl__media__x_bin=b"\0" * 257_000_000)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst xmlns="x"/>'
NO_VALUE = b'<worksheet xmlns="x"><sheetData><row r="1"><c r="A1"><f>1+1</f><v /></c></row></sheetData></worksheet>'
UNREAD: dict[str, tuple[bytes, Kind, str]] = {
    "another alphabet": ("id;business_nature\n1;Bäckerei in Zürich, größer\n".encode("cp1252"), "csv", "neither UTF-8"),
    "UTF-16": (parted(",").encode("utf-16"), "csv", "neither UTF-8"),
    "an unknown heading": (b"business_nature,budget,colour\n", "csv", "nobody knows: colour; there are: business"),
    "one heading twice": (b"business_nature,budget,budget_range\n", "csv", "budget_range has two columns"),
    "no business": (b"id,budget\n", "csv", "no heading business_nature"),
    "nothing": (b"\n\n", "csv", "is empty"),
    "too many records": (b"business_nature\n" + b"x\n" * (MOST_ROWS + 1), "csv", "at most 100000 rows"),
    "too many lines": (b"{}\n" * (MOST_ROWS + 1), "ndjson", "at most 100000 rows"),
    "no archive": (b"business_nature\n", "xlsx", "damaged"),
    "half a workbook": (workbook(*TABLE)[:2_000], "xlsx", "damaged"),
    "another archive": (changed(workbook(TABLE[0]), xl__workbook_xml=b"<x/>"), "xlsx", "damaged"),
    "an empty sheet": (workbook(), "xlsx", "first sheet is empty"),
    "a bomb": (BOMB, "xlsx", "unpacks to more than 256 MB"),
    "entities": (changed(workbook(TABLE[0]), xl__sharedStrings_xml=DOCTYPE), "xlsx", "DOCTYPE"),
    "no values": (changed(workbook(TABLE[0]), xl__worksheets__sheet1_xml=NO_VALUE), "xlsx", "formulas without"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_holds_no_rows_is_refused_with_what_would_be_right(name: str) -> None:
    """Before any row is answered; nothing is guessed."""
    data, kind, said = UNREAD[name]
    with pytest.raises(BadRequest) as refused:
        [*read(BytesIO(data), kind).rows]
    assert refused.value.problems[0].field == "file"
    assert said in refused.value.words.en


def test_a_text_in_chinese_is_not_taken_for_a_western_one() -> None:
    """Rare characters and Latin letters beside them are Chinese too."""
    text = "业务性质,id\n" + "浙江喆锋智能制造,镕\n上海ABC公司é,x\n" * 20
    assert len([*read(BytesIO(text.encode("gb18030")), "csv").rows]) == 40


def test_a_file_s_kind_is_told_by_its_name_or_its_type() -> None:
    """Whichever is given; nothing is guessed from what is in it."""
    assert [kind_of(one) for one in ("a.CSV", "b.jsonl", "text/csv; charset=utf-8", "a.txt", "application/json")] == [
        *("csv", "ndjson", "csv"),
        *(None, None),
    ]
