"""What changed between two revisions: in the text, in the data, and in the figures with what moved them."""

import difflib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import Field

from it_advisor.dossier.judging import Ranked, ranking
from it_advisor.dossier.record import Record
from it_advisor.dossier.sections import SECTIONS, TEXTS, content_of, written
from it_advisor.dossier.tables import amount
from it_advisor.dossier.writing import summary_of
from it_advisor.model import Model
from it_advisor.summary import CostLine, totals_of

_NAMES = ("id", "name", "option", "gate", "criterion", "scorer", "section", "by")
"""Fields that tell rows apart; as many as a row has."""
_MOST_LINES = 400


class RowChange(Model):
    """A row that is new, gone, or has other values: by field, what it was and what it is."""

    row: str
    was: dict[str, Any] | None = Field(description="Null: the row is new")
    now: dict[str, Any] | None = Field(description="Null: the row is gone")


class SectionChange(Model):
    """One section: rows of data, or the lines of a text as a unified diff."""

    section: str
    rows: tuple[RowChange, ...] = ()
    lines: str = ""


class FigureChange(Model):
    """A figure, what it was, what it is, and what moved it."""

    figure: str
    was: str
    now: str
    why: tuple[str, ...] = ()


class Difference(Model):
    """Everything that differs between two revisions."""

    before: int
    after: int
    sections: tuple[SectionChange, ...]
    figures: tuple[FigureChange, ...]

    def lines(self) -> Iterator[str]:
        """As a person reads it: the figures with what moved them, then section by section."""
        yield f"revision {self.before} → {self.after}:"
        for figure in self.figures:
            yield f"- {figure.figure}: {figure.was} → {figure.now}"
            yield from (f"  - {why}" for why in figure.why)
        for section in self.sections:
            yield f"{section.section}:"
            yield from (f"- {_change(row)}" for row in section.rows)
            yield from section.lines.splitlines()


def _change(change: RowChange) -> str:
    if change.was is None or change.now is None:
        values = change.now or change.was or {}
        told = ", ".join(f"{name} {value}" for name, value in values.items() if value not in ("", None, [], ()))
        return f"{change.row} ({'−' if change.now is None else '+'}): {told}"
    return f"{change.row}: " + ", ".join(f"{name} {change.was[name]} → {change.now[name]}" for name in change.was)


def difference(before: Record, after: Record, numbers: tuple[int, int]) -> Difference:
    """Of two revisions of one dossier, by their numbers."""
    return Difference(
        before=numbers[0],
        after=numbers[1],
        sections=tuple(_sections(before, after)),
        figures=(*_money(before, after), *_places(before, after)),
    )


def _sections(before: Record, after: Record) -> Iterator[SectionChange]:
    for section in SECTIONS:
        was, now = content_of(before, section), content_of(after, section)
        if was == now:
            continue
        if isinstance(was, list) and isinstance(now, list) and section not in TEXTS:
            rows = tuple(_rows(was, now))
            yield SectionChange(section=section, rows=rows, lines="" if rows else _lines(was, now))  # only their order
        else:
            yield SectionChange(section=section, lines=_lines(was, now))


def _lines(was: Any, now: Any) -> str:
    told = [*difflib.unified_diff(written(was).splitlines(), written(now).splitlines(), lineterm="", n=1)][2:]
    more = [f"… (+{len(told) - _MOST_LINES})"] if len(told) > _MOST_LINES else []
    return "\n".join((*told[:_MOST_LINES], *more))


def _rows(was: list[Any], now: list[Any]) -> Iterator[RowChange]:
    old, new = _named(was), _named(now)
    for name in dict.fromkeys((*old, *new)):
        one, other = old.get(name), new.get(name)
        if one is None or other is None:
            yield RowChange(row=name, was=one, now=other)
        elif one != other:
            changed = [key for key in one.keys() | other.keys() if one.get(key) != other.get(key)]
            yield RowChange(
                row=name,
                was={key: one.get(key) for key in sorted(changed)},
                now={key: other.get(key) for key in sorted(changed)},
            )


