"""Which Jinja a template may use: values, conditions, loops over given lists, includes. Nothing that calls or computes.

The sandbox keeps a template away from Python, but not from memory and time: `'a' * 10**9` or two
nested ranges are enough. What is allowed here has no more nodes than its `cost` says; what they
handle and what they write is bounded besides (see effort and template.TemplateSet.fill).
"""

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes
from jinja2.environment import Environment

from it_advisor.effort import Handled, handled
from it_advisor.errors import Words

LISTS = frozenset({"cases", "notes", "requirements", "tools"})
"""What a loop may go over; each has at most 500 items."""
FILTERS = frozenset({"default", "first", "join", "last", "length", "lower", "select", "trim", "upper"})
ATTRIBUTES = frozenset({"date", "heading", "id", "origin", "source", "text", "title", "why"})
"""What there is to read of a requirement or a case."""
TESTS = frozenset({"defined", "none"})
IN_A_LOOP = 50
"""How many times dearer a node is inside a loop."""
MOST_PARTS = 20
"""Of a list written out, or of a chain of `~`: what comes of one expression exists before it can be counted."""
LONGEST_SEPARATOR = 10
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
    """What a body includes and on which lines, how many nodes it has, what they handle, and the values it uses."""

    includes: tuple[tuple[str, int], ...]
    cost: int
    uses: frozenset[str]
    handles: Handled

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.includes)


def shape(environment: Environment, body: str) -> Shape:
    """Raises Forbidden for what does not parse or is not allowed."""
    tree = parsed(environment, body)
    included: list[tuple[str, int]] = []
    named: dict[str, set[str]] = {"load": set(), "store": {"loop"}}
    cost = 0
    for node, looped in _walk(tree):
        _refuse(node, looped)
        cost += IN_A_LOOP if looped else 1
        if isinstance(node, nodes.Include):
            included.append((_included(node, looped), node.lineno))
        elif isinstance(node, nodes.Name):
            named[node.ctx].add(node.name)
    return Shape(tuple(included), cost, frozenset(named["load"] - named["store"]), handled(tree))


def parsed(environment: Environment, body: str) -> nodes.Template:
    """The tree of a body. Raises Forbidden naming the line that does not parse."""
    try:
        return environment.parse(body)
    except TemplateSyntaxError as error:
        raise Forbidden(error.lineno, Words(f"模板有误：{error.message}", str(error.message))) from error
    except (RecursionError, ValueError) as error:  # a number of thousands of digits is a ValueError
        raise Forbidden(1, Words("嵌套太深或数字太长", "nested too deep, or a number too long")) from error


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, bool]]:
    """Every node, and whether it stands in a loop."""
    waiting = [(tree, False)]
    while waiting:
        node, looped = waiting.pop()
        yield node, looped
        waiting += [(child, looped or isinstance(node, nodes.For)) for child in node.iter_child_nodes()]


def _line(node: nodes.Node) -> int:
    """The line of a node, or of the first thing in it: some nodes are made by Jinja and stand on none."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        line: int | None = one.lineno
        if line is not None:
            return line
        waiting += reversed([*one.iter_child_nodes()])
    return 1


def _refuse(node: nodes.Node, looped: bool) -> None:
    kind = type(node).__name__
    if not isinstance(node, _ALLOWED):
        raise Forbidden(_line(node), Words(f"模板中不可使用 {kind}", f"{kind} is not allowed in a template"))
    if isinstance(node, nodes.For):
        listed = isinstance(node.iter, nodes.Name) and node.iter.name in LISTS
        if looped or node.recursive or not listed:
            known = ", ".join(sorted(LISTS))
            words = Words(f"循环不可嵌套，只能遍历 {known}", f"a loop stands alone and goes over one of {known}")
            raise Forbidden(node.lineno, words)
    if isinstance(node, nodes.Filter):
        _refuse_filter(node)
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        raise Forbidden(node.lineno, Words(f"没有测试 {node.name}", f"no test {node.name}"))
    if isinstance(node, nodes.Name) and node.ctx == "store" and node.name == "loop":
        raise Forbidden(node.lineno, Words("循环变量不可叫 loop", "a loop's variable cannot be called loop"))
    if isinstance(node, nodes.Getattr) and (node.attr not in ATTRIBUTES or not looped):
        known = ", ".join(sorted(ATTRIBUTES))
        words = Words(f"只能在循环中取 {known}", f"in a loop there are {known}, elsewhere no attributes")
        raise Forbidden(node.lineno, words)
    if isinstance(node, nodes.List | nodes.Concat) and len([*node.iter_child_nodes()]) > MOST_PARTS:
        words = Words(f"一个表达式至多 {MOST_PARTS} 项", f"at most {MOST_PARTS} parts in one expression")
        raise Forbidden(node.lineno, words)


def _refuse_filter(node: nodes.Filter) -> None:
    known = ", ".join(sorted(FILTERS))
    if node.name not in FILTERS:
        words = Words(f"没有过滤器 {node.name}；可用：{known}", f"no filter {node.name}; there are: {known}")
        raise Forbidden(node.lineno, words)
    plain = not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None
    fits = {"join": _joins_a_list(node), "default": len(node.args) == 1}.get(node.name, not node.args)
    if not plain or not fits:
        words = Words(f"过滤器 {node.name} 的用法不允许", f"the filter {node.name} cannot be used like this")
        raise Forbidden(node.lineno, words)


def _joins_a_list(node: nodes.Filter) -> bool:
    """Joining the letters of a text, again and again, is how a short template fills the memory."""
    values: nodes.Node | None = node.node
    while isinstance(values, nodes.Filter) and values.name == "select":
        values = values.node
    listed = isinstance(values, nodes.List) or (isinstance(values, nodes.Name) and values.name in LISTS)
    return listed and all(
        isinstance(one, nodes.Const) and isinstance(one.value, str) and len(one.value) <= LONGEST_SEPARATOR
        for one in node.args
    )


def _included(node: nodes.Include, looped: bool) -> str:
    if looped or not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
        words = Words("include 后应为引号中的名称，且不可在循环中", "include takes a name in quotes, outside loops")
        raise Forbidden(node.lineno, words)
    return node.template.value
