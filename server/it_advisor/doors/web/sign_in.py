"""The page where one signs in: with a token, or at the OpenID provider."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from it_advisor.caller import TOKEN
from it_advisor.doors.callers import known_of
from it_advisor.doors.credentials import REASONS, NotKnown
from it_advisor.doors.entrance import Entrance
from it_advisor.doors.shield import told
from it_advisor.doors.web.page import page, trouble
from it_advisor.doors.web.sessions import forgotten, is_ours, onward, remembered
from it_advisor.errors import AdvisorError, Forbidden, Words

Handler = Callable[[Entrance, Request], Awaitable[Response]]
_FAILED = Words("未能登录", "You are not signed in")


def routes(entered: Entrance) -> list[Route]:
    """Where there is an entrance. They come before the pages, whose last route answers for everything."""
    handlers: list[tuple[str, str, Handler]] = [
        ("/sign-in", "GET", _form),
        ("/sign-in", "POST", _with_token),
        ("/sign-out", "POST", _sign_out),
    ]
    if entered.client:
        from it_advisor.doors.web import provider

        handlers += [("/sign-in/provider", "GET", provider.leave), ("/sign-in/back", "GET", provider.back)]
    return [Route(path, partial(_told, handler, entered), methods=[method]) for path, method, handler in handlers]


async def _told(handler: Handler, entered: Entrance, request: Request) -> Response:
    """What goes wrong is said on a page."""
    try:
        return await handler(entered, request)
    except NotKnown as error:
        entered.witness.tell("-", f"401 {error.reason}", "/sign-in")
        return trouble(request, 401, _FAILED, REASONS[error.reason])
    except AdvisorError as error:
        return trouble(request, 403 if isinstance(error, Forbidden) else 503, _FAILED, told(error))


async def _form(entered: Entrance, request: Request) -> Response:
    return _shown(entered, request, request.query_params.get("next", "/"), None)


async def _with_token(entered: Entrance, request: Request) -> Response:
    form = await request.form()
    secret, place = (value if isinstance(value := form.get(name), str) else "" for name in ("token", "next"))
    secret = secret.strip()
    try:
        if not secret.startswith(TOKEN):
            raise NotKnown("malformed")
        caller = await entered.credentials.caller(secret)
        session = await (await entered.cabinet.open()).tokens.open_session(secret, caller)
    except NotKnown as error:
        entered.witness.tell("-", f"401 {error.reason}", "/sign-in")
        return _shown(entered, request, place, REASONS[error.reason])
    return remembered(onward(place), request, session)


async def _sign_out(entered: Entrance, request: Request) -> Response:
    """Ends the session here, on every server."""
    if not await is_ours(request):
        return strange(request)
    if session := known_of(request).session:
        await (await entered.cabinet.open()).tokens.end_session(session)
        entered.credentials.forget()
    return forgotten(RedirectResponse("/sign-in", 303))


def _shown(entered: Entrance, request: Request, place: str, why: Words | None) -> Response:
    values = {"next": place, "why": why, "provider": entered.client is not None}
    return page(request, "sign_in.html", values, 401 if why else 200)


def strange(request: Request) -> Response:
    """For a form that did not come from a page of this session."""
    title = Words("请从页面重新提交", "Send it again from the page")
    why = Words(
        "这个表单不是从您登录后的页面提交的，没有执行任何操作。",
        "This form was not sent from a page you were signed in on; nothing was done.",
    )
    return trouble(request, 403, title, why)
