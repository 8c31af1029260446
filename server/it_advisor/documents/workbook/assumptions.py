"""The sheet of what the money depends on as a whole: discount rate, users, tax, exchange rates, ceilings."""

from collections.abc import Iterator
from typing import NamedTuple

from it_advisor.documents.workbook import wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.money import Money
from it_advisor.documents.workbook.sheet import FIRST, Cell, Column, Value
from it_advisor.errors import Words

MARKER = "assumptions"
COLUMNS = (
    Column(wording.SETTING, 34),
    Column(wording.VALUE, 18, "value"),
    Column(wording.MEANING, 60),
)


class Setting(NamedTuple):
    key: str
    """As the request calls it; empty where it is no input."""
    name: Words
    value: Value
    style: str
    meaning: Words
    most: float = 1e13
    least: float = 0


def name_of(key: str) -> str:
    """The name a formula uses: `rates.USD` is rate_USD."""
    return key.replace("rates.", "rate_")


def write(book: Book, money: Money) -> None:
    sheet = book.sheet(wording.SETTINGS, wording.HOW, MARKER)
    sheet.heads(COLUMNS)
    for row, one in enumerate(_settings(money), FIRST):
        style = f"in.{one.style}" if one.key else one.style
        cells = (one.name.said(book.language), "name"), (one.value, style), (one.meaning.said(book.language), "text")
        sheet.row(row, (Cell(*cell) for cell in cells))
        if one.key:
            sheet.key(row, 0, one.key)
            book.name(name_of(one.key), sheet.far(row, 2))
            kind = "integer" if one.style == "count" else "decimal"
            bounds = {"criteria": "between", "minimum": one.least, "maximum": one.most}
            sheet.check((row, 2), (row, 2), validate=kind, **bounds)
    sheet.finish(landscape=False)


def _settings(money: Money) -> Iterator[Setting]:
    asked = money.request
    yield Setting("", _CURRENCY, asked.currency, "text", _CURRENCY_MEANS)
    yield Setting("", _HORIZON, asked.horizon_years, "count", _HORIZON_MEANS)
    yield Setting("discount_rate_pct", _RATE, asked.discount_rate_pct, "number", _RATE_MEANS, 100)
    yield Setting("users", _USERS, asked.users, "count", _USERS_MEANS, 10_000_000, 1)
    yield Setting("tax_pct", _TAX, asked.tax_pct, "number", _TAX_MEANS, 100)
    for code, rate in asked.rates.items():
        name = Words(_EXCHANGE.zh.format(code), _EXCHANGE.en.format(code))
        means = Words(_EXCHANGE_MEANS.zh.format(asked.currency, code), _EXCHANGE_MEANS.en.format(asked.currency, code))
        yield Setting(f"rates.{code}", name, rate, "number", means, 1e6, 1e-6)
    yield Setting("budget_one_off", _ONE_OFF, asked.budget_one_off, "money", _ONE_OFF_MEANS)
    yield Setting("budget_yearly", _YEARLY, asked.budget_yearly, "money", _YEARLY_MEANS)
    yield Setting("budget_total", _WHOLE, asked.budget_total, "money", _WHOLE_MEANS)


_CURRENCY = Words("货币", "Currency")
_CURRENCY_MEANS = Words("全部金额的货币", "Of all money in this workbook")
_HORIZON = Words("测算期（年）", "Horizon, years")
_HORIZON_MEANS = Words("改动须重新导出", "To change it, export again")
_RATE = Words("折现率（%／年）", "Discount rate, % a year")
_RATE_MEANS = Words("名义年利率；NPV、折现回收期随之更新", "Nominal; NPV and discounted payback follow")
_USERS = Words("用户数", "Users")
_USERS_MEANS = Words("乘以“按用户”的费用行", "Multiplies the lines per user")
_TAX = Words("税率（%）", "Tax, %")
_TAX_MEANS = Words("加在“计税”的费用行上；可抵扣则为 0", "Comes on top of taxed lines; 0 where it is recovered")
_EXCHANGE = Words("汇率 {}", "Exchange rate {}")
_EXCHANGE_MEANS = Words("多少 {} 合 1 {}", "{} for one {}")
_ONE_OFF = Words("一次性预算上限", "Ceiling for one-off costs")
_ONE_OFF_MEANS = Words("测算期内全部一次性费用；空白则不设", "All one-off costs of the horizon; empty: none")
_YEARLY = Words("年度预算上限", "Ceiling for each year")
_YEARLY_MEANS = Words(
    "设有一次性上限时只管年度费用，否则管当年全部", "Of yearly costs where one-off costs have a ceiling, else of all"
)
_WHOLE = Words("总预算上限", "Ceiling for the horizon")
_WHOLE_MEANS = Words("测算期内全部费用；空白则不设", "All costs of the horizon; empty: none")
