"""One desk, put together from the settings: the advisor, the tools a model is shown, and keeping both fresh."""

import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import NamedTuple

import anyio
from anyio import to_thread

from it_advisor import semantic
from it_advisor.advisor import Advisor
from it_advisor.cabinet import Cabinet
from it_advisor.caller import Caller
from it_advisor.content import Glance, Library, load, look
from it_advisor.errors import Misconfigured, Unavailable
from it_advisor.operations import OPERATIONS, Operation
from it_advisor.settings import ALONE, WITH_A_STORE, Settings

logger = logging.getLogger(__name__)

SECONDS = 1.0
"""Between two looks at the team's folders."""


AGAIN_SECONDS = 5.0
"""Before a store that could not be opened is tried again."""


class Changes(NamedTuple):
    """Which lists a client would find different now."""

    prompts: bool
    tools: bool
    resources: bool


class Desk(NamedTuple):
    """What a door serves."""

    settings: Settings
    advisor: Advisor
    operations: tuple[Operation, ...]
    shown: frozenset[str]
    """The names of those a model is shown; REST and the command line have them all."""
    seen: Glance
    """How the team's folders looked before they were read."""

    def serving(self, caller: Caller) -> "Desk":
        return self._replace(advisor=self.advisor.serving(caller))

    @property
    def tools(self) -> tuple[Operation, ...]:
        return tuple(one for one in self.operations if one.name in self.shown)


def open_desk(settings: Settings, is_shared: bool = False) -> Desk:
    """Raises Misconfigured for a folder or an extra that is not there; what cannot be used of content is logged."""
    if settings.semantic:
        semantic.require()
    seen = look(settings)
    library = load(settings)
    _tell(library)
    tools = tuple(tools_for(settings, is_shared))
    helping = tuple(one.name for one in tools if one.calculates or one.checks)
    advisor = Advisor(library, helping, cabinet=Cabinet(settings))
    return Desk(settings, advisor, tuple(OPERATIONS.values()), frozenset(one.name for one in tools), seen)


def tools_for(settings: Settings, is_shared: bool) -> Iterator[Operation]:
    """Those that were chosen; else at most ten, for each costs a model context on every turn."""
    for one in OPERATIONS.values():
        if settings.toolsets:
            fits = one.toolset in settings.toolsets
        else:
            fits = one.toolset in (WITH_A_STORE if settings.database or is_shared else ALONE) and not one.is_spare
        if fits:
            yield one


async def keep_fresh(desk: Desk, publish: Callable[[Changes], Awaitable[None]]) -> None:
    """Watch the team's folders and the store for ever; serve what changed and tell whoever listens."""
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_watch_folders, desk, publish)
        tasks.start_soon(_watch_store, desk, publish)


async def _watch_folders(desk: Desk, publish: Callable[[Changes], Awaitable[None]]) -> None:
    seen = desk.seen
    while desk.settings.prompts or desk.settings.cases:
        await anyio.sleep(SECONDS)
        now = look(desk.settings)
        if now != seen:
            seen = now
            try:
                await _refresh(desk, publish)
            except Misconfigured as error:  # the folder has vanished; what was read of it goes on serving
                logger.warning("%s", error)
            except Exception:  # no content may end a server that others are using
                logger.exception("the team's folders could not be read again")


async def _refresh(desk: Desk, publish: Callable[[Changes], Awaitable[None]]) -> None:
    """Read in a thread, so that nobody waits; then serve at once."""
    last, files = desk.advisor.library, desk.advisor.served.files
    library = await to_thread.run_sync(load, desk.settings, files)
    await desk.advisor.served.serve(library)
    _tell(library, files)
    await publish(changes(last, desk.advisor.library))


async def _watch_store(desk: Desk, publish: Callable[[Changes], Awaitable[None]]) -> None:
    """Not before somebody can have been answered: opening the store takes longer than a first answer."""
    last = desk.advisor.served.files
    while True:
        await anyio.sleep(SECONDS)
        if not desk.advisor.cabinet.is_there:
            continue
        try:
            store = await desk.advisor.cabinet.open()
            async for _ in store.changes():
                await desk.advisor.served.take_published()
                if last.cases != desk.advisor.library.cases:
                    await publish(changes(last, desk.advisor.library))
                last = desk.advisor.library
        except (Unavailable, Misconfigured) as error:
            logger.warning("%s", error)
            await anyio.sleep(AGAIN_SECONDS)
        except Exception:  # nor may anything that is kept
            logger.exception("what is published could not be read again")
            await anyio.sleep(AGAIN_SECONDS)


def changes(before: Library, after: Library) -> Changes:
    """What differs between two libraries, in terms of the lists of MCP."""
    one, other = before.templates.prompts(), after.templates.prompts()
    prompts = one != other
    tools = prompts and any(versions[0].tool for versions in (*one.values(), *other.values()))
    return Changes(prompts, tools, prompts or before.cases != after.cases)


def _tell(library: Library, last: Library | None = None) -> None:
    """Log what is refused, once."""
    before = {str(error) for error in last.refused.values()} if last else set()
    for error in library.refused.values():
        if str(error) not in before:
            logger.warning("not used: %s", error)
