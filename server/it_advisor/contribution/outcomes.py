"""What became of cases after go-live: how actual cost, duration and benefit compare with what was forecast."""

from collections.abc import Iterable
from statistics import median, quantiles
from typing import Literal

from pydantic import Field

from it_advisor.contribution.requests import Outcome
from it_advisor.errors import Words
from it_advisor.model import Count, Model

Measure = Literal["cost", "months", "benefit"]
_IN_CHINESE: dict[Measure, str] = {"cost": "费用", "months": "工期（月）", "benefit": "收益"}
MEASURES: tuple[Measure, ...] = ("cost", "months", "benefit")


class ReferenceClass(Model):
    """Actual as a share of forecast over the cases that told both; with few cases it says little."""

    measure: Measure
    industry: str = Field(description="Empty: all industries")
    n: Count
    median: float
    lower_quartile: float | None = Field(description="Null for fewer than four cases")
    upper_quartile: float | None

    @property
    def words(self) -> Words:
        among = f" ({self.industry})" if self.industry else ""
        spread = f", {self.lower_quartile:.2f}–{self.upper_quartile:.2f}" if self.lower_quartile else ""
        share = f"{self.median:.2f}{spread}, n = {self.n}"
        return Words(
            f"{_IN_CHINESE[self.measure]}{among}：实际 / 预测 {share}",
            f"{self.measure}{among}: actual / forecast {share}",
        )


def reference_classes(told: Iterable[tuple[str, Outcome]], industry: str) -> tuple[ReferenceClass, ...]:
    """For an industry and for all, from pairs of an industry and a case's last outcome."""
    pairs = list(told)
    own = [outcome for of, outcome in pairs if of == industry]
    every = [outcome for _, outcome in pairs]
    groups = ((industry, own), ("", every)) if len(own) < len(every) else (("", every),)
    found = (_class(measure, name, group) for name, group in groups for measure in MEASURES)
    return tuple(one for one in found if one)


def _class(measure: Measure, industry: str, outcomes: Iterable[Outcome]) -> ReferenceClass | None:
    pairs = ((getattr(one, f"actual_{measure}"), getattr(one, f"forecast_{measure}")) for one in outcomes)
    shares = [float(actual / forecast) for actual, forecast in pairs if actual and forecast]
    if not shares:
        return None
    quartiles = quantiles(shares, n=4, method="inclusive") if len(shares) >= 4 else None
    return ReferenceClass(
        measure=measure,
        industry=industry,
        n=len(shares),
        median=median(shares),
        lower_quartile=quartiles[0] if quartiles else None,
        upper_quartile=quartiles[2] if quartiles else None,
    )
