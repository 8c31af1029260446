"""What stands in the cells put back into the inputs it came from; a cell that says the same changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from it_advisor.comparison import ComparisonRequest
from it_advisor.comparison.criteria import children
from it_advisor.comparison.pairwise import group_weights, judged
from it_advisor.costs import CostsRequest
from it_advisor.costs.reported import start_of
from it_advisor.costs.returns import rounded
from it_advisor.documents.workbook import labels
from it_advisor.documents.workbook.intake import Input, Rows
from it_advisor.documents.workbook.row import Row
from it_advisor.documents.workbook.safety import plain, safe
from it_advisor.documents.workbook.scoring import gate_rows, score_rows
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.summary import CostLine, Summary, totals_of
from it_advisor.text import short

Raw = dict[str, Any]
NUMBERS = {"discount_rate_pct": 4, "tax_pct": 4, "growth_pct": 4, "confidence_pct": 4, "rates": 10, "weight": 9}
NUMBERS |= dict.fromkeys(("low", "likely", "high", "budget_one_off", "budget_yearly", "budget_total", "score"), 6)
NUMBERS |= dict.fromkeys(("quantity", "unit_price", "error_pct", "start_month", "months", "payment_pct"), 6)
"""Fields that hold a number, and how many decimals of it count."""
COUNTS = ("users", "from_month", "to_month", "ramp_months", "from_year", "to_year", "likelihood", "impact")
CHOICES = {
    "evidence_kind": labels.EVIDENCE_KINDS,
    "result": labels.RESULTS,
    "gates": labels.RESULTS,
    "priority": labels.PRIORITIES,
}


def edited(before: Raw, cells: Mapping[str, Input], fields: Sequence[str] | None = None) -> Row:
    """The row with what its cells say; an emptied cell takes the field away."""
    told = {field: cell for field, cell in cells.items() if fields is None or field in fields}
    after = Row(before, {field: cell.place for field, cell in told.items()})
    for field, cell in told.items():
        value = value_of(field, cell, before.get(field))
        if value is None:
            after.pop(field, None)
        else:
            after[field] = value
    return after


def value_of(field: str, cell: Input, before: Any) -> Any:
    """The cell as its field takes it: the very value it had where it says the same."""
    if cell.value is None or cell.value == "":
        return None
    if field in NUMBERS or field in COUNTS:
        return _number(field, cell, before)
    text = str(cell.value)
    if field in CHOICES:
        return _choice(text, CHOICES[field], cell)
    return before if before is not None and text == safe(str(before)) else plain(text)


def _choice(text: str, values: tuple[str, ...], cell: Input) -> str:
    value = labels.value_of(text, values)
    if value is None:
        zh, en = "、".join(labels.choices(values, "zh")), ", ".join(labels.choices(values, "en"))
        words = Words(f"应为 {zh} 之一，收到“{short(text)}”", f"must be one of {en}; got '{short(text)}'")
        raise BadRequest(Problem(cell.place, words))
    return value


def _number(field: str, cell: Input, before: Any) -> Any:
    value = cell.value
    try:
        number = Decimal(value.replace(",", "").strip()) if isinstance(value, str) else Decimal(repr(value))
    except InvalidOperation:
        number = Decimal("nan")
    if isinstance(value, bool) or not number.is_finite():
        words = Words(f"应为数字，收到“{short(value)}”", f"must be a number, got '{short(value)}'")
        raise BadRequest(Problem(cell.place, words))
    if before is not None and float(before) == float(number):
        return before
    if field in COUNTS:
        return int(number) if number == int(number) else str(number)
    return format(rounded(number, Decimal(1).scaleb(-NUMBERS[field])).normalize(), "f")


def costs_edited(asked: CostsRequest, raw: Raw, tables: Mapping[str, Rows]) -> Raw:
    after = Row(raw)
    for key, cells in tables.get("assumptions", {}).items():
        code = key.partition(".")[2]
        if code:
            rate = value_of("rates", cells["value"], after["rates"].get(code))
            after["rates"] = Row({**after["rates"], code: rate}, {code: cells["value"].place})
        elif key == "discount_rate_pct" and cells["value"].value in (None, ""):
            raise BadRequest(Problem(cells["value"].place, _NO_RATE))
        else:
            after = edited(after, {key: cells["value"]})
    for field, ids in (("costs", [*asked.cost_lines]), ("benefits", [*asked.benefit_lines])):
        rows, lines = tables.get(field, {}), zip(ids, after.get(field, ()), strict=False)
        if lost := ", ".join(name for name in ids if name not in rows):
            zh = f"缺少 {lost} 行；工作簿里不能删行，请把金额改成 0，或在报告、输入文件中删去后重新导出"
            en = f"lacks {lost}; a workbook loses no rows: set the amounts to 0, or delete them in the report or inputs"
            raise BadRequest(Problem(f"workbook.{field}", Words(zh, en)))
        after[field] = [edited(one, rows.get(name, {}), OWN_FIELDS[field]) for name, one in lines]
    return Row({name: value for name, value in after.items() if value != [] or name in raw}, after.places)


_NO_RATE = Words("不能空着；不折现请写 0", "cannot be empty; without discounting write 0")
OWN_FIELDS = {
    "costs": ("item", "low", "likely", "high", "from_month", "to_month", "growth_pct"),
    "benefits": ("item", "low", "likely", "high", "from_month", "ramp_months", "confidence_pct"),
}


def summary_edited(summary: Summary, raw: Raw, tables: Mapping[str, Rows]) -> Raw:
    """Options, requirements, phases, risks, and the cost lines where the workbook was made from them."""
    after = dict(raw)
    for field in ("options", "requirements", "phases", "risks"):
        rows = tables.get(field, {})
        after[field] = [edited(one, rows.get(one["id"], {})) for one in after.get(field, ())]
    priced = {name: cells for name, cells in tables.get("costs", {}).items() if "unit_price" in cells}
    after["cost_lines"] = [edited(one, priced.get(one["id"], {})) for one in after.get("cost_lines", ())]
    if priced:
        gains = tables.get("benefits", {})
        after["benefit_lines"] = [_gain(one, gains.get(one["id"], {})) for one in after.get("benefit_lines", ())]
    if "totals" in raw and any(after.get(lines) != raw.get(lines, []) for lines in ("cost_lines", "benefit_lines")):
        after["totals"] = _totals({name: value for name, value in after.items() if name != "totals"})
    return {name: value for name, value in after.items() if value or name in raw}


def _totals(raw: Raw) -> Raw | None:
    """The sums that follow from the lines as they are now; none where those are wrong, which is told later."""
    try:
        return totals_of(Summary.model_validate(raw)).model_dump(mode="json", exclude_none=True)
    except ValidationError:
        return None


def _gain(before: Raw, cells: Mapping[str, Input]) -> Raw:
    """A benefit of a report calls its amount `yearly`."""
    renamed = {"yearly" if field == "likely" else field: cell for field, cell in cells.items()}
    after = edited(before, renamed, ("item", "from_month", "ramp_months"))
    if amount := renamed.get("yearly"):
        after["yearly"] = value_of("likely", amount, before.get("yearly"))
        after.places["yearly"] = amount.place
    return after


def repriced(raw: Raw, lines: Mapping[str, CostLine]) -> Raw:
    """The cost lines of a request made from a report's, made again from its prices."""
    costs = [_repriced(one, lines[one["id"]]) if one.get("id") in lines else one for one in raw["costs"]]
    return Row({**raw, "costs": costs}, raw.places if isinstance(raw, Row) else None)


