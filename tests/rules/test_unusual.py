"""Reports of other hands, without ids, summary block or our tables, are read as they are meant."""

from pathlib import Path

import pytest

from it_advisor.checking import findings
from it_advisor.report.reading import read_report
from it_advisor.rules import RULES

REPORTS = sorted((Path(__file__).parent / "unusual").glob("*.md"))
FAMILIES = ("NU", "CO", "PL")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_their_sums_plans_and_figures_are_not_called_wrong(path: Path) -> None:
    """Phases in a list, quarters, continental thousands, weighted columns, subtotals, yearly beside one-off."""
    rules = [rule for rule in RULES if rule.CODE.startswith(FAMILIES)]
    wrong = [one for one in findings(read_report(path.read_text("utf-8")), rules) if one.severity == "error"]
    assert wrong == []


@pytest.mark.parametrize(
    ("report", "right", "wrong", "code"),
    [
        ("factory", "| 合计 | 241 | 15 | 286 |", "| 合计 | 241 | 15 | 268 |", "NU302"),
        ("factory", "| 3 | 硬件 | 30 | 3 | 39 |", "| 3 | 硬件 | 30 | 3 | 49 |", "NU303"),
        ("factory", "投资回收期约 2.4 年", "投资回收期约 9 个月", "NU305"),
        ("factory", "工期 8–10 个月", "工期 10–8 个月", "NU306"),
        ("factory", "| 服务 | 30% |", "| 服务 | 20% |", "NU311"),
        ("factory", "（2 个月）** 负责人：信息主管。", "（2 个月）** ", "PL601"),
        ("factory", "新旧系统并行一个月，不成则回退。", "", "PL606"),
        ("depots", "| Total | 355.000 € | 255.000 € |", "| Total | 355.000 € | 265.000 € |", "NU302"),
        ("depots", "| Total | | 33 | 39 | 27 |", "| Total | | 33 | 49 | 27 |", "NU312"),
        ("depots", "| 950.000 € | 170.000 €", "| 900.000 € | 170.000 €", "NU309"),
        ("depots", "over three years: €1.24m", "over three years: €1.42m", "CO909"),
        ("cross-border", "30–40 万/年", "40–30 万/年", "NU306"),
        ("cross-border", "员工培训 2 天。", "", "PL605"),
    ],
)
def test_what_is_wrong_in_them_is_found(report: str, right: str, wrong: str, code: str) -> None:
    """The same rules find one planted defect."""
    text = next(path for path in REPORTS if path.stem == report).read_text("utf-8")
    assert text.count(right) == 1
    before, after = ({one.code for one in findings(read_report(md))} for md in (text, text.replace(right, wrong)))
    assert code in after - before
