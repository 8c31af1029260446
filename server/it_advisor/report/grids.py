"""A table of a report with what its columns are for, and its cells as text, figures and lines."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from it_advisor.markdown import Table, plain
from it_advisor.report.figures import Figure, cell_figure, is_continental, scale_and_unit
from it_advisor.report.headings import Role

Column = Literal[
    "id", "need", "kind", "priority", "component", "acceptance", "phase", "line", "deviation", "layer", "choice",
    "alternatives", "criterion", "weight", "item", "quantity", "unit", "price", "periods", "amount", "share", "basis",
    "error", "benefit", "ramp", "milestone", "duration", "when", "owner", "entry", "exit", "risk", "trigger",
    "mitigation", "statement", "source", "date", "action", "year",
]  # fmt: skip
COLUMNS: tuple[Column, ...] = get_args(Column)

Kind = Literal[
    "requirements", "deviations", "components", "scores", "costs", "benefits", "years", "payments", "phases", "risks",
    "evidence", "other",
]  # fmt: skip

_TITLES: dict[Column, str] = {
    "id": r"编号|序号|id|no\.?|#|ref\.?",
    "acceptance": r"验收指标|验收标准|验收.*|acceptance.*|accepted by",
    "priority": r"优先级|priority|moscow",
    "kind": r"性质|类型|kind|type",
    "need": r"需求.*|requirements?|needs?",
    "component": r"(?:对应)?组件|对应系统|components?|systems?|met by",
    "line": r"(?:预算|费用|成本)行|(?:budget|cost) lines?",
    "deviation": r"偏离.*|deviation.*|what is relaxed.*",
    "layer": r"层|层次|layer|分层",
    "choice": r"选择|选型|推荐.*|所选.*|choice|chosen|recommended.*|selected",
    "alternatives": r"比较过的替代|备选.*|替代.*|alternatives?.*|others? weighed",
    "criterion": r"准则|评估?项|指标|评价.*|标准|criteri(?:on|a).*",
    "weight": r"权重.*|weight.*",
    "quantity": r"数量|quantity|qty\.?",
    "unit": r"单位|unit",
    "price": r"单价.*|unit price.*|price.*",
    "periods": r"年数|期数|periods?|years",
    "share": r"(?:付款)?比例|占比|share|percent(?:age)?|%",
    "basis": r"依据|依据与来源|basis.*|付款依据",
    "error": r"误差.*|error.*|±.*",
    "benefit": r"收益.*|benefits?",
    "ramp": r"爬坡.*|ramp.*",
    "milestone": r"(?:付款)?节点|里程碑|(?:payment )?milestones?",
    "phase": r"阶段.*|phase|stage",
    "duration": r"时长|工期|周期|持续时间|length|duration.*|how long",
    "when": r"时间|起止.*|when|dates?|timing|period",
    "owner": r"(?:责任|负责|确认)人|责任.*|负责.*|owner.*|responsible.*|who",
    "entry": r"进入(?:条件)?|entry.*",
    "exit": r"退出(?:条件|标准)?|完成(?:条件|标准)|验收出口|exit.*|done when",
    "risk": r"风险.*|risks?",
    "trigger": r"触发.*|信号|预警.*|trigger.*|(?:warning|early) sign.*|signal.*",
    "mitigation": r"应对.*|缓解.*|措施|对策|mitigation.*|response|countermeasure.*",
    "statement": r"陈述|说法|statement|claim",
    "source": r"(?:出处|来源).*|source.*",
    "date": r"日期|date",
    "action": r"事项|行动|任务|actions?|tasks?|steps?",
    "item": r"项目|事项|费用(?:项|行)?|科目|类别|items?|category|cost|description",
    "year": r"(?:第 ?\d+ ?年|首年|次年|第[一二三四五]年|\d{4} ?年?|year ?\d+|y\d)"
    r"|(?:first|second|third|fourth|fifth) year",
    "amount": r".*(?:金额|小计|合计|总价|费用|成本)(?:[（(].*)?|.*(?:amount|total|sum|subtotal|cost)(?: .*)?",
}
"""By role, how a column is headed; the first that fits wins."""
_COLUMN = [(name, re.compile(f"(?:{title})", re.IGNORECASE)) for name, title in _TITLES.items()]
_TOTAL = re.compile(
    r"(?:合计|总计|共计|小计|总和|总额|总成本|加总|(?:grand |sub-?)?total|sum)(?![a-z]).{0,20}", re.IGNORECASE
)
_ID = re.compile(r"[A-Z]{1,3}-?\d{1,3}")
_IDENTIFIED: dict[str, Kind] = {
    "R": "requirements", "C": "components", "L": "costs", "B": "benefits", "P": "phases", "K": "risks", "E": "evidence",
}  # fmt: skip


class Cell(NamedTuple):
    """One cell below the header."""

    row: int
    column: int
    text: str
    line: int


class Grid:
    """A table, read. Rows are counted from 0 and leave the header out."""

    def __init__(self, table: Table, heading: str, role: Role | None) -> None:
        self.heading = heading
        self.role = role
        self.line = table.line
        self.titles = tuple(plain(cell).strip() for cell in table.header)
        self.rows = tuple(tuple(plain(cell).strip() for cell in row) for row in table.rows)
        self._table = table

    def line_of(self, row: int) -> int:
        return self._table.line_of(row)

    @cached_property
    def columns(self) -> tuple[Column | None, ...]:
        """What each column is for, by its title."""
        return tuple(_column(title) for title in self.titles)

    def at(self, *roles: Column) -> int | None:
        """The first column with one of these roles, in the order of the roles."""
        return next((self.columns.index(role) for role in roles if role in self.columns), None)

    def cells(self, *roles: Column) -> Iterator[Cell]:
        """The cells of the first such column; of rows that are no totals. Nothing where there is no such column."""
        place = self.at(*roles)
        if place is not None:
            yield from (
                Cell(at, place, row[place], self.line_of(at))
                for at, row in enumerate(self.rows)
                if not self.is_total(at)
            )

    def all_cells(self) -> Iterator[Cell]:
        for at, row in enumerate(self.rows):
            yield from (Cell(at, place, text, self.line_of(at)) for place, text in enumerate(row))

    def figure(self, row: int, column: int) -> Figure | None:
        """The one figure a cell holds, with the unit its title gives where the cell gives none."""
        return self._figures[row][column]

    def is_total(self, row: int) -> bool:
        """Whether a row is the sum of those above it."""
        return any(_TOTAL.fullmatch(text) for text in self.rows[row][:2])

    def ids(self) -> dict[str, int]:
        """By id (R1, L12 …), the row it first stands in."""
        found: dict[str, int] = {}
        for at, row in enumerate(self.rows):
            if row and _ID.fullmatch(row[0]):
                found.setdefault(row[0], at)
        return found

    @cached_property
    def kind(self) -> Kind:
        """What the table is about, by its columns and the letter of its ids."""
        has = set(self.columns)
        letters = {name[0] for name in self.ids()}
        if "deviation" in has and "acceptance" not in has:
            return "deviations"
        if "weight" in has:
            return "scores"
        if {"milestone", "share"} <= has or ("milestone" in has and "amount" in has):
            return "payments"
        if len(letters) == 1 and (known := _IDENTIFIED.get(letters.pop())):
            return known
        for kind, needed in _KINDS.items():
            if any(group <= has for group in needed):
                return kind
        return "years" if self.columns.count("year") >= 2 else "other"

    @cached_property
    def _figures(self) -> tuple[tuple[Figure | None, ...], ...]:
        continental = is_continental(text for row in self.rows for text in row)
        titles = [scale_and_unit(title) for title in self.titles]
        return tuple(
            tuple(_titled(cell_figure(text, continental), *title) for text, title in zip(row, titles, strict=True))
            for row in self.rows
        )


_KINDS: dict[Kind, tuple[set[Column], ...]] = {
    "requirements": ({"need", "component"}, {"need", "acceptance"}, {"need", "priority"}),
    "risks": ({"risk", "mitigation"}, {"risk", "trigger"}, {"risk", "owner"}),
    "phases": ({"phase", "duration"}, {"phase", "exit"}, {"phase", "when"}),
    "components": ({"choice", "alternatives"}, {"layer", "choice"}),
    "benefits": ({"benefit", "amount"}, {"benefit", "ramp"}),
    "costs": ({"quantity", "price"}, {"item", "amount"}, {"item", "price"}),
    "evidence": ({"statement", "source"},),
}


def _titled(figure: Figure | None, scale: Decimal, unit: str) -> Figure | None:
    """A figure as its column's title counts it, where the cell has no unit of its own."""
    if figure is None or figure.unit or (scale == 1 and not unit):
        return figure
    return figure._replace(low=figure.low * scale, high=figure.high * scale, step=figure.step * scale, unit=unit)


def _column(title: str) -> Column | None:
    return next((name for name, pattern in _COLUMN if pattern.fullmatch(title.strip())), None) if title else None
