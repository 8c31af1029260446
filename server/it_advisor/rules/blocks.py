"""Where things stand in the summary block's text."""

from it_advisor.report.reading import Report


def line_of_key(report: Report, key: str) -> int:
    """The first line of the block that holds a key or an id; the block's first where none does."""
    start = next((at for at, line in enumerate(report.lines) if line.startswith("it_advisor_summary:")), 0)
    found = (
        at
        for at in range(start, len(report.lines))
        if f"{key}:" in report.lines[at] or f"id: {key}," in report.lines[at]
    )
    return next(found, start) + 1
