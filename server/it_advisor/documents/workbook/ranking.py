"""The sheet of options and weighted scores: weights are inputs, points and places follow."""

from collections.abc import Iterator, Sequence
from math import fsum

from it_advisor.comparison import Comparison, ComparisonRequest
from it_advisor.comparison.criteria import Criterion, children, scored, total_weights
from it_advisor.comparison.gates import verdicts
from it_advisor.comparison.pairwise import group_weights, judged
from it_advisor.comparison.scores import Grid, cells_of, grid_of
from it_advisor.documents.workbook import labels, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.scoring import Gates, Scores
from it_advisor.documents.workbook.sheet import FIRST, HEAD, Cell, Column, Sheet, Value, at, span

MARKER = "criteria"
_COLUMNS = (
    Column(wording.CRITERION, 32),
    Column(wording.PARENT, 20),
    Column(wording.WEIGHT, 10, "weight"),
    Column(wording.IN_TOTAL, 11),
    Column(wording.BETTER, 10),
    Column(wording.SCALE_MIN, 9),
    Column(wording.SCALE_MAX, 9),
)
WEIGHT, WHOLE, WORST, BEST = 3, 4, 6, 7
"""Columns; a scale stands from its worst to its best end where the formulas look for it."""
FIRST_OPTION = len(_COLUMNS) + 1
DIGITS = 6


