"""Tables of the README, made from the code they describe."""

from pydantic import BaseModel

from it_advisor.errors import Language
from it_advisor.operations import OPERATIONS

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
    rows = ["| variable | meaning |", "| --- | --- |"]
    rows += [f"| `IT_ADVISOR_{name.upper()}` | {field.description} |" for name, field in model.model_fields.items()]
    return "\n".join(rows)
