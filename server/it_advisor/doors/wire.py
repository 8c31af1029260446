"""One line of JSON-RPC from a client: read strictly, and where it cannot be read, the answer it deserves."""

import json
from typing import Any

from mcp import types
from pydantic import ValidationError

from it_advisor.errors import BadRequest, Words
from it_advisor.jsontext import read_json
from it_advisor.text import clean, short

Id = str | int

NAME_LIMIT = 256
"""Characters of an id or a method, which answers repeat; a number may have no more than 53 bits, as in JavaScript."""
_BAD_ID = Words(
    f"id 应为至多 {NAME_LIMIT} 个字符的文字，或至多 53 位二进制的整数",
    f"id must be text of at most {NAME_LIMIT} characters or a whole number of at most 53 bits",
)
_BAD_METHOD = Words(
    f"method 应为至多 {NAME_LIMIT} 个字符的文字", f"method must be text of at most {NAME_LIMIT} characters"
)
_NO_OBJECT = Words(
    "请一次发送一个 JSON-RPC 对象；MCP 不用批量", "send one JSON-RPC object at a time; batches are not part of MCP"
)


class Rejection(types.JSONRPCError):
    """An answer to what never became a request, though it may name the id of one."""


class FailedCall(types.JSONRPCResponse):
    """The same for the call of a tool: a result, so that the model reads what went wrong and mends it."""


class Refused(Exception):
    """A line that is no message of JSON-RPC; carries the answer for its sender, whose language nobody knows yet."""

    def __init__(self, code: int, words: Words, of: Id | None = None) -> None:
        message = words.said(None)
        super().__init__(message)
        self.answer = Rejection(jsonrpc="2.0", id=of, error=types.ErrorData(code=code, message=message))


class BadCall(Refused):
    """The call of a tool with arguments that cannot be read; over HTTP it is a 400 as any other."""

    def __init__(self, words: Words, of: Id) -> None:
        super().__init__(types.INVALID_PARAMS, words, of)
        said = types.CallToolResult(content=[types.TextContent(text=str(self))], is_error=True)
        self.result = FailedCall(
            jsonrpc="2.0", id=of, result=said.model_dump(mode="json", by_alias=True, exclude_none=True)
        )


def parse(line: bytes) -> types.JSONRPCMessage | None:
    """The message; None for a response too broken to be matched, which nobody waits for. Raises Refused."""
    try:
        message = types.jsonrpc_message_adapter.validate_json(line, by_name=False)
    except ValidationError:
        _refuse(line)
        return None
    _refuse_twice(line, message)
    if isinstance(message, types.JSONRPCNotification) and "id" in json.loads(line):
        raise Refused(types.INVALID_REQUEST, _BAD_ID)
    if isinstance(message, types.JSONRPCRequest):
        if not is_id(message.id):
            raise Refused(types.INVALID_REQUEST, _BAD_ID)
        if len(message.method) > NAME_LIMIT:
            raise Refused(types.INVALID_REQUEST, _BAD_METHOD, message.id)
    return message


def _refuse_twice(line: bytes, message: types.JSONRPCMessage) -> None:
    """Of a name that stands twice the schema took the last; nobody can know which was meant."""
    try:
        read_json(line.decode())
    except BadRequest as error:
        of = message.id if isinstance(message, types.JSONRPCRequest) and is_id(message.id) else None
        if of is not None and getattr(message, "method", "") == "tools/call":
            raise BadCall(error.words, of) from None
        raise Refused(types.INVALID_PARAMS, error.words, of) from None


def is_id(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= NAME_LIMIT
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53


def _refuse(line: bytes) -> None:
    """Say what is wrong with a line that the schema did not take. Returns for a broken response."""
    try:
        text, fault = line.decode(), None
    except UnicodeDecodeError as error:
        text, at = line.decode(errors="replace"), error.start
        fault = Words(f"第 {at} 字节起不是 UTF-8", f"not UTF-8 at byte {at}")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = short(error)
        raise Refused(types.PARSE_ERROR, fault or Words(f"不是 JSON：{what}", f"not JSON: {what}")) from None
    if not isinstance(data, dict):
        raise Refused(types.INVALID_REQUEST, fault or _NO_OBJECT)
    if "method" not in data and ("result" in data or "error" in data):
        return
    of = data.get("id") if is_id(data.get("id")) and _is_text(data.get("id")) else None
    if of is not None and not fault and (invalid := _invalid_text(data.get("params"))):
        if data.get("method") == "tools/call" and "arguments" in data["params"]:
            raise BadCall(invalid, of)
        raise Refused(types.INVALID_PARAMS, invalid, of)
    raise Refused(types.PARSE_ERROR if fault else types.INVALID_REQUEST, fault or _fault(data), of)


def _invalid_text(params: Any) -> Words | None:
    """Which argument holds text that is no text, such as a lone surrogate, and what to do; None where none does."""
    if not isinstance(params, dict) or _is_text(json.dumps(params, ensure_ascii=False)):
        return None
    try:
        clean(params.get("arguments", params))
    except BadRequest as error:
        return error.words
    return None


def _is_text(value: Any) -> bool:
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


def _fault(data: dict[str, Any]) -> Words:
    """The first thing wrong with an object that should have been a request."""
    if data.get("jsonrpc") != "2.0":
        return Words('jsonrpc 应为 "2.0"', 'jsonrpc must be "2.0"')
    if not isinstance(data.get("method"), str):
        return _BAD_METHOD
    if not isinstance(data.get("params", {}), dict):
        return Words("params 应为对象", "params must be an object")
    if "id" in data and not is_id(data["id"]):
        return _BAD_ID
    if _is_text(json.dumps(data, ensure_ascii=False)):
        return Words("消息嵌套太深", "the message is nested too deep")
    return Words(
        "消息含无效的 Unicode 文字（单独的代理项）",
        "the message holds text that is not valid Unicode (a lone surrogate)",
    )
