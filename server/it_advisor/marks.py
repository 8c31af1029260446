"""Which of many things bear the most of some marks: a row of bits for each mark, added up bit by bit."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from itertools import islice
from math import log
from operator import and_, or_


class Marks:
    """Things by number, each with its marks."""

    def __init__(self, marked: Iterable[Collection[str]]) -> None:
        self._bearers: dict[str, int] = defaultdict(int)
        self._things = 0
        for number, marks in enumerate(marked):
            self._things = number + 1
            for mark in marks:
                self._bearers[mark] |= 1 << number

    def weight(self, mark: str) -> float:
        """How much a mark tells: 1 where every other thing has it, more the fewer have it."""
        bearers = self._bearers.get(mark, 0).bit_count()
        return 1 + max(0.0, log((self._things - bearers + 0.5) / (bearers + 0.5)))

    def bearing(self, marks: Collection[str]) -> Collection[int]:
        """The things that bear all the marks."""
        if not marks:
            return range(self._things)
        return frozenset(numbers(reduce(and_, (self._bearers.get(mark, 0) for mark in marks))))

    def best(self, marks: Iterable[str], among: Collection[int], most: int) -> list[int]:
        """The things that bear any of the marks, those with more of them first, then by number."""
        planes = self._counted(marks)
        groups = [reduce(or_, planes, 0)]
        for plane in reversed(planes):
            groups = [part for group in groups for part in (group & plane, group & ~plane)]
        found = (number for group in groups for number in numbers(group))
        return list(islice((number for number in found if number in among), most))

    def _counted(self, marks: Iterable[str]) -> list[int]:
        """How many of the marks each thing bears: its bit in the n-th plane is the n-th digit, the lowest first."""
        planes: list[int] = []
        for mark in marks:
            carry = self._bearers.get(mark, 0)
            for place, plane in enumerate(planes):
                planes[place], carry = plane ^ carry, plane & carry
            planes += [carry] if carry else []
        return planes


def numbers(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
