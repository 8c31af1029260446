"""What is mended by machine is certain; the rest of a report stays as it was."""

import pytest

from benchmarks.corpus import good
from it_advisor.brief import Brief, understand
from it_advisor.checking import examine
from it_advisor.mending import mended
from it_advisor.report.reading import read_report

HEAD = {
    "zh": "## 决策摘要\n请董事会批准。\n## 业务需求分析\n需求。\n## 风险提示\n无。\n## 成本效益分析\n",
    "en": "## Decision Summary\nDirectors approve.\n## Requirements\nOne.\n## Risks\nNone.\n## Costs\n",
}
PRICED = "| Item | Quantity | Unit price | {} | Amount |\n|---|---:|---:|---:|---:|\n"
LINES = PRICED.format("Years") + "| Seats | 10 | 100 | 3 | 3,000 |\n| Set-up | 2 | 500 | once | 1,000 |\n"
PLAIN = "| Item | Amount |\n|---|---:|\n| A | 500 |\n| B | 1,500 |\n"
TOTALS = [
    "| Total net | | | | 4,000 |\n| Total gross | | | | 4,800 |\n",
    "| Total | | | | 4,000 |\n| Total incl. 20 % VAT | | | | 4,800 |\n",
    "| Total | | | | 4,000 |\n| VAT 20 % | | | | 800 |\n| Total incl. VAT | | | | 4,800 |\n",
    "| Total | | | | 4,000 |\n| Total after discount | | | | 3,700 |\n",
    "| Grand total (rounded) | | | | 3,900 |\n",
    "| 合计 | | | | 4,000 |\n| 含税合计 | | | | 4,520 |\n",
    "| 合计 | | | | 4,000 |\n| 合计（含 10% 预备金） | | | | 4,400 |\n",
    "| 合计 | | | | 4,000 |\n| 合计（优惠后） | | | | 3,600 |\n",
]
YEARS = (
    "| Item | Year 1 | Year 2 |\n|---|---:|---:|\n| Costs | -10 | -20 |\n| Benefits | 20 | 70 |\n| Net | 10 | 50 |\n"
    "| Cumulative | 10 | 60 |\n| Total discounted at 8 % | 9 | 43 |\n"
)


def codes(text: str) -> set[str]:
    return {one.code for one in examine(read_report(text)).found}


@pytest.mark.parametrize(
    "table",
    [
        *(LINES + rows for rows in TOTALS),
        PLAIN + "| Total per year | 2,000 |\n| Total 3 years | 6,000 |\n",
        PLAIN + "| Sum over 3 years | 6,000 |\n",
        YEARS,
    ],
)
def test_a_total_with_tax_discount_or_years_is_neither_wrong_nor_mended(table: str) -> None:
    """It is no bare sum of the rows above it, in whatever words."""
    text = HEAD["en"] + table
    assert "NU302" not in codes(text)
    assert mended(text) == text


@pytest.mark.parametrize("name", ["trading-company", "courier"])
def test_a_good_report_stays_as_it_is(name: str) -> None:
    """With a total that includes tax below the one without."""
    assert mended(good()[name]) == good()[name]


UNCERTAIN = {
    "two totals of one row": HEAD["zh"]
    + PRICED.format("2027年")
    + "| 软件 | 3 | 50 | 100 | 150 |\n| 实施 | 1 | 150 | 100 | 150 |\n| 合计 | | | 100 | 200 |\n",
    "a column that is no product": HEAD["zh"]
    + PRICED.format("2027年")
    + "| 软件 | 3 | 50 | 100 | 150 |\n| 实施 | 1 | 150 | 1,000 | 150 |\n| 合计 | | | 2,000 | 300 |\n",
    "a discount above the total": HEAD["en"]
    + LINES
    + "| Discount | 1 | -500 | once | -500 |\n| Total | | | | 3,700 |\n",
    "a total that is told again": HEAD["en"] + LINES + "| Total | | | | 4,100 |\n\nIt costs 4,100 in all.\n",
    "digits in code": HEAD["zh"] + "由 `１，２` 定。\n\n```\n１２\n```\n",
    "days for list numbers": HEAD["en"] + "15. January: ask.\n20. January: sign.\n",
    "years for list numbers": HEAD["en"] + "2028. Go live.\n2030. Review.\n",
    "an item referred to": HEAD["en"] + "1. Ask.\n2. Sign.\n4. Pay.\n\nSee 4 above.\n",
    "an item referred to in brackets": HEAD["en"] + "1. Ask.\n2. Sign.\n4. Pay.\n\nThe last of these (4) is free.\n",
    "a heading with parts": HEAD["en"].replace("## Req", "## 1. Req").replace("## Ri", "## 3. Ri")
    + "### 3.1 Licences\nSee there.\n",
}


@pytest.mark.parametrize("name", UNCERTAIN)
def test_what_is_not_certain_is_left_to_a_person(name: str) -> None:
    """Though it is found, mostly."""
    assert mended(UNCERTAIN[name]) == UNCERTAIN[name]


def test_requirements_keep_the_numbers_of_the_brief() -> None:
    """Its R3 is lost in the report; R4 does not become R3."""
    rows = "".join(f"| R{at} | {need} | C1 | 99 % |\n" for at, need in ((1, "Orders"), (2, "Stock"), (4, "Audit")))
    text = HEAD["en"] + "## Needs\n| ID | Need | Component | Acceptance |\n|---|---|---|---|\n" + rows
    needs = "orders\nstock\ndrones\naudit trail"
    assert mended(text, understand(Brief(business_nature="shop", technical_requirements=needs))) == text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("８００．５ 万元，占 １２％", "800.5 万元，占 12%"),
        ("门店５０，１００人；第１，２条", "门店50，100人；第1，2条"),
        ("２、１２、２ 家", "2、12、2 家"),
    ],
)
def test_full_width_digits_become_plain_and_marks_stay(wrong: str, right: str) -> None:
    """Each where it stands; a comma of full width may part two numbers."""
    assert mended(HEAD["zh"] + wrong + "\n") == HEAD["zh"] + right + "\n"


def test_an_amount_is_written_as_its_column_is() -> None:
    """With commas where the others have them; a product of the line and the table's total agree on it."""
    text = HEAD["en"] + LINES.replace("1,000 |", "900 |") + "| Total | | | | 4,000 |\n"
    assert mended(text) == text.replace("900 |", "1,000 |")
