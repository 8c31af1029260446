"""A dossier written as a report is one that the checker passes, with every sum made from its data."""

import pytest

from it_advisor.checkup import CheckRequest, Finding, checkup
from it_advisor.dossier.filling import of_report, of_summary
from it_advisor.dossier.sections import SECTIONS, content_of, with_section, written
from it_advisor.dossier.writing import report_of
from it_advisor.summary_block import read_summary
from material import EXAMPLES, brief_of, example, record

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.md"))


def errors(markdown: str) -> list[Finding]:
    return [one for one in checkup(CheckRequest(report=markdown)).findings if one.severity == "error"]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_filled_in_and_written_again_has_no_new_error(name: str) -> None:
    """Prose stays, tables are made anew, and the summary block holds the same data."""
    case = example(name)
    again = report_of(record(name))
    assert {one.code for one in errors(again)} <= {one.code for one in errors(case.body)}
    one, other = read_summary(case.body), read_summary(again)
    assert one
    assert other
    assert other.model_copy(update={"totals": None}) == one.model_copy(update={"totals": None})


@pytest.mark.parametrize("name", NAMES)
def test_writing_and_filling_in_again_changes_nothing(name: str) -> None:
    """However often it goes round."""
    first = record(name)
    again = of_report(report_of(first), brief_of(example(name)))
    assert report_of(again) == report_of(first)


def test_a_summary_block_alone_makes_a_whole_report() -> None:
    """Without a word of prose the fixed headings are there and the checker finds no error."""
    case = example("saas-startup-35")
    summary = read_summary(case.body)
    assert summary
    assert errors(report_of(of_summary(summary, brief_of(case)))) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_read_of_a_section_can_be_sent_back(section: str) -> None:
    """As it was shown; the record stays as it was."""
    first = record()
    assert with_section(first, section, written(content_of(first, section))) == first
