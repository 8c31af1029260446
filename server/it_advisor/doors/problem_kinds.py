"""What a problem of REST is called, by its status; /api tells the same on a page, which a problem's type leads to."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from it_advisor.errors import Language, Words

KINDS: dict[int, Words] = {
    400: Words("读不懂这个请求", "The request cannot be read"),
    403: Words("不允许", "Not allowed"),
    404: Words("没有找到", "Not found"),
    405: Words("此地址不接受这种方法", "The address does not take this method"),
    408: Words("正文没有及时到齐", "The body did not arrive in time"),
    409: Words("与现状冲突，没有写入", "In conflict with what is there; nothing was written"),
    412: Words("别人改过这一部分，没有写入", "Somebody else has changed this section; nothing was written"),
    413: Words("正文太大", "The body is too large"),
    415: Words("正文的类型不对", "The body is of the wrong type"),
    421: Words("此处不以这个名称提供服务", "Not served under this name"),
    422: Words("有字段需要改正", "A field has to be put right"),
    428: Words("请用 If-Match 说明改的是哪一版", "Say with If-Match which revision is changed"),
    500: Words("服务内部出错", "The service itself failed"),
    501: Words("服务器缺少可选部分", "The server lacks an optional part"),
    503: Words("暂时做不了，请稍后再试", "Not possible now; try again later"),
}


def details(
    status: int, detail: str, errors: Iterable[dict[str, str]] = (), language: Language | None = None
) -> dict[str, Any]:
    """RFC 9457 problem details. Their `type` leads to where it is told what a problem is and what to do."""
    known = status in KINDS
    return {
        "type": f"/api#problem-{status}" if known else "about:blank",
        "title": KINDS[status].said(language) if known else HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": list(errors),
    }
