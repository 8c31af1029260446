"""A server whose handlers misbehave on demand: python awkward.py stdio|http.

search_cases does what its words say; every other operation is the product's own.
"""

import os
import sys
from typing import Any

import anyio

from it_advisor.advisor import Advisor
from it_advisor.cases import CaseList, CaseSearch
from it_advisor.desk import open_desk
from it_advisor.doors import serving, stdio
from it_advisor.doors.log import open_log
from it_advisor.doors.place import Place
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings


async def search_cases(advisor: Advisor, request: CaseSearch) -> CaseList:
    match request.words.split():
        case ["exit"]:
            raise SystemExit(3)
        case ["crash", *secret]:
            raise RuntimeError(" ".join(secret))
        case ["group", *secret]:
            raise BaseExceptionGroup("several", [RuntimeError(*secret), SystemExit(4)])
        case ["print"]:
            print("a stray print")
            os.write(1, b"a stray write\n")
            sys.stdout.flush()
        case ["wait"]:
            await anyio.sleep_forever()
        case ["surrogate"]:
            return CaseList.model_construct(
                cases=(), no_match=False, total=0, next_step="half a character \ud83d, hidden \u202e"
            )
    return await advisor.search_cases(request)


def main(door: str) -> Any:
    open_log()
    operations = {**OPERATIONS, "search_cases": OPERATIONS["search_cases"]._replace(method=search_cases)}
    desk = open_desk(Settings())._replace(operations=tuple(operations.values()))
    if door == "http":
        return serving.serve(desk, Place("127.0.0.1", 0))
    return anyio.run(stdio.serve, desk)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
