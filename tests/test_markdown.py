"""A report's Markdown is read into blocks that know their line."""

from it_advisor.markdown import Code, Heading, Item, Paragraph, Table, blocks, plain

TEXT = """\
# 选型 **报告**

One line
and the next, <b>raw</b>, [a link](https://example.org).

1. first
   - inner `code`
2. second

   more of it

| 项目 | 金额 |
|:--|--:|
| 许可 | 100 |
| 缺格 |

> quoted

```yaml
a: 1
```
"""


def test_every_kind_of_block_is_read_with_its_line() -> None:
    """Whoever reads a finding can go to the line it names."""
    heading, paragraph, first, inner, second, more, table, quoted, code = blocks(TEXT)
    assert isinstance(heading, Heading) and (plain(heading.spans), heading.level, heading.line) == ("选型 报告", 1, 1)
    assert isinstance(paragraph, Paragraph) and paragraph.line == 3
    assert plain(paragraph.spans) == "One line and the next, <b>raw</b>, a link."
    assert paragraph.spans[-2].href == "https://example.org"
    read = [(plain(item.spans), item.depth, item.marker) for item in (first, inner, second, more)
            if isinstance(item, Item)]  # fmt: skip
    assert read == [("first", 1, "1."), ("inner code", 2, "•"), ("second", 1, "2."), ("more of it", 1, "")]
    assert isinstance(table, Table) and table.aligned == ("left", "right")
    assert [[plain(cell) for cell in row] for row in table.rows] == [["许可", "100"], ["缺格", ""]]
    assert TEXT.splitlines()[table.line_of(1) - 1] == "| 缺格 |"
    assert isinstance(quoted, Paragraph) and quoted.quoted
    assert code == Code("a: 1\n", "yaml", 19)


def test_nesting_without_end_is_read_in_bounded_time() -> None:
    """A text of nothing but brackets or quote marks is read like any other."""
    for text in ("> " * 50_000, "[" * 50_000, "- " * 20_000, "*a " * 20_000):
        assert len(blocks(text)) <= 2
