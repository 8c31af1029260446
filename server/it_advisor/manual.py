"""Tables of the README and the pages of docs/, made from the code they describe."""

from pydantic import BaseModel

from it_advisor.errors import Language
from it_advisor.operations import OPERATIONS
from it_advisor.rules import RULES
from it_advisor.rules.pages import row, written

_HEAD = {
    "en": "| MCP | REST | command line | what for | toolset |",
    "zh": "| MCP | REST | 命令行 | 用途 | 工具集 |",
}


def operations(language: Language) -> str:
    """One row an operation."""
    rows = [_HEAD[language], "| --- | --- | --- | --- | --- |"]
    for one in OPERATIONS.values():
        rows.append(
            f"| `{one.name}` | `POST /api/v1/{one.name}` | `it-advisor {one.command}` | "
            f"{one.summary.said(language)} | {one.toolset} |"
        )
    return "\n".join(rows)


def settings(model: type[BaseModel]) -> str:
    """One row an environment variable."""
    rows = ["| 变量 variable | 含义 meaning |", "| --- | --- |"]
    rows += [f"| `IT_ADVISOR_{name.upper()}` | {field.description} |" for name, field in model.model_fields.items()]
    return "\n".join(rows)


def rules(language: Language) -> str:
    """A table of the checker's rules, then the page of each."""
    head = {"en": "| rule | family | severity | catches |", "zh": "| 规则 | 类别 | 程度 | 查什么 |"}[language]
    rows = [head, "| --- | --- | --- | --- |", *(row(rule, language) for rule in RULES), ""]
    return "\n".join((*rows, *(written(rule, language, level=2) for rule in RULES))).rstrip()
