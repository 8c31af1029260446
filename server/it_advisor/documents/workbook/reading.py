"""An edited workbook back as the inputs it was made from, and what was changed in them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from it_advisor.comparison import ComparisonRequest
from it_advisor.costs import CostsRequest
from it_advisor.documents.extra import require
from it_advisor.documents.workbook.changes import Change, changes
from it_advisor.documents.workbook.row import placed
from it_advisor.errors import BadRequest, Language, Problem
from it_advisor.problems import problems
from it_advisor.summary import Summary
from it_advisor.text import clean

if TYPE_CHECKING:  # openpyxl comes with the first workbook
    from it_advisor.documents.workbook.intake import Rows

M = TypeVar("M", bound=BaseModel)


class Inputs(NamedTuple):
    """What a workbook is made from, as far as it has it."""

    costs: CostsRequest | None = None
    comparison: ComparisonRequest | None = None
    summary: Summary | None = None

    def raw(self) -> dict[str, Any]:
        return {name: one.model_dump(mode="json", exclude_none=True) for name, one in self._asdict().items() if one}


class Reading(NamedTuple):
    """What somebody sent back."""

    before: Inputs
    """As it was when the workbook was made."""
    after: Inputs
    unread: tuple[Problem, ...]
    """What was changed and is no input, by sheet and cell."""
    language: Language
    """The workbook's."""


def read(data: bytes) -> Reading:
    """Raises BadRequest, Incomplete."""
    require("openpyxl", "xlsxwriter")
    from it_advisor.documents.workbook.intake import taken
    from it_advisor.documents.workbook.strays import strays

    sent = taken(data)
    before = inputs_of(sent.origin)
    after = _edited(before, sent.tables)
    return Reading(before, after, strays(sent.imprints, sent.pages), sent.language)


def _edited(before: Inputs, tables: "Mapping[str, Rows]") -> Inputs:
    from it_advisor.documents.workbook.edits import comparison_edited, costs_edited, repriced, summary_edited

    raw = before.raw()
    if before.summary:
        raw["summary"] = summary_edited(before.summary, raw["summary"], tables)
    if before.costs:
        raw["costs"] = costs_edited(before.costs, raw["costs"], tables)
    if before.comparison:
        raw["comparison"] = comparison_edited(before.comparison, raw["comparison"], tables)
    if before.costs and before.summary and any("unit_price" in cells for cells in tables.get("costs", {}).values()):
        summary = valid("summary", Summary, raw["summary"])
        raw["costs"] = repriced(raw["costs"], {line.id: line for line in summary.cost_lines})
    return inputs_of(raw)


def inputs_of(raw: Mapping[str, Any]) -> Inputs:
    return Inputs(
        valid("costs", CostsRequest, raw["costs"]) if "costs" in raw else None,
        valid("comparison", ComparisonRequest, raw["comparison"]) if "comparison" in raw else None,
        valid("summary", Summary, raw["summary"]) if "summary" in raw else None,
    )


def valid(name: str, model: type[M], raw: Any) -> M:
    """Raises BadRequest: of what was typed into a cell it names the cell."""
    try:
        return model.model_validate(clean(raw))
    except (ValidationError, BadRequest) as error:
        found = error.problems if isinstance(error, BadRequest) else problems(error, model)
        wrong = (placed(one, raw) or one._replace(field=f"{name}.{one.field}".rstrip(".")) for one in found)
        raise BadRequest(*wrong) from error


def differences(before: Inputs, after: Inputs) -> tuple[Change, ...]:
    """Of what both have."""
    old, new = before.raw(), after.raw()
    both = [name for name in old if name in new]
    return tuple(changes({name: old[name] for name in both}, {name: new[name] for name in both}))