def _repriced(before: Raw, line: CostLine) -> Raw:
    error = line.price * line.error_pct / 100
    ends = {"low": line.price - error, "likely": line.price, "high": line.price + error}
    after = {**before, **{name: str(rounded(amount)) for name, amount in ends.items()}}
    after["from_month"] = start_of(line)
    if line.kind == "yearly" and line.to_year:
        after["to_month"] = 12 * line.to_year
    else:
        after.pop("to_month", None)
    return after


def comparison_edited(asked: ComparisonRequest, raw: Raw, tables: Mapping[str, Rows]) -> Raw:
    after = dict(raw)
    after["criteria"], after["judgements"] = _weights(asked, raw, tables.get("criteria", {}))
    after["scores"] = list(_scores(asked, tables.get("scores", {})))
    if "gates" in tables:
        after["gates"] = list(_gates(asked, tables["gates"]))
    return {name: value for name, value in after.items() if value != [] or name in raw}


def _weights(asked: ComparisonRequest, raw: Raw, rows: Rows) -> tuple[list[Row], list[Raw]]:
    """Where a weight that came from judgements was changed, its whole group is weighted from now on."""
    criteria, judgements = [Row(one) for one in raw["criteria"]], list(raw.get("judgements", ()))
    shares = group_weights(asked.criteria, asked.judgements)
    for siblings in children(asked.criteria).values():
        ours = judged(siblings, asked.judgements)
        places = [asked.criteria.index(one) for one in siblings]
        told = {at: rows[str(at)]["weight"] for at in places if "weight" in rows.get(str(at), {})}
        shown = {
            at: round(100 * shares[asked.criteria[at].name], 6) if ours else criteria[at].get("weight", 1)
            for at in told
        }
        values = {at: value_of("weight", cell, shown[at]) for at, cell in told.items()}
        if all(value == shown[at] for at, value in values.items()):
            continue
        for at, value in values.items():
            criteria[at] = Row({**criteria[at], "weight": value}, {"weight": told[at].place})
        names = {one.name for one in siblings}
        judgements = [one for one in judgements if one["criterion"] not in names]
    return criteria, judgements


def _scores(asked: ComparisonRequest, rows: Rows) -> Iterator[Raw]:
    """In the request's order, then those that were missing."""
    new: list[Raw] = []
    changed: dict[tuple[str, str, str], Raw] = {}
    for place, (option, criterion, score) in enumerate(score_rows(asked)):
        cells = rows.get(str(place), {})
        if score is not None:
            before = score.model_dump(mode="json", exclude_none=True)
            changed[score.option, score.criterion, score.scorer or ""] = edited(before, cells)
        elif "score" in cells and cells["score"].value is not None:
            new.append(edited({"option": option, "criterion": criterion.name}, cells))
    for score in asked.scores:
        after = changed[score.option, score.criterion, score.scorer or ""]
        if "score" in after:
            yield after
    yield from new


def _gates(asked: ComparisonRequest, rows: Rows) -> Iterator[Raw]:
    """A check that was not given and is still open stays ungiven."""
    given = {(check.option, check.gate) for check in asked.gates}
    after = {}
    for place, check in enumerate(gate_rows(asked)):
        before = check.model_dump(mode="json", exclude_none=True)
        told = edited(before, rows.get(str(place), {}))
        if (check.option, check.gate) in given or told != before:
            after[check.option, check.gate] = told
    for check in asked.gates:
        yield after.pop((check.option, check.gate))
    yield from after.values()
