"""What a database says when it fails, as errors of ours."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from it_advisor.errors import AdvisorError, Misconfigured, Unavailable, Words
from it_advisor.store.address import Address

logger = logging.getLogger(__name__)

_AGAIN = Words("；没有写入任何内容，请稍后以同样的请求重试", "; nothing was written, send the same request again later")
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
_BROKEN = {
    "not a database": Words("不是数据库文件", "is not a database file"),
    "malformed": Words("已损坏；请用 it-advisor db restore 恢复", "is damaged; it-advisor db restore mends it"),
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


def unavailable(words: Words) -> Unavailable:
    return Unavailable(Words(words.zh + _AGAIN.zh, words.en + _AGAIN.en))


def _meant(error: DBAPIError, address: Address) -> AdvisorError | DBAPIError:
    told, code = str(error.orig).lower(), getattr(error.orig, "sqlstate", None)
    logger.warning("%s: %s", address.shown, error.orig)
    if address.is_postgres:
        return _of_postgres(error, code, told)
    for sign, words in _BROKEN.items():
        if sign in told:
            return Misconfigured(Words(f"{address.shown}：{words.zh}", f"{address.shown}: {words.en}"))
    for sign, words in _SQLITE_FAULTS.items():
        if sign in told:
            return unavailable(words)
    return error


def _of_postgres(error: DBAPIError, code: str | None, told: str) -> AdvisorError | DBAPIError:
    """By SQLSTATE class: 08 connection, 53 resources, 55P03 lock, 57 intervention, 28 and 3D set-up."""
    if code and (code.startswith("28") or code.startswith("3D")):
        return Misconfigured(Words(f"PostgreSQL 拒绝连接：{told}", f"PostgreSQL refuses: {told}"))
    if code in ("55P03", "40001", "40P01", "57014"):
        return unavailable(_BUSY)
    if code and code.startswith("53"):
        return unavailable(_FULL)
    if error.connection_invalidated or code is None or code[:2] in ("08", "57") or code == "25006":
        return unavailable(DOWN)
    return error
