"""it-advisor db …: look after the database of dossiers and contributed cases."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from it_advisor.errors import AdvisorError, BadRequest, Damaged, Misconfigured, Problem, Uncertain, Words
from it_advisor.settings import from_environment

if TYPE_CHECKING:
    from it_advisor.store.database import Database
    from it_advisor.store.opening import Store
    from it_advisor.store.salvage import Anew
    from it_advisor.store.transfer import Keep

T = TypeVar("T")

_THERE = Words("已存在；请换一个文件名", "is already there; name another file")
_MADE = Words(
    "已重新建立缺少的表：{0}；其中若有过内容，请用 it-advisor db restore 恢复",
    "made anew, since they were missing: {0}; if there was anything in them, it-advisor db restore brings it back",
)
_BEFORE = Words("原有内容在 {0}", "what was there before is in {0}")
_ASIDE = Words(
    "损坏的数据库文件移到了 {0}；仍在使用它的服务请重启",
    "the damaged database file is now {0}; restart the servers that had it open",
)
_DONE = Words("{0} 行已写入 {1}", "{0} rows written to {1}")


@click.group()
def db() -> None:
    """维护数据库 Look after the database of dossiers and contributed cases (IT_ADVISOR_DATABASE)."""


@db.command()
def upgrade() -> None:
    """升级数据库 Bring the tables to what this version needs, as opening does, and make missing ones anew."""
    from it_advisor.store.migration import NEWEST
    from it_advisor.store.upgrading import mend

    if made := _with_database(mend):
        click.echo(_MADE.said(None).format(", ".join(made)), err=True)
    click.echo(NEWEST)


@db.command()
def check() -> int:
    """检查数据库 Look for damage and for changed lines in the audit. Exit code 1 where something is wrong."""

    async def look(database: "Database") -> list[Words]:
        from it_advisor.store.transfer import faults

        return [words async for words in faults(database)]

    found = _with_database(look)
    for words in found:
        click.echo(words.said(None))
    if not found:
        click.echo(Words("没有问题", "nothing wrong").said(None))
    return int(bool(found))


@db.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
def backup(file: Path | None) -> None:
    """备份 Write everything to a new file, whole or not at all, from a database that goes on working."""
    place = file or Path(f"it-advisor-{datetime.now():%Y%m%d-%H%M%S}.jsonl")
    click.echo(_DONE.said(None).format(_with_database(lambda database: _saved(_lines(database), place)), place))


@db.command("export")
@click.argument("file", type=click.Path(path_type=Path), required=False)
def export(file: Path | None) -> None:
    """导出 Print everything, or write it to a new file; either database takes it with db import."""
    if file is not None:
        click.echo(_DONE.said(None).format(_with_database(lambda database: _saved(_lines(database), file)), file))
        return
    _with_database(lambda database: _written(_lines(database), sys.stdout))


@db.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """导入 Fill an empty database from an export, whole or not at all."""
    click.echo(_with_database(lambda database: _put_back(database, file, False)))


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """恢复 Put a backup in place of everything there is, which is backed up beside it first.

    A damaged SQLite file makes room for a new one and is kept beside it.
    """
    before = file.with_name(f"{file.name}.replaced-{datetime.now():%Y%m%d-%H%M%S}.jsonl")

    async def replace(database: "Database") -> int:
        try:
            return await _put_back(database, file, True, lambda told: _saved(told, before))
        except Uncertain:
            click.echo(_BEFORE.said(None).format(before), err=True)
            raise
        except AdvisorError:  # all is as it was
            before.unlink(missing_ok=True)
            raise

    try:
        click.echo(_with_database(replace))
        click.echo(_BEFORE.said(None).format(before), err=True)
    except Damaged:
        rows, damaged = _filled_anew(file)
        click.echo(rows)
        click.echo(_ASIDE.said(None).format(damaged), err=True)


def _filled_anew(file: Path) -> "Anew":
    from it_advisor.store.address import address_of
    from it_advisor.store.salvage import filled_anew

    settings = from_environment()
    place = address_of(settings.database or str(settings.own_database)).file
    assert place is not None  # PostgreSQL mends or refuses its own files
    with _told_of(file), file.open(encoding="utf-8", newline="\n") as told:
        return asyncio.run(filled_anew(place, told))


def _with_database(work: Callable[["Database"], Awaitable[T]]) -> T:
    return with_store(lambda store: work(store.database))


def with_store(work: Callable[["Store"], Awaitable[T]]) -> T:
    """Open it, work with it, close it. Raises what opening raises."""
    from it_advisor.store.opening import open_store

    async def run() -> T:
        settings = from_environment()
        store = await open_store(settings.database or str(settings.own_database))
        try:
            return await work(store)
        finally:
            await store.database.close()

    return asyncio.run(run())


def _lines(database: "Database") -> AsyncIterator[str]:
    from it_advisor.store.transfer import lines

    return lines(database)


async def _saved(told: AsyncIterator[str], place: Path) -> int:
    """Written beside, made safe on the disk, then given its name, which is made safe too."""
    if place.exists():
        raise BadRequest(Problem(str(place), _THERE))
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    with _told_of(place):
        try:
            with open(part, "x", encoding="utf-8", newline="\n", opener=_for_me_alone) as out:
                count = await _written(told, out)
                out.flush()
                os.fsync(out.fileno())
            part.rename(place)
            _settle(place.parent)
        finally:
            part.unlink(missing_ok=True)
    return count


def _settle(folder: Path) -> None:
    """A file's name is on the disk when its folder is; Windows opens no folder, and has no need to."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _for_me_alone(path: str, flags: int) -> int:
    """What is in it is not for everybody with an account on this computer."""
    return os.open(path, flags, 0o600)


async def _written(told: AsyncIterator[str], out: TextIO) -> int:
    count = -2  # a head and a foot are no rows
    async for line in told:
        out.write(f"{line}\n")
        count += 1
    return count


async def _put_back(database: "Database", file: Path, replacing: bool, keep: "Keep | None" = None) -> int:
    from it_advisor.store.transfer import put_back

    with _told_of(file), file.open(encoding="utf-8", newline="\n") as told:
        return await put_back(database, told, replacing, keep)


@contextmanager
def _told_of(place: Path) -> Iterator[None]:
    """Raises BadRequest or Misconfigured naming the file."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise BadRequest(Problem(str(place), Words("不是导出文件", "is no export"))) from error
    except AdvisorError:
        raise
    except OSError as error:
        words = Words(f"{place}：{error.strerror}", f"{place}: {error.strerror}")
        raise Misconfigured(words) from error
