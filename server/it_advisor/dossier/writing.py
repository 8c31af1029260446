"""A dossier as a report in the fixed headings, which `check_report` reads."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from it_advisor.dossier.record import PARTS, Part, Record
from it_advisor.dossier.tables import Tables
from it_advisor.dossier.wording import (
    ASKED,
    CHOICE,
    CURRENCY,
    DOUBTED,
    MONTH_ZERO,
    NEXT,
    NOT_DECIDED,
    NOT_GIVEN,
    PROVED,
)
from it_advisor.report import HEADINGS
from it_advisor.report.headings import ROLES
from it_advisor.summary import Summary, totals_of


class Reported(NamedTuple):
    """A dossier as a report, and the four arguments it answers."""

    report: str
    brief: dict[str, str | None]


def summary_of(record: Record) -> Summary | None:
    """The summary block's data; None where a decision, requirements, components or options are still missing.

    What names a row that is not there is left out, so that a dossier in the making can be read.
    """
    if not (record.decision and record.requirements and record.components and record.options):
        return None
    raw = record.model_dump(mode="json")
    known = {row["id"] for name in _ROWS for row in raw[name]}
    block: dict[str, Any] = {"it_advisor_summary": 1, **raw["about"], "decision": raw["decision"]}
    for name, model in _ROWS.items():
        block[name] = [{key: row[key] for key in model if key in row} for row in raw[name]]
    for row in block["requirements"]:
        row["components"] = [one for one in row["components"] if one in known]
        row["lines"] = [one for one in row["lines"] if one in known]
        row["phase"] = row["phase"] if row["phase"] in known else None
    block["cost_lines"] = [row for row in block["cost_lines"] if row["option"] in known]
    return Summary.model_validate(block)


def _rows() -> dict[str, tuple[str, ...]]:
    """By section, the fields a row of it has in the summary block."""
    found = {}
    for name, field in Summary.model_fields.items():
        if name in Record.model_fields and (args := getattr(field.annotation, "__args__", ())) and Ellipsis in args:
            found[name] = tuple(args[0].model_fields)
    return found


_ROWS = _rows()


def report_of(record: Record) -> str:
    """The whole report. The prose is the people's own; tables and the summary block follow from the data."""
    summary = summary_of(record)
    tables, language = Tables(record, summary), record.about.language
    lines = [f"# {record.about.title}", ""]
    for role, heading in zip(ROLES, HEADINGS[language], strict=True):
        if role in PARTS:
            own = record.text.get(role) or _written(record, role)
            said = (_doubted(record, role), own, *_made(tables, role, record))
            lines += [heading, "", *(f"{one}\n" for one in said if one)]
    if summary is not None:
        lines += [HEADINGS[language][-1], "", _block(summary)]
    return "\n".join(lines).rstrip() + "\n"


def _doubted(record: Record, role: Part) -> str:
    """A warning above words whose amounts may no longer hold."""
    found = [one for one in record.doubts if one.section in (role, f"text.{role}")]
    last, names = max((one.revision for one in found), default=0), ", ".join(one.section for one in found)
    return DOUBTED.said(record.about.language).format(last, names) if found else ""


def _block(summary: Summary) -> str:
    whole = summary.model_copy(update={"totals": totals_of(summary)} if summary.cost_lines else {})
    raw = whole.model_dump(mode="json", exclude_none=True)
    raw["decision"].setdefault("amount", None)  # must be there, though nothing can be named
    written = yaml.safe_dump(_numbers(raw), allow_unicode=True, sort_keys=False, width=10_000)
    return f"```yaml\n{written}```"


def _numbers(data: Any, name: str = "") -> Any:
    """Decimals, which JSON has as text, as the numbers they are."""
    if isinstance(data, dict):
        return {key: _numbers(value, key) for key, value in data.items()}
    if isinstance(data, list):
        return [_numbers(value) for value in data]
    if isinstance(data, str) and name in _DECIMALS:
        number = float(data)
        return int(number) if number.is_integer() else number
    return data


_DECIMALS = {
    "amount", "ceiling", "score", "quantity", "unit_price", "error_pct", "yearly", "start_month", "months",
    "payment_pct", "one_off", "tco", "benefit",
}  # fmt: skip


def _made(tables: Tables, role: Part, record: Record) -> Iterator[str]:
    """What the data says under a heading. A table people keep in their own prose is not made twice."""
    own = "\n|" in f"\n{record.text.get(role, '')}"
    match role:
        case "decision":
            yield tables.figures()
        case "needs":
            yield from (tables.requirements(), tables.deviations())
        case "types":
            yield tables.components()
        case "fit":
            yield from (tables.gates(), "" if own else tables.scores(), tables.options())
        case "plan":
            yield from (tables.phases(), "" if own else tables.payments())
        case "costs":
            yield from (*tables.costs(), tables.benefits())
        case "risks":
            yield tables.risks()
        case "next":
            yield from (tables.steps(), tables.evidence())
        case _:
            return


def _written(record: Record, role: Part) -> str:
    """What stands in for prose that nobody has written yet."""
    language, decision = record.about.language, record.decision
    match role:
        case "decision":
            return CHOICE.said(language).format(**decision.model_dump()) if decision else NOT_DECIDED.said(language)
        case "needs":
            given = (record.brief.company_size, record.brief.budget_range)
            told = (one or NOT_GIVEN.said(language) for one in given)
            return ASKED.said(language).format(record.brief.business_nature, *told)
        case "features":
            rows = (row for row in record.requirements if row.priority == "must")
            return "\n\n".join(PROVED.said(language).format(row.id, row.need, row.acceptance) for row in rows)
        case "plan":
            return MONTH_ZERO.said(language)
        case "costs":
            return CURRENCY.said(language).format(record.about.currency)
        case "next" if decision and not record.steps:
            return NEXT.said(language).format(decision.by, decision.approval)
        case _:
            return ""
