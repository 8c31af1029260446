"""Parts of the pack a buyer sends to vendors and scores them with."""

from typing import Literal, get_args

Part = Literal["requirements", "rfp", "payments", "service-levels", "scoring"]
PARTS: tuple[Part, ...] = get_args(Part)
FOR_VENDORS: tuple[Part, ...] = ("requirements", "rfp", "payments", "service-levels")
"""The others stay with the buyer."""
