"""What templates include of each other: nothing missing, no way back, not too much, and nothing they are not given."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.grammar import Shape

MOST_COST = 20_000
"""Nodes of a template and all it includes, those in loops counted grammar.IN_A_LOOP times."""


class Fault(NamedTuple):
    """Which template cannot be used, on which line of its body, and why."""

    key: str
    line: int
    words: Words


def faults(shapes: Mapping[str, Shape], given: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """Why some of the templates cannot be used together; `given` is what each of those to be checked may use.

    Whoever includes one of them is looked at again when it is gone: an older version may stand in for it.
    """
    costs, uses = dict[str, int](), dict[str, frozenset[str]]()
    waiting = dict(shapes)
    while ready := {key: one for key, one in waiting.items() if all(name in costs for name in one.names)}:
        for key, one in ready.items():
            costs[key] = one.cost + sum(costs[name] for name in one.names)
            uses[key] = one.uses.union(*(uses[name] for name in one.names))
            del waiting[key]
    missing = [*_missing(waiting, shapes)]
    yield from missing or _leading_back(waiting)
    yield from (_too_large(key, shapes[key], costs) for key, cost in costs.items() if cost > MOST_COST)
    for key in given.keys() & costs.keys():
        yield from _not_given(key, shapes[key], given[key], uses)


def _missing(waiting: Mapping[str, Shape], shapes: Collection[str]) -> Iterator[Fault]:
    for key, one in waiting.items():
        for name, line in one.includes:
            if name not in shapes:
                zh = f"引用的模板 {name} 不存在，或本身有误"
                yield Fault(key, line, Words(zh, f"includes what is missing or refused itself: {name}"))
                break


def _leading_back(waiting: Mapping[str, Shape]) -> Iterator[Fault]:
    for key, one in waiting.items():
        for name, line in one.includes:
            if key in _reached(name, waiting):
                zh = f"引用 {name}，而后者又引用回本模板"
                yield Fault(key, line, Words(zh, f"includes {name}, which leads back to it"))
                break


def _reached(start: str, shapes: Mapping[str, Shape]) -> set[str]:
    """The template, and all it includes."""
    reached, open_ends = set[str](), [start]
    while open_ends:
        name = open_ends.pop()
        if name in shapes and name not in reached:
            reached.add(name)
            open_ends += shapes[name].names
    return reached


def _too_large(key: str, one: Shape, costs: Mapping[str, int]) -> Fault:
    """On the line of the dearest include, where one costs more than the template's own text."""
    name, line = max(one.includes, key=lambda include: costs[include[0]], default=("", 1))
    if not name or costs[name] <= one.cost:
        return Fault(key, 1, Words(f"太大：{costs[key]} 个节点，上限 {MOST_COST}", _large(costs[key])))
    return Fault(
        key, line, Words(f"连同 {name} 太大：上限 {MOST_COST} 个节点", f"with {name}, it {_large(costs[key])}")
    )


def _large(cost: int) -> str:
    return f"is too large: {cost} nodes, {MOST_COST} are the limit"


def _not_given(key: str, one: Shape, given: Collection[str], uses: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    for name, line in one.includes:
        if lacking := ", ".join(sorted(uses[name].difference(given))):
            zh = f"引用的 {name} 要用 {lacking}，本模板没有声明"
            yield Fault(key, line, Words(zh, f"includes {name}, which uses {lacking}: declare that here too"))
            return
