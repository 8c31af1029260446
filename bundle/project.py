"""What pyproject.toml says of the project, for everything that is published."""

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
OWNER = "it-advisor"
"""An assumption, since the repository has no address yet: the owner on GitHub, to be put right when it is published."""
TITLE = "it-advisor 企业IT系统选型顾问"


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def written(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
