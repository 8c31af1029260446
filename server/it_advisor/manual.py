"""Tables of the README and the pages of docs/, made from the code they describe."""

from collections import Counter
from importlib.resources import files

from pydantic import BaseModel

from it_advisor.checking import examine
from it_advisor.errors import Language
from it_advisor.operations import OPERATIONS
from it_advisor.report.reading import read_report
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


def community_cases(language: Language) -> str:
    """What the checker finds in the cases retold from a community's reports, without a brief."""
    head = {"en": "| Case | errors | warnings | found |", "zh": "| 案例 | 错误 | 警告 | 查出 |"}[language]
    rows = [head, "| --- | ---: | ---: | --- |"]
    folder = files("it_advisor.examples")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        text = path.read_text("utf-8") if path.name.endswith(".md") else ""
        if "\norigin: community\n" in text:
            found = examine(read_report(text)).found
            of = Counter(one.severity for one in found)
            codes = Counter(one.code for one in found if one.severity != "info")
            said = ", ".join(f"{code} × {times}" if times > 1 else code for code, times in codes.items())
            rows.append(f"| `{path.name.removesuffix('.md')}` | {of['error']} | {of['warning']} | {said} |")
    return "\n".join(rows)


def rules(language: Language) -> str:
    """A table of the checker's rules, then the page of each."""
    head = {"en": "| rule | family | severity | catches |", "zh": "| 规则 | 类别 | 程度 | 查什么 |"}[language]
    rows = [head, "| --- | --- | --- | --- |", *(row(rule, language) for rule in RULES), ""]
    return "\n".join((*rows, *(written(rule, language, level=2) for rule in RULES))).rstrip()
