"""Why a team's server gave no answer, and what whoever asks it can do."""

import ssl

import httpx2

from it_advisor.doors.clients import NAME, TOKEN
from it_advisor.errors import Words
from it_advisor.text import short


def unreachable(url: str, error: httpx2.TransportError) -> Words:
    if _is_about_certificates(error):
        return Words(
            f"{url} 的证书不受信任；请在客户端配置该条目的 env 中用 SSL_CERT_FILE 指明 CA 文件",
            f"the certificate of {url} is not trusted; "
            "name the CA's file as SSL_CERT_FILE in the env of the client's entry",
        )
    why = short(str(error)) or type(error).__name__
    return Words(
        f"{url} 没有应答（{why}）；请检查网络和网址，或稍后再试",
        f"{url} does not answer ({why}); check network and address, or try again later",
    )


def refused(url: str, status: int, with_token: bool) -> Words:
    """What an HTTP status means that comes without an answer of MCP."""
    match status:
        case 401:
            return _not_taken(url) if with_token else _asked_for(url)
        case 403:
            return Words(
                f"{url} 拒绝：没有所需权限，请向管理员申请",
                f"{url} refuses: a right is missing; ask whoever gives them",
            )
        case 429 | 502 | 503 | 504:
            return Words(f"{url} 暂不可用（{status}）；请稍后再试", f"{url} is not available now ({status}); try later")
    return Words(
        f"{url} 不是 MCP 服务（{status}）；网址通常以 /mcp 结尾",
        f"{url} is no MCP server ({status}); addresses usually end in /mcp",
    )


def _asked_for(url: str) -> Words:
    return Words(
        f"{url} 要求令牌：写入客户端配置该条目 env 的 {TOKEN}，或存入系统密钥环：keyring set {NAME} {url}",
        f"{url} asks for a token: put it as {TOKEN} into the env of the client's entry, "
        f"or into the system's keyring: keyring set {NAME} {url}",
    )


def _not_taken(url: str) -> Words:
    return Words(
        f"{url} 不接受此令牌（已过期或已撤销？）；请更换 {TOKEN} 或密钥环中的令牌",
        f"{url} does not take this token (expired or revoked?); replace that in {TOKEN}, or in the keyring",
    )


def _is_about_certificates(error: BaseException | None) -> bool:
    while error and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None
