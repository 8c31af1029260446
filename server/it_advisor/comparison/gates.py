"""The must-haves: pass or fail, before any score counts."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from it_advisor.comparison.evidence import EvidenceKind
from it_advisor.comparison.fields import Name, Reason
from it_advisor.errors import Refusal, Words
from it_advisor.model import Model

Result = Literal["pass", "fail", "open"]


class GateCheck(Model):
    """Whether one option meets one must-have."""

    option: Name = Field(description="One of `options`")
    gate: Name = Field(description="The must-have, worded the same for every option, e.g. 'Data stays in China'")
    result: Result = Field(description="'open' where it is not shown yet; a fail takes the option out")
    evidence: Reason | None = Field(
        default=None, description="What shows it, e.g. 'Contract annex 3 names the Shanghai region'. Needed unless open"
    )
    evidence_kind: EvidenceKind | None = None
    evidence_date: date | None = Field(default=None, description="ISO date, e.g. 2026-09-30")

    @model_validator(mode="after")
    def a_verdict_has_evidence(self) -> Self:
        if self.result != "open" and self.evidence is None:
            raise Refusal(
                Words(
                    "判定 pass 或 fail 必须写明 evidence（依据）；还没有依据就写 result: open",
                    "a pass or a fail needs its evidence; where there is none yet, write result: open",
                )
            )
        return self


class GateVerdict(Model):
    """What an option's gates come to: out on any fail, open while any is not shown."""

    option: str
    result: Result
    failed: tuple[GateCheck, ...]
    open: tuple[str, ...] = Field(description="Must-haves still to be shown")


def verdicts(options: Sequence[str], checks: Iterable[GateCheck]) -> tuple[GateVerdict, ...]:
    """One for each option; a must-have checked for one option only is open for the others."""
    checks = tuple(checks)
    names = sorted({check.gate for check in checks})
    by_pair = {(check.option, check.gate): check for check in checks}
    return tuple(_verdict(option, names, by_pair) for option in options)


def _verdict(option: str, names: Sequence[str], checks: dict[tuple[str, str], GateCheck]) -> GateVerdict:
    found = [(name, checks.get((option, name))) for name in names]
    failed = tuple(check for _, check in found if check and check.result == "fail")
    waiting = tuple(name for name, check in found if check is None or check.result == "open")
    return GateVerdict(
        option=option, result="fail" if failed else "open" if waiting else "pass", failed=failed, open=waiting
    )
