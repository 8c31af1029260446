"""The report checker's rules, one a module. A module's name says what it catches; this page says how one is written.

A rule is a module with

- `CODE`: two letters of its family (`fault.FAMILIES`), the family's digit, two digits that no rule ever had; stable
  for ever. Structure ST1, requirements RQ2, numbers NU3, evidence EV4, neutrality NE5, plan PL6, risk RK7, security
  and compliance SC8, consistency CO9, hygiene HY0.
- `SEVERITY: Severity`: `error` only where the report is certainly wrong (a clean report may have one false error of all
  rules together); `warning` where a board would ask; `info` where it may like to know.
- `check(report) -> Iterator[Fault]`: pure, deterministic, linear in the report's length. A fault has the line it
  points to, a message (what is wrong, with the words or figures it is about) and a fix (what to write instead), each
  in Chinese and English. It may lower the severity of one fault, and carry edits that are safe to make by machine.
  Where something is missing, point to `report.line_of(role)`. A rule that needs a section, a table or the brief is
  silent where it is not there: that it is missing is another rule's finding.
- a docstring that is its manual page: four paragraphs (what it catches, the same in Chinese, `Why: …`, `为何：…`),
  then snippets of a report, each under `Bad:` or `Good:` and indented by four blanks. `Brief:` before them holds the
  four arguments as YAML, where the rule needs them; `Block:` what the summary blocks of the snippets share. A test
  sees to it that the rule finds something in every Bad snippet and nothing in any Good one. Write a pair in each
  language where words matter.

What a rule asks the report for (`report/reading.py`, `report/grids.py`, `report/figures.py`):

- `report.within("plan", "costs")` sections by role, `report.text("risks")`, `report.passages` (sentences and cells
  with line and role), `report.lines`, `report.language`, `report.summary` (None where there is none that can be read),
  `report.brief` (the four arguments as understood, None where not given).
- `report.find(PATTERN)` where a pattern is met within a sentence or a cell (the passage, the words as written and
  their place): the first few of each, so that a rule may look at the passage again for each.
  `report.says(PATTERN, "risks")` whether it is: one fast pass over the whole text. Write such a pattern in small
  letters and without `re.IGNORECASE`, begin its parts with letters rather than look-arounds, and repeat nothing without
  bound; one of many phrases is `Phrases(…)` (`report/phrases.py`), which finds them several times as fast.
- `report.grids_of("costs")` tables by kind; `grid.cells("owner")` a column's cells, `grid.at("amount")` its
  place, `grid.figure(row, column)` the number in a cell with its unit, `grid.is_total(row)`, `grid.line_of(row)`.
- `figures(text)` the numbers in a text: `low`, `high`, `unit` (`%`, `CNY`, `month` …) and `step`, what its last digit
  counts; `one.agrees(value)` whether it may be that value, rounded.

A new rule is its module and a line in RULES.
"""

