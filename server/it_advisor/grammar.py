"""Which Jinja a template may use: values, conditions, loops over given lists, includes. Nothing that calls or computes.

The sandbox keeps a template away from Python, but not from memory and time: `'a' * 10**9` or two
nested ranges are enough. What is allowed here can take no longer than its `cost` says, and what it
writes is bounded besides (see template.TemplateSet.fill).
"""

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes
from jinja2.environment import Environment
from jinja2.tests import TESTS

from it_advisor.errors import Words

LISTS = frozenset({"cases", "notes", "requirements", "tools"})
"""What a loop may go over; each has at most 500 items."""
FILTERS = frozenset({"default", "first", "join", "last", "length", "lower", "select", "trim", "upper"})
IN_A_LOOP = 50
"""How many times dearer a node is inside a loop."""
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.If,
    nodes.For,
    nodes.Include,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Concat,
    nodes.Getattr,
    nodes.Filter,
    nodes.Test,
)


class Forbidden(Exception):
    """What a template may not do, and on which line of its body."""

    def __init__(self, line: int, words: Words) -> None:
        super().__init__(words.en)
        self.line, self.words = line, words


class Shape(NamedTuple):
    """What a body includes, and how much work its own nodes are."""

    includes: tuple[str, ...]
    cost: int


def shape(environment: Environment, body: str) -> Shape:
    """Raises Forbidden for what does not parse or is not allowed."""
    try:
        tree = environment.parse(body)
    except TemplateSyntaxError as error:
        raise Forbidden(error.lineno, Words(f"模板有误：{error.message}", str(error.message))) from error
    except RecursionError as error:
        raise Forbidden(1, Words("嵌套太深；请改平", "nested too deep; flatten it")) from error
    included: list[str] = []
    cost = 0
    for node, looped in _walk(tree):
        _refuse(node, looped)
        cost += IN_A_LOOP if looped else 1
        if isinstance(node, nodes.Include):
            included.append(_included(node, looped))
    return Shape(tuple(included), cost)


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, bool]]:
    """Every node, and whether it stands in a loop."""
    waiting = [(tree, False)]
    while waiting:
        node, looped = waiting.pop()
        yield node, looped
        waiting += [(child, looped or isinstance(node, nodes.For)) for child in node.iter_child_nodes()]


def _refuse(node: nodes.Node, looped: bool) -> None:
    kind = type(node).__name__
    if not isinstance(node, _ALLOWED):
        raise Forbidden(node.lineno, Words(f"模板中不可使用 {kind}", f"{kind} is not allowed in a template"))
    if isinstance(node, nodes.For):
        listed = isinstance(node.iter, nodes.Name) and node.iter.name in LISTS
        if looped or node.recursive or not listed:
            known = ", ".join(sorted(LISTS))
            words = Words(f"循环不可嵌套，只能遍历 {known}", f"a loop stands alone and goes over one of {known}")
            raise Forbidden(node.lineno, words)
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        known = ", ".join(sorted(FILTERS))
        words = Words(f"没有过滤器 {node.name}；可用：{known}", f"no filter {node.name}; there are: {known}")
        raise Forbidden(node.lineno, words)
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        raise Forbidden(node.lineno, Words(f"没有测试 {node.name}", f"no test {node.name}"))
    if isinstance(node, nodes.Name) and node.ctx == "store" and node.name == "loop":
        raise Forbidden(node.lineno, Words("循环变量不可叫 loop", "a loop's variable cannot be called loop"))


def _included(node: nodes.Include, looped: bool) -> str:
    if looped or not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
        words = Words("include 后应为引号中的名称，且不可在循环中", "include takes a name in quotes, outside loops")
        raise Forbidden(node.lineno, words)
    return node.template.value
