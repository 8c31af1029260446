"""Amounts in people's words that are older than the lines they come from are marked, until somebody has looked."""

import json

from it_advisor.dossier.doubt import doubted
from it_advisor.dossier.filling import of_report
from it_advisor.dossier.openness import open_points
from it_advisor.dossier.record import Record
from it_advisor.dossier.sections import content_of, with_section
from it_advisor.dossier.writing import report_of
from material import brief_of, example, record


def dearer(before: Record, price: int = 330) -> Record:
    """With another price in its first cost line, as revision 2."""
    lines = content_of(before, "cost_lines")
    lines[0]["unit_price"] = price
    return doubted(before, with_section(before, "cost_lines", json.dumps(lines)), "cost_lines", 2)


def test_a_new_price_makes_the_words_about_money_doubtful() -> None:
    """Tables and sums follow by themselves; prose with amounts is marked where it stands and among what is open."""
    after = dearer(record())
    doubtful = {one.section for one in after.doubts}
    assert {"decision", "text.decision", "text.costs"} <= doubtful
    assert "text.solution" not in doubtful
    report = report_of(after)
    assert "| 3-year TCO | 77,890 |" in report
    assert report.count("**To be checked (") == len({name.removeprefix("text.") for name in doubtful})
    assert any(
        "text.costs names amounts that are older than the change of costs in revision 2" in one.en
        for one in open_points(after)
    )


def test_whoever_sends_the_section_again_settles_it() -> None:
    """Even unchanged: then somebody has looked."""
    before = dearer(record())
    after = doubted(before, before, "text.costs", 3)
    assert {one.section for one in before.doubts} - {one.section for one in after.doubts} == {"text.costs"}


def test_other_edits_doubt_nothing() -> None:
    """Risks and phases move no money."""
    before = record()
    assert doubted(before, with_section(before, "text.risks", "It costs GBP 5,000."), "text.risks", 2).doubts == ()


def test_a_mark_is_nobodys_prose() -> None:
    """A report that is filled in again leaves it behind."""
    again = of_report(report_of(dearer(record())), brief_of(example()))
    assert "To be checked" not in report_of(again)