from it_advisor.rules import (
    absolute_claim,
    access_control_missing,
    advertising_words,
    assumption_unconfirmed,
    brief_requirement_unanswered,
    broken_table,
    calculation_off,
    cash_not_from_milestones,
    column_sum_off,
    comparison_without_weights,
    component_without_requirement,
    cost_without_currency,
    criterion_made_for_one,
    currencies_added,
    duplicate_paragraph,
    empty_section,
    evidence_too_old,
    figure_without_origin,
    first_page_off,
    full_width_figures,
    go_live_off,
    high_end_over_ceiling,
    industry_average_without_origin,
    item_counted_twice,
    item_named_twice,
    item_priced_twice,
    line_product_off,
    list_numbering_off,
    merged_cells,
    migration_missing,
    milestone_without_acceptance,
    misplaced_section,
    missing_section,
    mixed_units,
    must_without_acceptance,
    no_approval_asked,
    no_dated_next_step,
    no_decision_first,
    no_requirement_matrix,
    numbering_gap,
    payback_contradicts,
    payment_amount_off,
    payments_off_lines,
    percentage_of_nothing,
    personal_data_unprotected,
    phase_timed_twice,
    phase_without_duration,
    phase_without_exit,
    phase_without_owner,
    phases_sum_off,
    placeholder_left,
    price_without_basis,
    promise_without_cost_line,
    protection_level_missing,
    range_upside_down,
    recovery_objectives_missing,
    regime_unanswered,
    regime_without_proof,
    relaxed_without_deviation,
    repeated_section,
    requirement_without_component,
    requirement_without_cost_line,
    risk_area_missing,
    risk_without_mitigation,
    risk_without_owner,
    risk_without_trigger,
    rollback_missing,
    row_sum_off,
    section_unread,
    share_sum_off,
    single_product,
    source_without_date,
    staffing_beyond_team,
    summary_amount_off,
    summary_block_unreadable,
    summary_dates_off,
    summary_line_off,
    suppression_without_reason,
    talk_of_a_model,
    template_residue,
    total_over_ceiling,
    total_stated_twice,
    training_missing,
    unclosed_code_block,
    unknown_reference,
    vague_acceptance,
    weighted_score_off,
    weights_off,
    winner_without_weakness,
    year_over_cap,
)
from it_advisor.rules.fault import FAMILIES, SEVERITIES, Edit, Family, Fault, Rule, Severity, family_of

__all__ = ["FAMILIES", "RULES", "SEVERITIES", "Edit", "Family", "Fault", "Rule", "Severity", "family_of"]

RULES: tuple[Rule, ...] = (
    missing_section,
    no_decision_first,
    empty_section,
    repeated_section,
    misplaced_section,
    no_approval_asked,
    no_dated_next_step,
    summary_block_unreadable,
    section_unread,
    brief_requirement_unanswered,
    requirement_without_component,
    component_without_requirement,
    must_without_acceptance,
    numbering_gap,
    no_requirement_matrix,
    unknown_reference,
    requirement_without_cost_line,
    vague_acceptance,
    share_sum_off,
    column_sum_off,
    row_sum_off,
    line_product_off,
    payback_contradicts,
    range_upside_down,
    phases_sum_off,
    total_over_ceiling,
    year_over_cap,
    cost_without_currency,
    weights_off,
    weighted_score_off,
    percentage_of_nothing,
    payment_amount_off,
    calculation_off,
    currencies_added,
    figure_without_origin,
    source_without_date,
    evidence_too_old,
    industry_average_without_origin,
    absolute_claim,
    price_without_basis,
    assumption_unconfirmed,
    single_product,
    advertising_words,
    winner_without_weakness,
    criterion_made_for_one,
    comparison_without_weights,
    phase_without_owner,
    phase_without_duration,
    phase_without_exit,
    migration_missing,
    training_missing,
    rollback_missing,
    staffing_beyond_team,
    milestone_without_acceptance,
    risk_without_trigger,
    risk_without_mitigation,
    risk_without_owner,
    risk_area_missing,
    regime_unanswered,
    regime_without_proof,
    personal_data_unprotected,
    recovery_objectives_missing,
    protection_level_missing,
    access_control_missing,
    item_priced_twice,
    phase_timed_twice,
    item_counted_twice,
    item_named_twice,
    promise_without_cost_line,
    cash_not_from_milestones,
    high_end_over_ceiling,
    relaxed_without_deviation,
    total_stated_twice,
    summary_amount_off,
    summary_line_off,
    summary_dates_off,
    payments_off_lines,
    first_page_off,
    go_live_off,
    placeholder_left,
    template_residue,
    talk_of_a_model,
    broken_table,
    duplicate_paragraph,
    suppression_without_reason,
    list_numbering_off,
    unclosed_code_block,
    full_width_figures,
    merged_cells,
    mixed_units,
)
"""In the order of their codes."""
