"""Where a server listens, and who is to reach it."""

import ipaddress
from typing import NamedTuple


class Place(NamedTuple):
    """Where the server listens, by which names it may be called, and whether callers sign in."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    open_to_all: bool = False
    sign_in: bool = False
    origins: tuple[str, ...] = ()
    """Of other sites, whose pages may call REST."""

    @property
    def called(self) -> tuple[str, ...]:
        """The host names it may be called by, beside the loopback ones."""
        return self.names if self.host in ("0.0.0.0", "::") else (*self.names, bracketed(self.host))

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


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
