"""What of a request does not fit together, though each field by itself is in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from it_advisor.errors import Problem, Words

if TYPE_CHECKING:
    from it_advisor.costs.request import CostsRequest


def misfits(request: CostsRequest, options: int) -> Iterator[Problem]:
    """Each at its own field; at most `options` options may be asked for."""
    yield from _whole(request, options)
    for part in (_rates, _benefits, _costs, _lines):
        yield from part(request)


def _whole(request: CostsRequest, options: int) -> Iterator[Problem]:
    count, lines = len(request.options), len(request.cost_lines) + len(request.benefit_lines)
    if count > options:
        words = Words(f"最多 {options} 个方案，收到 {count}", f"at most {options} options, got {count}")
        yield Problem("costs", words)
    if lines < len(request.costs) + len(request.benefits):
        words = Words("id 不得重复，或全部省略", "give every id once, or none at all")
        yield Problem("costs" if len(request.cost_lines) < len(request.costs) else "benefits", words)
    if request.do_nothing is not None and request.do_nothing not in request.options:
        words = Words(
            f"costs 中没有方案“{request.do_nothing}”；请写其中一个方案名，或省略",
            f"no line of costs has the option '{request.do_nothing}'; name one that has, or leave it out",
        )
        yield Problem("do_nothing", words)


def _rates(request: CostsRequest) -> Iterator[Problem]:
    if request.currency in request.rates:
        words = Words(
            f"{request.currency} 就是答案的货币，没有汇率；请删去，或改 currency",
            f"{request.currency} is the answer's own currency and has no rate; leave it out, or mend currency",
        )
        yield Problem(f"rates.{request.currency}", words)


def _benefits(request: CostsRequest) -> Iterator[Problem]:
    for place, benefit in enumerate(request.benefits):
        if benefit.option == request.do_nothing:
            words = Words(
                "收益是与“维持现状”相比的，维持现状本身没有收益",
                "a benefit is measured against doing nothing, which has none itself",
            )
        elif benefit.option not in request.options:
            words = Words(
                f"costs 中没有方案“{benefit.option}”；请照抄其中一个方案名",
                f"no line of costs has the option '{benefit.option}'; use the name of one that has",
            )
        else:
            continue
        yield Problem(f"benefits.{place}.option", words)


def _costs(request: CostsRequest) -> Iterator[Problem]:
    for place, cost in enumerate(request.costs):
        if cost.per_user and request.users is None:
            yield Problem(f"costs.{place}.per_user", Words("还需给出 users", "give users as well"))
        if cost.taxed and request.tax_pct is None:
            yield Problem(f"costs.{place}.taxed", Words("还需给出 tax_pct", "give tax_pct as well"))


def _lines(request: CostsRequest) -> Iterator[Problem]:
    costs = ((f"costs.{place}", line, line.kind == "one-off") for place, line in enumerate(request.costs))
    benefits = ((f"benefits.{place}", line, False) for place, line in enumerate(request.benefits))
    for place, line, once in [*costs, *benefits]:
        if line.currency not in (None, request.currency, *request.rates):
            words = Words(
                f"请在 rates 中给出 1 {line.currency} 合多少 {request.currency}",
                f"say in rates how much {request.currency} one {line.currency} costs",
            )
            yield Problem(f"{place}.currency", words)
        last = request.months if once else request.months - 1
        if line.from_month > last:
            words = Words(
                f"在测算期内最晚为 {last}，收到 {line.from_month}",
                f"at most {last} within the horizon, got {line.from_month}",
            )
            yield Problem(f"{place}.from_month", words)
