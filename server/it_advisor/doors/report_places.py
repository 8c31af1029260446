"""A report on the command line: a file, or a dossier's by its id."""

import asyncio
from pathlib import Path
from typing import Any

from it_advisor.advisor import DOSSIER
from it_advisor.desk import open_desk
from it_advisor.doors.report_files import read_report_file
from it_advisor.settings import from_environment


def is_dossier(place: str) -> bool:
    """Whether it is a dossier's id, and no file that is called so."""
    return bool(DOSSIER.fullmatch(place)) and not Path(place).exists()


def report_at(place: str) -> dict[str, Any]:
    """The report under its name, of a dossier with the brief it answers. Raises BadRequest."""
    if not is_dossier(place):
        return {"report": read_report_file(place)}
    return asyncio.run(_of_dossier(place.removeprefix("dossier://")))


async def _of_dossier(dossier: str) -> dict[str, Any]:
    advisor = open_desk(from_environment()).advisor
    try:
        found = await advisor.reported(dossier)
    finally:
        await advisor.cabinet.close()
    return {"report": found.report, **{name: text for name, text in found.brief.items() if text}}
