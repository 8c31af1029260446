"""In which year a one-off cost stands in the tables of years: the rule as code, and the same as a formula."""


def booked(month: int, years: int) -> int:
    """The year, counted from 1."""
    return min(month // 12 + 1, years)


def booked_formula(month: str, years: int) -> str:
    return f"MIN(INT({month}/12)+1,{years})"
