"""Documents of two cases, one Chinese and one English, in every format: `make samples`."""

import sys
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from it_advisor.documents import ExportRequest, export
from it_advisor.documents.request import FORMATS
from it_advisor.doors.document_files import write

SAMPLES: dict[str, dict[str, Any]] = {
    "pharma-distributor-wms-gsp": {
        "version": "1.0",
        "owner": "信息部（假设）",
        "reviewers": ["财务总监（假设）", "质量负责人（假设）"],
        "approvers": ["董事会"],
    },
    "property-manager-germany": {
        "version": "1.0",
        "owner": "IT manager (assumed)",
        "reviewers": ["Finance director (assumed)"],
        "approvers": ["Managing directors", "Works council"],
    },
}
"""By case, how it is exported."""


def main(folder: Path) -> None:
    for name, control in SAMPLES.items():
        raw = {**control, "report": _read(f"{name}.md"), "formats": list(FORMATS)}
        answer = export(ExportRequest.model_validate(raw), date(2026, 11, 23))
        for path in write(answer.files, folder, replace=True):
            print(path)


def _read(name: str) -> str:
    return (files("it_advisor.examples") / name).read_text("utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