def _named(rows: list[Any]) -> dict[str, dict[str, Any]]:
    """By name; of rows with one name the second is #2."""
    found: dict[str, dict[str, Any]] = {}
    seen: Counter[str] = Counter()
    for row in (row if isinstance(row, dict) else {"name": row} for row in rows):
        name = " / ".join(str(row[key]) for key in _NAMES if row.get(key))
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name} #{seen[name]}"] = row
    return found


def _money(before: Record, after: Record) -> Iterator[FigureChange]:
    """The sums of the recommended option; a change is told with the lines that make it up."""
    was, now = (summary_of(one) for one in (before, after))
    if was is None or now is None:
        return
    for name in ("one_off", "yearly", "tco", "benefit", "payback_months"):
        one, other = (getattr(totals_of(each), name) for each in (was, now))
        if one != other:
            why = tuple(_moved(before, after)) if name == "tco" else ()
            yield FigureChange(figure=name, was=_shown(one), now=_shown(other), why=why)


def _moved(before: Record, after: Record) -> Iterator[str]:
    """The recommended option's lines that cost another amount over the horizon, those that moved the sum most first.

    Where another option is recommended, that is the cause, whatever its lines.
    """
    if (one := _recommended(before)) != (other := _recommended(after)):
        yield f"{one} → {other}"
        return
    old, new = ({line.id: line for line in each.cost_lines if line.option == one} for each in (before, after))
    steps = []
    for name in old.keys() | new.keys():
        was, now = old.get(name), new.get(name)
        step = _over(now, after) - _over(was, before)
        if step:
            item = (now or was).item  # type: ignore[union-attr] # one of the two is there
            steps.append((step, f"{name} {item}: {'+' if step > 0 else '−'}{amount(abs(step))}{_because(was, now)}"))
    yield from (told for _, told in sorted(steps, key=lambda one: (-abs(one[0]), one[1])))


def _recommended(record: Record) -> str:
    """The option the totals are of."""
    return next((one.id for one in record.options if one.verdict == "recommended"), "O1")


def _over(line: CostLine | None, record: Record) -> Decimal:
    return line.over(record.about.horizon_years) if line else Decimal(0)


def _because(one: CostLine | None, other: CostLine | None) -> str:
    if one is None or other is None:
        return " (+)" if one is None else " (−)"
    fields = ("quantity", "unit_price", "from_year", "to_year", "kind", "option")
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in fields)
    told = (f"{name} {_shown(was)} → {_shown(now)}" for name, was, now in pairs if was != now)
    return f" ({', '.join(told)})"


def _shown(value: object) -> str:
    return "—" if value is None else amount(value) if isinstance(value, Decimal) else str(value)


def _places(before: Record, after: Record) -> Iterator[FigureChange]:
    """Who stands where, and which scores, weights and gates moved."""
    was, now = ranking(before), ranking(after)
    if was != now:
        yield FigureChange(figure="ranking", was=_order(was), now=_order(now), why=tuple(_reasons(before, after)))


def _order(ranked: tuple[Ranked, ...]) -> str:
    return " > ".join(f"{one.option} {one.points:g}" for one in ranked) or "—"


def _reasons(before: Record, after: Record) -> Iterator[str]:
    for section in ("options", "gates", "criteria", "scores"):
        for change in _rows(content_of(before, section), content_of(after, section)):
            if change.was is None or change.now is None:
                yield f"{section} {change.row} ({'+' if change.was is None else '−'})"
                continue
            told = (f"{key} {change.was[key]} → {change.now[key]}" for key in change.was if key in _TELLING)
            if said := ", ".join(told):
                yield f"{section} {change.row}: {said}"


_TELLING = {"score", "weight", "result", "gates", "verdict", "scale_min", "scale_max", "better", "parent"}
