"""In which year a one-off cost stands in the tables of years: the rule as code, and the same as a formula.

As in `costs.cashflow`: what falls due at the end of month 12 is the first year's.
"""


def booked(month: int) -> int:
    """The year, counted from 1."""
    return max(0, month - 1) // 12 + 1


def booked_formula(month: str) -> str:
    return f"INT(MAX(0,{month}-1)/12)+1"
