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


def test_rows_of_one_name_are_told_apart() -> None:
    """Two steps on one day, two owners of one section, and an order that changed alone."""
    steps = [{"by": "2027-01-15", "action": one, "owner": "IT"} for one in ("sign", "kick off")]
    before = with_section(record(), "steps", json.dumps(steps))
    after = with_section(before, "steps", json.dumps([{**steps[0], "action": "sign both"}, steps[1]]))
    (change,) = difference(before, after, (1, 2)).sections
    assert [(row.was, row.now) for row in change.rows] == [({"action": "sign"}, {"action": "sign both"})]
    gates = [{"option": one, "gate": "GDPR", "result": "pass", "evidence": "seen"} for one in ("O1", "O2")]
    before = with_section(record(), "gates", json.dumps(gates))
    (change,) = difference(before, with_section(before, "gates", json.dumps(gates[::-1])), (1, 2)).sections
    assert not change.rows
    assert change.lines


def test_the_cause_of_another_total_is_in_the_recommended_option() -> None:
    """Not in a line of another option, however large; and another recommendation is the cause itself."""
    before = record()
    whole = before.model_dump(mode="json")
    chosen = next(one["id"] for one in whole["options"] if one["verdict"] == "recommended")
    other = next(one["id"] for one in whole["options"] if one["verdict"] != "recommended")
    mine = next(one for one in whole["cost_lines"] if one["option"] == chosen)
    mine["unit_price"] = str(float(mine["unit_price"]) + 1)
    theirs = {**mine, "id": "L99", "option": other, "unit_price": "9000000"}
    after = with_section(before, "cost_lines", json.dumps([*whole["cost_lines"], theirs]))
    tco = next(one for one in difference(before, after, (1, 2)).figures if one.figure == "tco")
    assert [why.split()[0] for why in tco.why] == [mine["id"]]
    for one in whole["options"]:
        one["verdict"] = "recommended" if one["id"] == other else "alternative"
    switched = with_section(after, "options", json.dumps(whole["options"]))
    tco = next(one for one in difference(after, switched, (2, 3)).figures if one.figure == "tco")
    assert tco.why == (f"{chosen} → {other}",)