class Ranking:
    """The sheet, and where points and places stand."""

    def __init__(self, book: Book, request: ComparisonRequest, answer: Comparison) -> None:
        self.book, self.request, self.answer = book, request, answer
        self.sheet: Sheet = book.sheet(wording.RANKING, wording.RANKING_NOTE, MARKER)
        self.scores = Scores(book, request)
        self.gates = Gates(book, request) if request.gates else None
        self.criteria = _downwards(request.criteria)
        self.leaves = [c for c in self.criteria if c in scored(request.criteria)]
        self.shares = group_weights(request.criteria, request.judgements)
        whole = total_weights(request.criteria, self.shares)
        self.grid: Grid = grid_of(request.options, self.leaves, whole, cells_of(request.scores))
        self.points = [self._sum(row) for row in self.grid.values]
        base = FIRST + len(self.criteria)
        self.points_row, self.place_row, self.state_row = base, base + 1, base + 2

    @staticmethod
    def _shown(number: float) -> float:
        return round(number, DIGITS)

    def _sum(self, row: Sequence[float]) -> float:
        return self._shown(100 * fsum(value * weight for value, weight in zip(row, self.grid.weights, strict=True)))

    def far(self, option: str, row: int) -> str:
        return self.sheet.far(row, FIRST_OPTION + self.request.options.index(option))

    @property
    def last(self) -> int:
        return FIRST_OPTION + len(self.request.options) - 1

    def write(self) -> None:
        self.sheet.open()
        self.scores.write()
        if self.gates:
            self.gates.write()
        self.sheet.heads(_COLUMNS)
        for column, option in enumerate(self.request.options, FIRST_OPTION):
            self.sheet.put(HEAD, column, Cell(option, "head.middle"))
            self.sheet.width(column, 15)
        for row, criterion in enumerate(self.criteria, FIRST):
            self._criterion(row, criterion)
        self._sums()
        self._parts(self.state_row + 3)
        self.sheet.check((FIRST, WEIGHT), (self.points_row - 1, WEIGHT), validate="decimal", criteria=">", value=0)
        self.sheet.finish(freeze=(FIRST, 2))

    def _criterion(self, row: int, one: Criterion) -> None:
        said = self.book.language
        depth = self._depth(one)
        self.sheet.key(row, 0, str(self.request.criteria.index(one)))
        name = "    " * depth + one.name
        better = labels.label(one.better, said) if one in self.leaves else ""
        self.sheet.row(row, (Cell(name, "text" if depth else "name"), Cell(one.parent), self._weight(one)))
        self.sheet.put(row, WHOLE, Cell(100 * self._total(one), "rate", self._whole(row, one)))
        self.sheet.put(row, WHOLE + 1, Cell(better, "middle"))
        leaf = one in self.leaves
        self.sheet.put(row, WORST, Cell(one.scale_min if leaf else None, "number"))
        self.sheet.put(row, BEST, Cell(one.scale_max if leaf else None, "number"))
        for column, option in enumerate(self.request.options, FIRST_OPTION):
            self.sheet.put(row, column, self._mean(option, one) if leaf else Cell(None))

    def _depth(self, one: Criterion) -> int:
        parents = {criterion.name: criterion.parent for criterion in self.criteria}
        depth, above = 0, one.parent
        while above:
            depth, above = depth + 1, parents[above]
        return depth

    def _weight(self, one: Criterion) -> Cell:
        if one.weight is not None:
            return Cell(one.weight, "in.number")
        siblings = children(self.request.criteria)[one.parent]
        if judged(siblings, self.request.judgements):
            return Cell(self._shown(100 * self.shares[one.name]), "in.points")
        return Cell(1, "in.number")

    def _total(self, one: Criterion) -> float:
        return total_weights(self.request.criteria, self.shares)[one.name]

    def _whole(self, row: int, one: Criterion) -> str:
        """Its share among its siblings, times what its parent has."""
        siblings = [FIRST + self.criteria.index(c) for c in children(self.request.criteria)[one.parent]]
        among = "+".join(at(sibling, WEIGHT, "row column") for sibling in siblings)
        parents = [place for place, c in enumerate(self.criteria, FIRST) if c.name == one.parent]
        above = at(parents[0], WHOLE, "row column") if parents else "100"
        return f"{above}*{at(row, WEIGHT)}/({among})"

    def _mean(self, option: str, one: Criterion) -> Cell:
        row = self.request.options.index(option)
        value = self.grid.scores[row][self.leaves.index(one)]
        return Cell(value, "number", self.scores.mean(option, one))

    def _worth(self, row: int, one: Criterion, column: int) -> str:
        """A score as 0 (worst end) to 1 (best end)."""
        worst = WORST if one.better == "higher" else BEST
        width = f"({at(row, BEST, 'column')}-{at(row, WORST, 'column')})"
        return f"ABS({at(row, column)}-{at(row, worst, 'column')})/{width}"

    def _sums(self) -> None:
        said = self.book.language
        for row, words in ((self.points_row, wording.POINTS), (self.place_row, wording.PLACE)):
            self.sheet.row(row, (Cell(words.said(said) if not n else None, "sum.text") for n in range(len(_COLUMNS))))
        name = [wording.STATE.said(said)] if self.gates else []
        self.sheet.row(self.state_row, (Cell(name[n] if n < len(name) else None) for n in range(len(_COLUMNS))))
        places = {standing.option: standing.place for standing in self.answer.ranking}
        results = [verdict.result for verdict in verdicts(self.request.options, self.request.gates)]
        for at_option, option in enumerate(self.request.options):
            column = FIRST_OPTION + at_option
            state = labels.label(results[at_option], said) if self.gates else ""
            self.sheet.put(self.points_row, column, Cell(self.points[at_option], "sum.points", self._points(column)))
            place: Value = places.get(option, "—")
            self.sheet.put(self.place_row, column, Cell(place, "sum.count", self._place(column)))
            cell = Cell(state, "middle", self.gates.state(at_option)) if self.gates else Cell(None)
            self.sheet.put(self.state_row, column, cell)
        self._colours()

    def _points(self, column: int) -> str:
        """From the table of points by criterion, which stands below."""
        first = self.state_row + 5
        return f"ROUND(SUM({at(first, column)}:{at(first + len(self.leaves) - 1, column)}),{DIGITS})"

    def _place(self, column: int) -> str:
        """1 + how many that have not failed have more points; equal points share a place."""
        points = span((self.points_row, FIRST_OPTION), (self.points_row, self.last))
        states = span((self.state_row, FIRST_OPTION), (self.state_row, self.last))
        fail, mine = labels.label("fail", self.book.language), at(self.points_row, column)
        ahead = f'SUMPRODUCT(({points}>{mine})*({states}<>"{fail}"))'
        return f'IF({at(self.state_row, column)}="{fail}","—",1+{ahead})'

    def _colours(self) -> None:
        rule = {"type": "cell", "criteria": "==", "value": 1, "format": self.book.format("good")}
        self.sheet.page.conditional_format(self.place_row, FIRST_OPTION, self.place_row, self.last, rule)
        fail = labels.label("fail", self.book.language)
        rule = {"type": "cell", "criteria": "==", "value": f'"{fail}"', "format": self.book.format("bad")}
        self.sheet.page.conditional_format(self.state_row, FIRST_OPTION, self.state_row, self.last, rule)

    def _parts(self, row: int) -> None:
        """What each criterion adds to each option's points."""
        said, options = self.book.language, self.request.options
        self.sheet.block(row, wording.POINTS_OF.said(said), FIRST_OPTION + len(options) - 1)
        self.sheet.wide(row + 1, 1, FIRST_OPTION - 1, Cell(wording.CRITERION.said(said), "head.middle"))
        for column, option in enumerate(options, FIRST_OPTION):
            self.sheet.put(row + 1, column, Cell(option, "head.middle"))
        first = row + 2
        for place, leaf in enumerate(self.leaves):
            self.sheet.wide(first + place, 1, FIRST_OPTION - 1, Cell(leaf.name))
            self.sheet.row(first + place, self._added(place, leaf), FIRST_OPTION)
        self._chart(first)

    def _added(self, place: int, leaf: Criterion) -> Iterator[Cell]:
        source = FIRST + self.criteria.index(leaf)
        for number, row in enumerate(self.grid.values):
            value = 100 * self.grid.weights[place] * row[place]
            formula = f"{at(source, WHOLE, 'column')}*{self._worth(source, leaf, FIRST_OPTION + number)}"
            yield Cell(value, "points", formula)

    def _chart(self, first: int) -> None:
        """Stacked bars of points by criterion, where few enough to be read."""
        if len(self.request.options) > MOST_BARS or len(self.leaves) > MOST_BARS:
            return
        chart = self.book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
        for row in range(first, first + len(self.leaves)):
            chart.add_series(
                {
                    "name": f"={self.sheet.far(row, 1)}",
                    "categories": f"={self.sheet.far_span((first - 1, FIRST_OPTION), (first - 1, self.last))}",
                    "values": f"={self.sheet.far_span((row, FIRST_OPTION), (row, self.last))}",
                    "gap": 50,
                }
            )
        chart.set_title({"name": wording.POINTS.said(self.book.language), "name_font": {"size": 12}})
        chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        size = 900, 120 + 45 * len(self.request.options)
        self.sheet.chart(first + len(self.leaves) + 1, 1, chart, size)


MOST_BARS = 12


def _downwards(criteria: Sequence[Criterion]) -> list[Criterion]:
    """Each parent followed by its parts."""
    parts = children(criteria)

    def below(parent: str | None) -> Iterator[Criterion]:
        for one in parts.get(parent, ()):
            yield one
            yield from below(one.name)

    return list(below(None))
