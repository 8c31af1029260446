"""An OpenAI-compatible endpoint asked over HTTP: what it answers, and in clear words why it does not."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx2

from it_advisor.errors import AdvisorError, BadRequest, Misconfigured, Problem, Unavailable, Words
from it_advisor.evals.chat import Body, Reply, fault_in, reply_in
from it_advisor.text import short

KEY = "IT_ADVISOR_EVALS_KEY"
TRIES = 4
LONGEST_WAIT = 120.0
"""Seconds to wait for an endpoint that says it is busy; of longer ones the user is told instead."""
CONNECTING = 10.0
_BUSY = (429, 500, 502, 503, 504)
_SHAPE = Words(
    "{} 的应答不是 OpenAI 接口的样子（{}）；--base-url 一般以 /v1 结尾",
    "what {} answers is not the OpenAI API ({}); --base-url usually ends in /v1",
)
_SLOW = Words("{:g} 秒内没有应答；可用 --timeout 等久一些", "no answer within {:g} s; --timeout waits longer")
_CLOSED = Words(
    "{} 拒绝了密钥（{}）：{}；密钥取自环境变量 " + KEY,
    "{} refuses the key ({}): {}; the key is taken from the environment variable " + KEY,
)
_UNKNOWN = Words("{} 没有模型 {} 或没有这个地址：{}。{}", "{} has no model {}, or no such address: {}. {}")
_OFFERED = Words("它有：{}", "it has: {}")
_NO_LIST = Words("--base-url 一般以 /v1 结尾", "--base-url usually ends in /v1")
_LIMITED = Words(
    "{} 限制次数，{:.0f} 秒后再来（429）：{}；再次运行会从这里继续",
    "{} limits how often it is asked; come again in {:.0f} s (429): {}; started again, this goes on here",
)
_AGAIN = Words("应答 {}，{:.0f} 秒后再问", "it says {}; asked again in {:.0f} s")


class Unanswered(AdvisorError):
    """This one question got no answer; the next may."""


class Answered(NamedTuple):
    reply: Reply
    seconds: float


class Endpoint:
    """A place that speaks the API; close it when done."""

    def __init__(self, base: str, key: str, patience: float, tell: Callable[[Words], None]) -> None:
        """`tell` hears of what a person would wonder about, such as a wait. Raises BadRequest."""
        parts = urlsplit(base)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            words = Words(
                "应为完整地址，如 https://api.example.com/v1", "must be whole, e.g. https://api.example.com/v1"
            )
            raise BadRequest(Problem("--base-url", words))
        self._base, self._patience, self._tell = base.rstrip("/"), patience, tell
        is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if key and parts.scheme == "http" and not is_here:
            tell(Words(f"密钥将不加密地发往 {base}", f"the key travels to {base} unencrypted"))
        self._http = httpx2.Client(
            timeout=httpx2.Timeout(patience, connect=min(CONNECTING, patience)),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            trust_env=not is_here,  # a proxy would not reach this computer
        )

    def close(self) -> None:
        self._http.close()

    def ask(self, model: str, body: Body) -> Answered:
        """Raises Unanswered for this question; Misconfigured or Unavailable where asking on is no use."""
        answer, seconds = self._posted(model, body)
        if answer.status_code in (401, 403):
            raise Misconfigured(_filled(_CLOSED, self._base, answer.status_code, _said(answer)))
        if answer.status_code == 404:
            raise Misconfigured(_each(_UNKNOWN, self._base, short(model), _said(answer), self._models()))
        if answer.status_code != 200:
            raise Unanswered(_as_it_says(f"{answer.status_code} {_said(answer)}"))
        return Answered(self._read(answer), seconds)

    def _read(self, answer: httpx2.Response) -> Reply:
        about = f"{answer.headers.get('content-type', '?')}: {short(answer.text)}"
        try:
            data = answer.json()
        except (ValueError, RecursionError) as error:
            raise Misconfigured(_filled(_SHAPE, self._base, about)) from error
        if fault := fault_in(data):  # some routers say with status 200 that the provider behind them failed
            raise Unanswered(_as_it_says(short(fault, 200)))
        try:
            return reply_in(data)
        except ValueError as error:
            raise Unanswered(_filled(_SHAPE, self._base, about)) from error

    def _posted(self, model: str, body: Body) -> tuple[httpx2.Response, float]:
        """As often as it takes while the endpoint is busy, and how long the last took."""
        for attempt in range(1, TRIES + 1):
            start = time.monotonic()
            answer = self._sent({"model": model, **body})
            if answer.status_code not in _BUSY or attempt == TRIES:
                break
            wait = _wait(answer, attempt)
            if wait > LONGEST_WAIT:
                raise Unavailable(_filled(_LIMITED, self._base, wait, _said(answer)))
            self._tell(_filled(_AGAIN, answer.status_code, wait))
            time.sleep(wait)
        if answer.status_code == 429:
            raise Unavailable(_filled(_LIMITED, self._base, _wait(answer, TRIES), _said(answer)))
        return answer, time.monotonic() - start

    def _sent(self, body: Body) -> httpx2.Response:
        try:
            return self._http.post(f"{self._base}/chat/completions", json=body)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            raise self._unreached(error) from error
        except httpx2.TimeoutException as error:
            raise Unanswered(_filled(_SLOW, self._patience)) from error
        except httpx2.HTTPError as error:
            why = short(str(error) or type(error).__name__, 200)
            raise Unanswered(Words(f"连接中断：{why}", f"the connection broke: {why}")) from error

    def _unreached(self, error: Exception) -> Misconfigured:
        why = short(str(error) or type(error).__name__, 200)
        return Misconfigured(
            Words(f"连不上 {self._base}：{why}；它在运行吗？", f"cannot reach {self._base}: {why}; is it running?")
        )

    def _models(self) -> Words:
        """Which there are, if it says so: whoever asked for another sees its name."""
        try:
            listed = self._http.get(f"{self._base}/models", timeout=CONNECTING).json()["data"]
            names = ", ".join(short(one["id"]) for one in listed[:20])
        except (httpx2.HTTPError, ValueError, LookupError, TypeError):
            return _NO_LIST
        return _filled(_OFFERED, names)


def _wait(answer: httpx2.Response, attempt: int) -> float:
    """Seconds: what it asks for, as a number or a date, else longer each time."""
    asked = answer.headers.get("retry-after", "")
    try:
        return max(float(asked), 0.0)
    except ValueError:
        pass
    try:
        return max((parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return float(2**attempt)


def _said(answer: httpx2.Response) -> str:
    """The endpoint's own words."""
    try:
        found: Any = json.loads(answer.content)
    except (ValueError, RecursionError):
        found = None
    return short(fault_in(found) or answer.text or answer.reason_phrase, 200)


def _as_it_says(text: str) -> Words:
    """Another's words, in whichever language they are."""
    return Words(text, text)


def _filled(words: Words, *values: object) -> Words:
    return Words(words.zh.format(*values), words.en.format(*values))


def _each(words: Words, *values: object) -> Words:
    """With those of the values that are words in each language."""
    zh, en = ([getattr(one, language, one) for one in values] for language in ("zh", "en"))
    return Words(words.zh.format(*zh), words.en.format(*en))
