"""The must-haves: pass or fail, before any score counts."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from it_advisor.comparison.evidence import EvidenceKind
from it_advisor.comparison.fields import Day, Name, Reason
from it_advisor.errors import Refusal, Words
from it_advisor.model import Model

Result = Literal["pass", "fail", "open"]


class GateCheck(Model):
    """Whether one option meets one must-have."""

    option: Name = Field(description="One of `options`")
    gate: Name = Field(description="The must-have, e.g. 'Data stays in China'")
    result: Result = Field(description="'open' where it is not shown yet; a fail takes the option out")
    evidence: Reason | None = Field(
        default=None, description="What shows it, e.g. 'Contract annex 3'. Needed unless open"
    )
    evidence_kind: EvidenceKind | None = Field(default=None, description="As in scores")
    evidence_date: Day | None = Field(default=None, description="As in scores")

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
    """What an option's must-haves come to: out on any fail, open while any is not shown."""

    option: str
    result: Result
    checks: tuple[GateCheck, ...] = Field(description="One for each must-have; open where none was given")

    @property
    def open(self) -> tuple[str, ...]:
        """The must-haves still to be shown."""
        return tuple(check.gate for check in self.checks if check.result == "open")


def verdicts(options: Sequence[str], checks: Sequence[GateCheck]) -> tuple[GateVerdict, ...]:
    """One for each option; a must-have checked for one option only is open for the others."""
    gates = list(dict.fromkeys(check.gate for check in checks))
    given = {(check.option, check.gate): check for check in checks}
    return tuple(
        _verdict(
            option,
            [given.get((option, gate)) or GateCheck(option=option, gate=gate, result="open") for gate in gates],
        )
        for option in options
    )


def _verdict(option: str, checks: Sequence[GateCheck]) -> GateVerdict:
    results = {check.result for check in checks}
    worst: Result = "fail" if "fail" in results else "open" if "open" in results else "pass"
    return GateVerdict(option=option, result=worst, checks=tuple(checks))
