"""Whether callers have to sign in, and by what they are known; a server that anybody could use does not start."""

import ipaddress
from typing import NamedTuple

import anyio

from it_advisor.cabinet import Cabinet
from it_advisor.desk import Desk
from it_advisor.doors.credentials import Credentials
from it_advisor.doors.gate import Gate
from it_advisor.doors.witness import Witness
from it_advisor.errors import Misconfigured, Words
from it_advisor.settings import Settings


class Place(NamedTuple):
    """Where the server listens, by which names it may be called, and whether callers sign in."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    open_to_all: bool = False
    sign_in: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether others than whoever started it are to reach it."""
        return self.open_to_all or self.sign_in or bool(self.names) or not self.is_loopback

    @property
    def is_loopback(self) -> bool:
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


class Entrance(NamedTuple):
    """What stands before a server on which callers sign in."""

    gate: Gate
    credentials: Credentials
    witness: Witness


def entrance(desk: Desk, place: Place) -> Entrance | None:
    """None where nobody has to sign in. Raises Misconfigured where others could reach it and nobody could sign in."""
    if place.open_to_all:
        _refuse_both(place)
        return None
    if not place.is_shared:
        return None
    if not anyio.run(_can_sign_in, desk.settings):
        zh, en = (place.host, place.host) if not place.is_loopback else _ASKED
        words = Words(
            f"{zh} 要求登录，而还没有任何令牌；请先运行 it-advisor token create 姓名，"
            "或仅在本机用 127.0.0.1，或确知风险时加 --insecure-no-auth",
            f"{en}: callers must sign in and there is no token yet; run it-advisor token create NAME first, "
            "listen on 127.0.0.1 for this computer alone, or add --insecure-no-auth knowingly",
        )
        raise Misconfigured(words)
    cabinet = desk.advisor.cabinet
    credentials, witness = Credentials(cabinet), Witness(cabinet)
    return Entrance(Gate(credentials, witness.tell), credentials, witness)


_ASKED = ("--sign-in 或 --allowed-host ", "--sign-in or --allowed-host")


async def _can_sign_in(settings: Settings) -> bool:
    cabinet = Cabinet(settings)
    try:
        return await (await cabinet.open()).tokens.there_are()
    finally:
        await cabinet.close()


def _refuse_both(place: Place) -> None:
    if place.sign_in:
        words = Words(
            "--insecure-no-auth 与登录相矛盾；请去掉其一",
            "--insecure-no-auth contradicts signing in; leave one of them out",
        )
        raise Misconfigured(words)
