"""A price, a quote or a market figure that is older than two years, or than the report itself allows.

价格、报价或市场数据超过两年，或超过报告自己规定的期限。

Why: last year's quote is not what will be invoiced.

为何：旧报价不是将要开的发票。

Bad:
    ## 下一步建议
    1. 2027-01-15：财务询价。

    | 编号 | 陈述 | 性质 | 出处或确认人 |
    |---|---|---|---|
    | E1 | 许可单价 | 来源 | 厂商报价，2022-03 |
Bad:
    ## Next Steps
    1. 15 January 2027: ask for quotes. Evidence may be no older than 6 months.

    | ID | Statement | Kind | Source, or who confirms it |
    |---|---|---|---|
    | E1 | Price of a seat | source | Vendor's quote, March 2026 |
Good:
    ## Next Steps
    1. 15 January 2027: ask for quotes.

    | ID | Statement | Kind | Source, or who confirms it |
    |---|---|---|---|
    | E1 | Price of a seat | source | Vendor's quote, March 2026 |
    | E2 | Personal data are protected | source | GDPR, 2016 |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.dates import days
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "EV403"
SEVERITY: Severity = "warning"

MONTHS = 24
"""What is allowed where the report declares nothing."""
_AGES = re.compile(r"价|费率|报价|询价|市场|调研|基准|gartner|idc|price|quote|fee|market|survey|benchmark|tariff")
_LAW = re.compile(r"法|条例|办法|规定|标准|指南|gb/t|iso|regulation|directive|(?<![a-z])acts?(?![a-z])|law")
_DECLARED = re.compile(
    r"(?:证据|依据|数据|报价)[^。；\n]{0,20}(?:不(?:超过|早于|得早于)|有效期) ?(\d{1,2}) ?(个月|年)"
    r"|(?:evidence|sources?|quotes?)[^.;\n]{0,30}(?:no older than|not older than|valid for) (\d{1,2}) (months?|"
    r"years?)"
)
_YEAR = re.compile(r"(?<![\d,])(?:19|20)\d\d(?![\d,])")


def check(report: Report) -> Iterator[Fault]:
    ledger = {grid.line_of(row) for grid in report.grids_of("evidence") for row in range(len(grid.rows))}
    steps = (one for one in report.passages if one.role in ("next", "plan") and one.line not in ledger)
    now = min((month for step in steps for month in _months(step.text)), default=None)
    if now is None:
        return
    allowed = _allowed(report)
    for grid in report.grids_of("evidence", "costs"):
        for row, cells in enumerate(grid.rows):
            text = " ".join(cells) if grid.kind == "evidence" else _basis(grid, row)
            ages = _AGES.search(text.lower()) and not _LAW.search(text.lower())
            seen = max(_months(text), default=None) if ages else None
            if seen is not None and now - seen > allowed:
                yield Fault(
                    grid.line_of(row),
                    Words(
                        f"{short(text)}：至今已 {now - seen} 个月，超过 {allowed} 个月",
                        f"{short(text)}: {now - seen} months old, more than {allowed}",
                    ),
                    Words(
                        "换成新的报价或数据，或标为假设并写由谁确认",
                        "take a fresh one, or mark it assumed and who confirms it",
                    ),
                )


def _basis(grid: Grid, row: int) -> str:
    """What a line's price rests on."""
    place = grid.at("basis", "source")
    return "" if place is None else grid.rows[row][place]


def _allowed(report: Report) -> int:
    found = next((_DECLARED.search(hit.words) for hit in report.find(_DECLARED)), None)
    if found is None:
        found = _DECLARED.search(report.prose.lower())
    if found is None:
        return MONTHS
    number, unit = found[1] or found[3], found[2] or found[4]
    return int(number) * (12 if unit.startswith(("年", "year")) else 1)


def _months(text: str) -> Iterator[int]:
    """Each date with a year, as months; a bare year counts to its end."""
    if not _YEAR.search(text):
        return
    dated = [day for day in days(text) if day.year]
    yield from (day.months for day in dated)
    if not dated:
        yield from (int(year[0]) * 12 + 12 for year in _YEAR.finditer(text))
