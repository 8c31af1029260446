"""What it costs to own a system for some years, what it brings, and how sure one can be."""

from it_advisor.costs.answer import CostEstimate
from it_advisor.costs.estimation import estimate
from it_advisor.costs.reported import request_of
from it_advisor.costs.request import Benefit, Cost, CostsRequest

__all__ = ["Benefit", "Cost", "CostEstimate", "CostsRequest", "estimate", "request_of"]
