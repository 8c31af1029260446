"""What a sheet was made with besides its inputs, kept in the workbook: what somebody changed of it can be told."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import Any

from it_advisor.documents.workbook.safety import safe

Place = tuple[int, int]
"""Row and column, counted from 0."""
Value = str | int | float


class Imprint:
    """One sheet: where its keys, inputs and formulas stand, and what its other cells say."""

    def __init__(self, name: str, marker: str) -> None:
        self.name, self.marker = name, marker
        self.keys: dict[Place, str] = {}
        self.inputs: set[Place] = set()
        self.formulas: set[Place] = set()
        self.texts: dict[Place, Value] = {}

    def note(self, place: Place, value: Value | None, style: str, formula: str) -> None:
        if formula:
            self.formulas.add(place)
        elif style.startswith("in."):
            self.inputs.add(place)
        elif value not in (None, ""):
            self.texts[place] = safe(value) if isinstance(value, str) else value or 0

    def kept(self) -> dict[str, Any]:
        """As JSON has it; neighbours in a row are one entry."""
        return {
            "name": self.name,
            "marker": self.marker,
            "keys": [[*place, key] for place, key in self.keys.items()],
            "inputs": list(_runs(self.inputs)),
            "formulas": list(_runs(self.formulas)),
            "texts": [[*place, text] for place, text in self.texts.items()],
        }


def imprint_of(kept: Mapping[str, Any]) -> Imprint:
    """Raises KeyError, TypeError or ValueError where it is not as `kept` has it."""
    made = Imprint(str(kept["name"]), str(kept["marker"]))
    made.keys = {(row, column): str(key) for row, column, key in kept["keys"]}
    made.texts = {(row, column): text for row, column, text in kept["texts"]}
    for name, places in (("inputs", made.inputs), ("formulas", made.formulas)):
        for row, first, last in kept[name]:
            if not 0 <= last - first < _MOST_COLUMNS:
                raise ValueError(name)
            places.update((row, column) for column in range(first, last + 1))
    return made


_MOST_COLUMNS = 16_384


def _runs(places: Collection[Place]) -> Iterator[tuple[int, int, int]]:
    """Row, first and last column of each run."""
    for (row, _), run in groupby(
        zip(sorted(places), range(len(places)), strict=True), lambda one: (one[0][0], one[0][1] - one[1])
    ):
        columns = [place[1] for place, _ in run]
        yield row, columns[0], columns[-1]
