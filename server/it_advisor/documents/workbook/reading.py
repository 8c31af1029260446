"""An edited workbook back as the inputs it was made from, and what was changed in them."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from it_advisor.comparison import ComparisonRequest
from it_advisor.costs import CostsRequest
from it_advisor.documents.extra import require
from it_advisor.documents.workbook.changes import Change, changes
from it_advisor.errors import BadRequest
from it_advisor.problems import problems
from it_advisor.summary import Summary
from it_advisor.text import clean

M = TypeVar("M", bound=BaseModel)


class Inputs(NamedTuple):
    """What a workbook is made from, as far as it has it."""

    costs: CostsRequest | None = None
    comparison: ComparisonRequest | None = None
    summary: Summary | None = None

    def raw(self) -> dict[str, Any]:
        return {name: one.model_dump(mode="json", exclude_none=True) for name, one in self._asdict().items() if one}


def read(data: bytes) -> tuple[Inputs, Inputs]:
    """The inputs as they were when the workbook was made, and as they are. Raises BadRequest, Incomplete."""
    require("openpyxl", "xlsxwriter")
    from it_advisor.documents.workbook.edits import comparison_edited, costs_edited, repriced, summary_edited
    from it_advisor.documents.workbook.intake import taken

    origin, tables = taken(data)
    before = inputs_of(origin)
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
    return before, inputs_of(raw)


def inputs_of(raw: Mapping[str, Any]) -> Inputs:
    return Inputs(
        valid("costs", CostsRequest, raw["costs"]) if "costs" in raw else None,
        valid("comparison", ComparisonRequest, raw["comparison"]) if "comparison" in raw else None,
        valid("summary", Summary, raw["summary"]) if "summary" in raw else None,
    )


def valid(name: str, model: type[M], raw: Any) -> M:
    try:
        return model.model_validate(clean(raw, (name,)))
    except ValidationError as error:
        wrong = (one._replace(field=f"{name}.{one.field}".rstrip(".")) for one in problems(error, model))
        raise BadRequest(*wrong) from error


def differences(before: Inputs, after: Inputs) -> tuple[Change, ...]:
    """Of what both have."""
    old, new = before.raw(), after.raw()
    both = [name for name in old if name in new]
    return tuple(changes({name: old[name] for name in both}, {name: new[name] for name in both}))
