"""Reading the shipped cases: their front matter, tables, figures and dates."""

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from it_advisor.summary import CostLine, Summary
from it_advisor.summary_block import read_summary

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.md"))
PLACED = re.compile(r"([\d,]*\d(?:\.\d+)?) ?(万元|k\b|m\b|million)?")
UNITS = {"亿": 10**8, "万元": 10_000, "万": 10_000, "k": 1_000, "m": 10**6, "million": 10**6, "": 1}
FIRST_MONTH = re.compile(r"(20\d\d)-(\d\d) ?(?:批准)?为第 0 月|Month 0 is (\w{3})\w* (20\d\d)")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NAMED_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})[a-z]*(?: (20\d\d))?\b")
PLAIN_DAY = re.compile(r"(?<![\d-])(?:(20\d\d)-)?(\d{1,2})-(\d\d)(?![\d-])")


class Case(NamedTuple):
    front: dict[str, Any]
    prose: str
    block: Summary


class Table(NamedTuple):
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache
def read(name: str) -> Case:
    _, front, body = (EXAMPLES / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    block = read_summary(body) or pytest.fail(f"{name} has no summary block")
    return Case(yaml.safe_load(front), re.sub(r"^```.*?^```$", "", body, flags=re.MULTILINE | re.DOTALL), block)


def tables(text: str) -> list[Table]:
    found = [block.splitlines() for block in re.findall(r"(?:^\|.*\|\n)+", text + "\n", re.MULTILINE)]
    cut = [[tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines] for lines in found]
    return [Table(head, tuple(rows)) for head, _, *rows in cut]


def number(cell: str) -> Decimal | None:
    plain = cell.replace(",", "").removesuffix("%")
    return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def figure(cell: str) -> Decimal:
    value = number(cell)
    assert value is not None, f"{cell!r} should be a number"
    return value


def having(name: str, *titles: str) -> list[tuple[Table, int]]:
    found = [(t, at) for t in tables(read(name).prose) for at, title in enumerate(t.head) if title in titles]
    assert found, f"no table has a column {titles}"
    return found


def section(name: str, place: int) -> str:
    """The prose of the n-th part of the report, without its tables."""
    return re.sub(r"^\|.*", "", read(name).prose.split("\n## ")[place], flags=re.MULTILINE)


def amounts(text: str) -> list[tuple[str, str]]:
    """The figures written as money, each with its unit: those with a unit or a thousands comma."""
    return [(plain, unit) for plain, unit in PLACED.findall(text) if unit or "," in plain]


def worth(plain: str, unit: str) -> Decimal:
    return Decimal(plain.replace(",", "")) * UNITS[unit]


def rounds_to(text: str, unit: str, value: Decimal) -> bool:
    """Is the written figure this value, rounded to the places it shows, or to two figures where it ends in zeros?"""
    plain = text.replace(",", "")
    decimals, zeros = len(plain.partition(".")[2]), len(plain) - len(plain.rstrip("0"))
    step = UNITS[unit] * Decimal(10) ** (-decimals if decimals else min(zeros, max(0, len(plain) - 2)))
    return abs(worth(text, unit) - value) <= step / 2


def digits_that_count(plain: str) -> int:
    """The figures a number is written to: 2 in 1.7, 0.79 and 1,300; 3 in 1.73."""
    digits = plain.replace(",", "").lstrip("0.")
    return len(digits.replace(".", "") if "." in plain else digits.rstrip("0"))


def length(name: str) -> int:
    """Of the report without its summary block: words, or in Chinese every character but blanks and table rules."""
    case = read(name)
    if case.block.language == "zh":
        return len(re.sub(r"\s|\||-{3,}:?", "", case.prose))
    return sum(bool(re.search(r"\w", word)) for word in case.prose.split())


class Contract(NamedTuple):
    lines: tuple[CostLine, ...]
    due: dict[int, Decimal]
    """What falls due in a year, of a hundred."""


def contract(name: str) -> Contract:
    """The lines that the sentence before the payments names, and the years their milestones fall into."""
    case = read(name)
    ((table, share),), when = having(name, "付款比例", "Share"), re.compile(r"(20\d\d)-(\d\d)")
    before = case.prose.partition(f"| {' | '.join(table.head)} |")[0]
    named = set(re.findall(r"L\d+", before.strip().rpartition("\n")[2]))
    found = FIRST_MONTH.search(case.prose) or pytest.fail(f"{name} does not say which month is 0")
    year, month = found[1] or found[4], found[2] or MONTHS.index(found[3]) + 1
    due: defaultdict[int, Decimal] = defaultdict(Decimal)
    for row in table.rows[:-1]:
        paid = when.fullmatch(row[1]) or pytest.fail(f"{name}: {row[0]!r} has no month")
        due[((int(paid[1]) - int(year)) * 12 + int(paid[2]) - int(month)) // 12 + 1] += figure(row[share])
    return Contract(tuple(line for line in case.block.cost_lines if line.id in named), dict(due))


def days(text: str) -> list[date]:
    """The days named in a text; 2027 where one names no year."""
    found = [(year, MONTHS.index(month) + 1, day) for day, month, year in NAMED_DAY.findall(text)]
    return [date(int(year or 2027), int(month), int(day)) for year, month, day in found + PLAIN_DAY.findall(text)]
