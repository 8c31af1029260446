"""What a database says when it fails, as errors of ours."""

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from it_advisor.errors import AdvisorError, Damaged, Misconfigured, Unavailable, Uncertain, Unprepared, Words
from it_advisor.store.address import Address

logger = logging.getLogger(__name__)

_AGAIN = Words("；没有写入任何内容，请稍后以同样的请求重试", "; nothing was written, send the same request again later")
_UNKNOWN = Words(
    "数据库在提交时中断，不知是否已写入；请先查看，或以同一个 key 重发（只会做一次）",
    "the database went away while this was being made final, and may have written it or not; look whether it is "
    "there, or send it again with the same key, which does it once",
)
_UNLIKE = Words(
    "数据库的表与本程序所需不符（{0}）；请运行 it-advisor db upgrade",
    "the database's tables are not those this program works with ({0}); run it-advisor db upgrade",
)
_BUSY = Words("数据库正被占用", "the database is busy")
_FULL = Words("数据库所在的磁盘已满或无法写入", "the database's disk is full or cannot be written")
DOWN = Words("数据库没有应答", "the database does not answer")
_SQLITE_FAULTS = {
    "locked": _BUSY,
    "busy": _BUSY,
    "full": _FULL,
    "disk i/o": _FULL,
    "unable to open": DOWN,
}
_NO_TABLES = ("no such ", "has no column", "already exists")
_NO_TABLES_OF_POSTGRES = ("42P01", "42703", "42P07", "42701")
"""SQLSTATE of a table or column that is not there, or is there already."""
_NO_OPTION = re.compile(
    r"invalid (?:connection option|\w+ value|integer value|port number).*|definition of service .* not found"
)
"""What PostgreSQL's driver says of an address before it calls anybody."""
_DAMAGED = Words(
    "已损坏；请用 it-advisor db restore 文件 从备份恢复，损坏的文件会保留在旁边",
    "is damaged; it-advisor db restore FILE puts a backup in its place and keeps the damaged file beside it",
)
_BROKEN = {
    "not a database": _DAMAGED,
    "malformed": _DAMAGED,
    "corrupt": _DAMAGED,
    "could not decode": _DAMAGED,
    "vtable constructor failed": _DAMAGED,
    "readonly": Words("只读；请改权限", "is read-only; change its permissions"),
}


@asynccontextmanager
async def said_clearly(address: Address) -> AsyncIterator[None]:
    """Raises Unavailable or Misconfigured for what the driver says; a mistake of ours goes through as it is."""
    try:
        yield
    except IntegrityError:
        raise
    except PoolTimeout as error:
        raise unavailable(_BUSY) from error
    except DBAPIError as error:
        raise _meant(error, address) from error
    except (ConnectionError, OSError) as error:
        raise unavailable(DOWN) from error


@asynccontextmanager
async def made_final(address: Address) -> AsyncIterator[None]:
    """Around a commit. Raises Uncertain where nobody can tell whether it was done; what was refused goes through."""
    try:
        yield
    except DBAPIError as error:
        if not (_is_lost(error) if address.is_postgres else _is_unsafe(error)):
            raise
        logger.warning("%s: %s", address.shown, error.orig)
        raise Uncertain(_UNKNOWN) from error
    except (ConnectionError, OSError) as error:
        raise Uncertain(_UNKNOWN) from error


def _is_unsafe(error: DBAPIError) -> bool:
    """Whether SQLite has written all and the disk does not say whether it keeps it; any other failure is undone."""
    return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_IOERR_FSYNC"


def _is_lost(error: DBAPIError) -> bool:
    """SQLSTATE class 08 is the connection, 57 intervention; without any the server said nothing more."""
    code = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or code is None or code[:2] in ("08", "57")


def unavailable(words: Words) -> Unavailable:
    return Unavailable(Words(words.zh + _AGAIN.zh, words.en + _AGAIN.en))


def cause_of(error: Unavailable) -> Words:
    """Without what a caller is told to do: for whoever runs the database."""
    return Words(error.words.zh.removesuffix(_AGAIN.zh), error.words.en.removesuffix(_AGAIN.en))


def unlike(what: str) -> Unprepared:
    return Unprepared(Words(_UNLIKE.zh.format(what), _UNLIKE.en.format(what)))


def _meant(error: DBAPIError, address: Address) -> AdvisorError | DBAPIError:
    told, code = str(error.orig).lower(), getattr(error.orig, "sqlstate", None)
    logger.warning("%s: %s", address.shown, error.orig)
    if address.is_postgres:
        return _of_postgres(error, code, told)
    if any(sign in told for sign in _NO_TABLES):
        return unlike(told)
    for sign, words in _BROKEN.items():
        if sign in told:
            kind = Damaged if words is _DAMAGED else Misconfigured
            return kind(Words(f"{address.shown}：{words.zh}", f"{address.shown}: {words.en}"))
    for sign, words in _SQLITE_FAULTS.items():
        if sign in told:
            return unavailable(words)
    return error


def _of_postgres(error: DBAPIError, code: str | None, told: str) -> AdvisorError | DBAPIError:
    """By SQLSTATE class: 08 connection, 53 resources, 55P03 lock, 57 intervention, 28 and 3D set-up."""
    if code and (code.startswith("28") or code.startswith("3D")):
        return Misconfigured(Words(f"PostgreSQL 拒绝连接：{told}", f"PostgreSQL refuses: {told}"))
    if code is None and (no_option := _NO_OPTION.search(told)):
        what = no_option[0]
        return Misconfigured(
            Words(
                f"IT_ADVISOR_DATABASE：地址中的选项有误：{what}",
                f"IT_ADVISOR_DATABASE: an option of the URL is wrong: {what}",
            )
        )
    if code in ("55P03", "40001", "40P01", "57014"):
        return unavailable(_BUSY)
    if code and code.startswith("53"):
        return unavailable(_FULL)
    if code in _NO_TABLES_OF_POSTGRES:
        return unlike(told.partition("\n")[0])
    if _is_lost(error) or code == "25006":
        return unavailable(DOWN)
    return error
