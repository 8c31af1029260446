"""The sheets of single scores and of must-haves: a row each, with what it rests on."""

from collections.abc import Sequence

from it_advisor.comparison import ComparisonRequest
from it_advisor.comparison.criteria import Criterion, scored
from it_advisor.comparison.gates import GateCheck, verdicts
from it_advisor.comparison.scores import Score, cells_of
from it_advisor.documents.workbook import labels, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.sheet import FIRST, Cell, Column, Sheet

SCORES_MARKER, GATES_MARKER = "scores", "gates"
_SCORES = (
    Column(wording.OPTION, 22),
    Column(wording.CRITERION, 28),
    Column(wording.SCORER, 14),
    Column(wording.SCORE, 10, "score"),
    Column(wording.RATIONALE, 48, "rationale"),
    Column(wording.EVIDENCE_KIND, 16, "evidence_kind"),
    Column(wording.EVIDENCE_DATE, 12, "evidence_date"),
)
_GATES = (
    Column(wording.OPTION, 22),
    Column(wording.GATE, 40),
    Column(wording.RESULT, 12, "result"),
    Column(wording.EVIDENCE, 48, "evidence"),
    Column(wording.EVIDENCE_KIND, 16, "evidence_kind"),
    Column(wording.EVIDENCE_DATE, 12, "evidence_date"),
)


ScoreRow = tuple[str, Criterion, Score | None]


def score_rows(request: ComparisonRequest) -> list[ScoreRow]:
    """By option and criterion; a row with no score where an option has none on a criterion."""
    given = cells_of(request.scores)
    rows: list[ScoreRow] = []
    for option in request.options:
        for criterion in scored(request.criteria):
            found = given.get((option, criterion.name), [])
            rows += [(option, criterion, score) for score in found] or [(option, criterion, None)]
    return rows


def gate_rows(request: ComparisonRequest) -> list[GateCheck]:
    return [check for verdict in verdicts(request.options, request.gates) for check in verdict.checks]


class Scores:
    """One row a score."""

    def __init__(self, book: Book, request: ComparisonRequest) -> None:
        self.book = book
        self.sheet: Sheet = book.sheet(wording.SCORES, wording.SCORES_NOTE, SCORES_MARKER)
        self.rows = score_rows(request)
        self.cells: dict[tuple[str, str], tuple[int, int]] = {}
        """The first and last row of an option's scores on a criterion."""
        for row, (option, criterion, _) in enumerate(self.rows, FIRST):
            first, _ = self.cells.get((option, criterion.name), (row, row))
            self.cells[option, criterion.name] = first, row

    def mean(self, option: str, criterion: Criterion) -> str:
        first, last = self.cells[option, criterion.name]
        cells = self.sheet.far_span((first, 4), (last, 4))
        return f"IF(COUNT({cells})=0,{criterion.worst:g},AVERAGE({cells}))"

    def write(self) -> None:
        self.sheet.heads(_SCORES)
        for row, (option, criterion, score) in enumerate(self.rows, FIRST):
            self.sheet.key(row, 0, str(row - FIRST))
            self.sheet.row(row, self._row(option, criterion, score))
        last = FIRST + len(self.rows) - 1
        self._checks(last)
        self.sheet.page.autofilter(FIRST - 1, 0, last, len(_SCORES))  # rows that are sorted take their keys along
        self.sheet.finish()

    def _row(self, option: str, criterion: Criterion, score: Score | None) -> Sequence[Cell]:
        said = self.book.language
        head = Cell(option), Cell(criterion.name), Cell(score.scorer if score else None)
        if score is None:
            return (*head, Cell(None, "in.number"), *(Cell(None, "in.text") for _ in range(3)))
        return (*head, Cell(score.score, "in.number"), Cell(score.rationale, "in.text"), *_evidence(score, said))

    def _checks(self, last: int) -> None:
        """A score lies on its criterion's scale."""
        first = FIRST
        for row, (_, criterion, _) in enumerate(self.rows, FIRST):
            following = self.rows[row - FIRST + 1][1] if row < last else None
            if following is not criterion:
                bounds = {"minimum": criterion.scale_min, "maximum": criterion.scale_max}
                self.sheet.check((first, 4), (row, 4), validate="decimal", criteria="between", **bounds)
                first = row + 1
        kinds = labels.choices(labels.EVIDENCE_KINDS, self.book.language)
        self.sheet.check((FIRST, 6), (last, 6), validate="list", source=kinds)


def _evidence(one: Score | GateCheck, said: str) -> tuple[Cell, Cell]:
    kind = labels.label(one.evidence_kind, "zh" if said == "zh" else "en") if one.evidence_kind else None
    day = one.evidence_date.isoformat() if one.evidence_date else None
    return Cell(kind, "in.text"), Cell(day, "in.text")


class Gates:
    """One row an option and must-have."""

    def __init__(self, book: Book, request: ComparisonRequest) -> None:
        self.book, self.request = book, request
        self.sheet: Sheet = book.sheet(wording.GATES, wording.GATES_NOTE, GATES_MARKER)
        self.checks = gate_rows(request)
        self._each = len(self.checks) // len(request.options)

    def state(self, place: int) -> str:
        """What an option's must-haves come to, as a formula; options are counted from 0."""
        fail, open_, passed = (labels.label(one, self.book.language) for one in ("fail", "open", "pass"))
        first = FIRST + place * self._each
        cells = self.sheet.far_span((first, 3), (first + self._each - 1, 3))
        shown = f'IF(COUNTIF({cells},"{passed}")<{self._each},"{open_}","{passed}")'
        return f'IF(COUNTIF({cells},"{fail}")>0,"{fail}",{shown})'

    def write(self) -> None:
        said, last = self.book.language, FIRST + len(self.checks) - 1
        self.sheet.heads(_GATES)
        for row, check in enumerate(self.checks, FIRST):
            self.sheet.key(row, 0, str(row - FIRST))
            cells = Cell(check.option), Cell(check.gate), Cell(labels.label(check.result, said), "in.middle")
            self.sheet.row(row, (*cells, Cell(check.evidence, "in.text"), *_evidence(check, said)))
        self.sheet.check((FIRST, 3), (last, 3), validate="list", source=labels.choices(labels.RESULTS, said))
        kinds = labels.choices(labels.EVIDENCE_KINDS, said)
        self.sheet.check((FIRST, 5), (last, 5), validate="list", source=kinds)
        for style, result in (("good", "pass"), ("bad", "fail")):
            rule = {"type": "cell", "criteria": "==", "value": f'"{labels.label(result, said)}"'}
            format = self.book.format(style)
            self.sheet.page.conditional_format(FIRST, 3, last, 3, {**rule, "format": format})
        self.sheet.finish()
