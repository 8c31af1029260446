"""`it-advisor connect`: makes a team's server one that a client can start."""

import logging
import sys
from urllib.parse import urlsplit

import click

from it_advisor.doors.clients import NAME, checked
from it_advisor.errors import Words
from it_advisor.settings import Settings, from_environment


@click.command()
@click.argument("url")
def connect(url: str) -> int:
    """把只能启动程序的客户端接到团队的服务 Bridge a client that only starts programs to a team's server at URL.

    The token is that of IT_ADVISOR_TOKEN, else the one kept by `keyring set it-advisor URL` ([keyring]).
    """
    return bridged(checked(url, "URL"), from_environment())


def bridged(url: str, settings: Settings) -> int:
    """Serve as the bridge until the client hangs up."""
    import anyio  # the SDK takes longer to import than all the rest; other commands do without

    from it_advisor.doors import bridge, standard_streams

    token = token_for(url, settings)
    if token and urlsplit(url).scheme == "http" and urlsplit(url).hostname not in ("127.0.0.1", "localhost", "::1"):
        words = Words(f"令牌未加密发往 {url}；请用 https", f"the token goes to {url} unencrypted; use https")
        logging.getLogger("it_advisor").warning(words.said(None))
    standard_streams.open_standard_streams()
    return anyio.run(bridge.serve, url, token, backend_options={"use_uvloop": sys.platform != "win32"})


def token_for(url: str, settings: Settings) -> str | None:
    """From the environment, else from the system's keyring, if there is one and it holds one."""
    if settings.token:
        return settings.token.get_secret_value()
    try:
        import keyring  # the optional part [keyring]
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(NAME, url)
    except NoKeyringError:
        return None
    except KeyringError as error:  # locked, or refused by the person
        logging.getLogger("it_advisor").warning("keyring: %s", error)
        return None
