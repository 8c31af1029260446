"""A report is read by what its parts are for, however it is decorated; figures are read however they are written."""

from decimal import Decimal

import pytest

from it_advisor.report.figures import cell_figure, figures
from it_advisor.report.headings import HEADINGS, ROLES, Role, role_of
from it_advisor.report.reading import read_report


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_fixed_headings_are_known(language: str) -> None:
    """Each for its own purpose."""
    assert [role_of(heading) for heading in HEADINGS[language]] == list(ROLES)  # type: ignore[index]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("1. Executive Summary", "decision"),
        ("**二、需求分析**", "needs"),
        ("（三）推荐方案", "solution"),
        ("3.1 系统架构", "types"),
        ("🚀 Implementation Roadmap", "plan"),
        ("【成本与收益】", "costs"),
        ("Section 6: RISK MANAGEMENT", "risks"),
        ("第七章 下一步行动（Next Steps）", "next"),
        ("IV. Costs & Benefits", "costs"),
        ("Ｎｅｘｔ　Ｓｔｅｐｓ", "next"),
        ("决策建议与短名单", "decision"),
        ("Acknowledgements", None),
    ],
)
def test_close_relatives_of_a_heading_are_known(heading: str, role: Role | None) -> None:
    """Numbered, decorated, in brackets, full-width, in other words."""
    assert role_of(heading) == role


def test_headings_without_marks_are_headings() -> None:
    """A report pasted from a page has its headings as bare or bold lines."""
    report = read_report("决策摘要\n\n选 A。\n\n**风险提示**\n\n• 接口\n")
    assert [(one.heading, one.role, one.line) for one in report.sections] == [
        ("决策摘要", "decision", 1),
        ("风险提示", "risks", 5),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("1,234.5", "1234.5", "1234.5", ""),
        ("1.234.567,89 EUR", "1234567.89", "1234567.89", "EUR"),
        ("1 200 000", "1200000", "1200000", ""),
        ("￥１２０万", "1200000", "1200000", "CNY"),
        ("三百万元", "3000000", "3000000", "CNY"),
        ("一点五亿", "150000000", "150000000", ""),
        ("30–50 万元", "300000", "500000", "CNY"),
        ("EUR 43k", "43000", "43000", "EUR"),
        ("-539,040", "-539040", "-539040", ""),
        ("20-40%", "20", "40", "%"),
        ("3 to 5 months", "3", "5", "month"),
        ("$1.2m", "1200000", "1200000", "USD"),
    ],
)
def test_a_figure_is_read_however_it_is_written(text: str, low: str, high: str, unit: str) -> None:
    """Both kinds of separators, full-width digits, Chinese numerals, units, ranges, currencies."""
    found = cell_figure(text)
    assert found is not None
    assert (found.low, found.high, found.unit) == (Decimal(low), Decimal(high), unit)


def test_days_and_codes_are_no_figures() -> None:
    """2027-01-15 is a day, SM4 a cipher, R12 a requirement."""
    assert figures("2027-01-15 前按 SM4 完成 R12") == ()


def test_a_points_for_thousands_column_is_read_as_one() -> None:
    """12.500 is 12,500 where another cell leaves no doubt."""
    grid = read_report("| Posten | Betrag |\n|---|---|\n| A | 12.500 |\n| B | 1.234.567 |\n").grids[0]
    values = [figure.value for row in range(2) if (figure := grid.figure(row, 1))]
    assert values == [12_500, 1_234_567]


def test_a_title_says_what_its_figures_count() -> None:
    """金额（万元） makes 12 mean 120,000 renminbi."""
    grid = read_report("| 项目 | 金额（万元） |\n|---|---|\n| A | 12 |\n").grids[0]
    figure = grid.figure(0, 1)
    assert figure is not None
    assert (figure.value, figure.unit) == (120_000, "CNY")


def test_a_sentence_knows_its_line() -> None:
    """In a paragraph broken over lines too."""
    report = read_report("## Risks\n\nOne is late.\nTwo is dear. Three\nis lost.\n")
    assert [(one.text, one.line) for one in report.passages] == [
        ("One is late.", 3),
        ("Two is dear.", 4),
        ("Three is lost.", 4),
    ]


def test_comments_and_front_matter_are_not_part_of_the_report() -> None:
    """They keep their lines, so that every place stays right."""
    report = read_report("---\nid: x\n---\n<!-- a\nb -->\n## Risks\nNone.\n")
    assert [(one.heading, one.line) for one in report.sections] == [("Risks", 6)]
