"""How bad a finding is, and what that is called."""

from typing import Literal, get_args

from it_advisor.errors import Words

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
CALLED: dict[Severity, Words] = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "info": Words("提示", "note"),
}
