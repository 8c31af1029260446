"""rival.py URL DOSSIER NAME EDITS: edits one section as fast as it can, looking again when refused."""

import asyncio
import sys

from it_advisor.dossier import DossierRequest, Revision
from it_advisor.errors import Conflict
from it_advisor.store.opening import open_store


async def main(url: str, dossier: str, name: str, edits: int) -> None:
    """Adds so many words of its own to what is there, each on top of what it has read."""
    store = await open_store(url)
    done = refused = 0
    while done < edits:
        shown = await store.shown(DossierRequest(id=dossier, section="text.risks"))
        step = Revision(
            id=dossier,
            base_revision=shown.revision,
            section="text.risks",
            content=f"{shown.content} {name}{done}".strip(),
            author=name,
        )
        try:
            await store.dossiers.revise(step)
            done += 1
        except Conflict:
            refused += 1
    await store.database.close()
    print(refused)


asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
