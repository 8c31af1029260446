"""How much text filling a template handles, known before it is filled: a bound on time that needs no clock.

`grammar` bounds how many nodes there are and `fill` what they write; this bounds what each of them
reads, as `{% if q|upper == "x" %}` a thousand times over writes nothing and takes long.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

from it_advisor.errors import Words

MOST = 10_000_000
"""Characters handled; filters take some 0.2 s for so many."""

_HANDLES = (nodes.Filter, nodes.Concat, nodes.Compare, nodes.Test)

Handled = Counter[tuple[str, str]]
"""How many times a value is handled, by its name and the list it is handled once for each item of.

A loop's own item stands as the whole list, and "" for a character of the template's own texts.
"""


def handled(tree: nodes.Template) -> Handled:
    """What the template's own nodes handle; of a loop, which `grammar` lets go over a named list only, each item."""
    found = Handled()
    waiting: list[tuple[nodes.Node, int, str, str]] = [(tree, 0, "", "")]
    while waiting:
        node, times, over, item = waiting.pop()
        if isinstance(node, nodes.Name):
            found[(over, "") if node.name == item else (node.name, over)] += times
        elif isinstance(node, nodes.Const):
            found["", over] += times * len(str(node.value))
        times += isinstance(node, _HANDLES)
        if isinstance(node, nodes.For):
            over, item = getattr(node.iter, "name", ""), getattr(node.target, "name", "")
        waiting += [(child, times, over, item) for child in node.iter_child_nodes()]
    return +found


def effort(handles: Handled, values: Mapping[str, Any]) -> int:
    """Characters handled where the template is filled with these values."""
    return sum(
        times * (len(str(values.get(name, ""))) if name else 1) * (len(values.get(over, ())) if over else 1)
        for (name, over), times in handles.items()
    )


def too_much(characters: int) -> Words:
    return Words(
        f"参数太长：过滤与比较要处理 {characters:,} 个字符，上限 {MOST:,}；请缩短参数，或在模板中少用过滤器",
        f"too long a text: its filters and comparisons would handle {characters:,} characters, {MOST:,} are the"
        " limit; shorten the arguments, or use fewer filters in the template",
    )
