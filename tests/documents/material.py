"""Two reports as a user exports them, one Chinese and one English, and what other programs make of the files."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from it_advisor.documents import Export, ExportRequest, export
from it_advisor.documents.request import FORMATS
from it_advisor.frontmatter import read_yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 23)
PEOPLE = {"owner": "李伟 Li Wei", "reviewers": ["财务 Finance", "法务 Legal"], "approvers": ["董事会 Board"]}
REPORTS = {"zh": "pharma-distributor-wms-gsp.md", "en": "property-manager-germany.md"}


def report(language: str) -> str:
    return (EXAMPLES / REPORTS[language]).read_text("utf-8")


def request(language: str, **more: Any) -> ExportRequest:
    raw: dict[str, Any] = {"report": report(language), "formats": list(FORMATS), "version": "1.0", **PEOPLE, **more}
    if language == "en":
        for name in ("costs", "comparison"):
            raw[name] = read_yaml((EXAMPLES / f"{name}.yaml").read_text("utf-8"))
    return ExportRequest.model_validate(raw)


def exported(language: str) -> Export:
    return export(request(language), TODAY)


def told(*command: str | Path) -> str:
    """What a program prints; it must not fail."""
    return subprocess.run(
        [*map(str, command)], capture_output=True, check=True, encoding="utf-8", errors="replace", timeout=120
    ).stdout
