"""What changed is told in figures with what moved them: in the ranking too."""

import json

from it_advisor.comparison import ComparisonRequest, compare
from it_advisor.dossier.difference import difference
from it_advisor.dossier.judging import ranking
from it_advisor.dossier.record import Record
from it_advisor.dossier.sections import with_section
from it_advisor.frontmatter import read_yaml
from material import EXAMPLES, record

COMPARISON = read_yaml((EXAMPLES / "comparison.yaml").read_text("utf-8"))


def compared() -> Record:
    """A dossier with the criteria, gates and scores of the shipped comparison; its weights stand in for judgements."""
    criteria = [{"weight": 1, **one} for one in COMPARISON["criteria"]]
    found = record()
    for name, rows in (("criteria", criteria), ("gates", COMPARISON["gates"]), ("scores", COMPARISON["scores"])):
        found = with_section(found, name, json.dumps(rows))
    return found


def test_the_ranking_is_the_one_compare_options_gives() -> None:
    """The same weighted sums, gates first."""
    criteria = [{"weight": 1, **one} for one in COMPARISON["criteria"]]
    request = ComparisonRequest.model_validate({**COMPARISON, "criteria": criteria, "judgements": []})
    expected = [(one.option, round(one.points, 1)) for one in compare(request).ranking]
    assert [(one.option, one.points) for one in ranking(compared())] == expected


def test_a_changed_weight_is_named_where_the_ranking_changes() -> None:
    """Who led, who leads, and why."""
    before = compared()
    criteria = [{"weight": 1, **one} for one in COMPARISON["criteria"]]
    criteria[-1]["weight"] = 500
    after = with_section(before, "criteria", json.dumps(criteria))
    (figure,) = difference(before, after, (1, 2)).figures
    assert figure.figure == "ranking"
    assert figure.why == ("criteria Supplier strength: weight 20.0 → 500.0",)


def test_a_text_is_compared_line_by_line() -> None:
    """As a unified diff; nothing is said of sections that are the same."""
    before = record()
    after = with_section(before, "text.risks", "Winter.\nAnd snow.")
    (change,) = difference(with_section(before, "text.risks", "Winter."), after, (1, 2)).sections
    assert (change.section, change.lines) == ("text.risks", "@@ -1 +1,2 @@\n Winter.\n+And snow.")


def test_the_same_is_no_difference() -> None:
    """Neither in sections nor in figures."""
    found = difference(record(), record(), (1, 2))
    assert (found.sections, found.figures) == ((), ())
