"""What a problem of REST is called and what helps, by its status; the page /api tells it, where its type leads."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, NamedTuple

from it_advisor.errors import Language, Words


class Kind(NamedTuple):
    """A kind of problem: its title, and what to do."""

    title: Words
    advice: Words


KINDS: dict[int, Kind] = {
    400: Kind(
        Words("读不懂这个请求", "The request cannot be read"),
        Words(
            "正文应为 UTF-8 的 JSON 对象；If-Match 只写一版。",
            "Send a JSON object in UTF-8; If-Match names one revision.",
        ),
    ),
    401: Kind(
        Words("请登录", "Sign in"),
        Words(
            "发送 Authorization: Bearer 与令牌；令牌由管理员用 it-advisor token create 发放。",
            "Send Authorization: Bearer and a token; the administrator makes one with it-advisor token create.",
        ),
    ),
    403: Kind(
        Words("不允许", "Not allowed"),
        Words(
            "WWW-Authenticate 说明所需的权限；其他网站的网页要由管理员用 --cors-origin 允许。",
            "WWW-Authenticate names the scopes needed; pages of other sites have to be allowed by the administrator, "
            "with --cors-origin.",
        ),
    ),
    404: Kind(
        Words("没有找到", "Not found"),
        Words("detail 说明有哪些、到哪里查。", "detail says what there is, or where to look."),
    ),
    405: Kind(
        Words("此地址不接受这种方法", "The address does not take this method"),
        Words("用 Allow 所列的方法。", "Use one of those that Allow lists."),
    ),
    408: Kind(
        Words("正文没有及时到齐", "The body did not arrive in time"),
        Words("换更快的线路，或少发一些。", "Send less, or over a faster line."),
    ),
    409: Kind(
        Words("与现状冲突，没有写入", "In conflict with what is there; nothing was written"),
        Words(
            "看现在的内容再发；键已用过则换新键。",
            "Look at what there is now and send again; take a new key for another request.",
        ),
    ),
    412: Kind(
        Words("别人改过这一部分，没有写入", "Somebody else has changed this section; nothing was written"),
        Words(
            "合并 detail 中的两份文字，以新的版次再发。",
            "Merge the two texts in detail and send again with the newer revision.",
        ),
    ),
    413: Kind(Words("正文太大", "The body is too large"), Words("分批发送。", "Send it in parts.")),
    415: Kind(
        Words("正文的类型不对", "The body is of the wrong type"),
        Words("按 detail 所说的 Content-Type 发送。", "Send the Content-Type that detail names."),
    ),
    421: Kind(
        Words("此处不以这个名称提供服务", "Not served under this name"),
        Words("管理员可用 --allowed-host 添加名称。", "The administrator adds a name with --allowed-host."),
    ),
    422: Kind(
        Words("有字段需要改正", "A field has to be put right"),
        Words("errors 逐个字段说明怎样才对。", "errors says of each field what would be right."),
    ),
    428: Kind(
        Words("请用 If-Match 说明改的是哪一版", "Say with If-Match which revision is changed"),
        Words("先 GET，再以其 ETag 作 If-Match。", "GET it first, and send its ETag as If-Match."),
    ),
    429: Kind(
        Words("请求过于频繁", "Too many requests"),
        Words("等 Retry-After 所说的秒数再发。", "Wait the seconds of Retry-After."),
    ),
    500: Kind(
        Words("服务内部出错", "The service itself failed"),
        Words("已记录；请告知管理员。", "It is logged; tell the administrator."),
    ),
    501: Kind(
        Words("服务器缺少可选部分", "The server lacks an optional part"),
        Words("管理员照 detail 的命令安装。", "The administrator installs it with the command in detail."),
    ),
    503: Kind(
        Words("暂时做不了，请稍后再试", "Not possible now; try again later"),
        Words(
            "等 Retry-After 所说的秒数再发；没有写入任何内容，除非 detail 另有说明。",
            "Wait the seconds of Retry-After; nothing was written, unless detail says otherwise.",
        ),
    ),
}


def details(
    status: int, detail: str, errors: Iterable[dict[str, str]] = (), language: Language | None = None
) -> dict[str, Any]:
    """RFC 9457 problem details. Their `type` leads to where it is told what a problem is and what to do."""
    known = status in KINDS
    return {
        "type": f"/api#problem-{status}" if known else "about:blank",
        "title": KINDS[status].title.said(language) if known else HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": list(errors),
    }
