"""The suite's tools that ask the client something before they answer: by a result (2026-07-28), or in a session."""

from collections.abc import Mapping
from typing import Any

from mcp import MCPError, types
from mcp.server import ServerRequestContext

from conformance.fixture_content import text

Context = ServerRequestContext[dict[str, Any]]
Outcome = types.CallToolResult | types.InputRequiredResult
Asked = types.CallToolRequestParams | types.GetPromptRequestParams


def form(message: str, **fields: Any) -> types.ElicitRequest:
    """A question with a field for each keyword: its type, or its whole schema."""
    properties = {name: {"type": kind} if isinstance(kind, str) else kind for name, kind in fields.items()}
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return types.ElicitRequest(params=types.ElicitRequestFormParams(message=message, requested_schema=schema))


def writing(words: str) -> types.CreateMessageRequest:
    """Asks the client's model."""
    said = types.SamplingMessage(role="user", content=text(words))
    return types.CreateMessageRequest(params=types.CreateMessageRequestParams(messages=[said], max_tokens=100))


NAME = form("Who are you?", name="string")
ROOTS = types.ListRootsRequest()
CONTEXT: dict[str, types.InputRequest] = {"user_context": form("In which context?", context="string")}

ONCE: Mapping[str, tuple[dict[str, types.InputRequest], str | None]] = {
    "test_input_required_result_elicitation": ({"user_name": NAME}, None),
    "test_input_required_result_sampling": ({"capital_question": writing("Which city is the capital?")}, None),
    "test_input_required_result_list_roots": ({"client_roots": ROOTS}, None),
    "test_input_required_result_request_state": ({"confirm": form("Go on?", ok="boolean")}, "confirming"),
    "test_input_required_result_multiple_inputs": (
        {"user_name": NAME, "greeting": writing("Greet somebody."), "client_roots": ROOTS},
        "three at once",
    ),
    "test_input_required_result_tampered_state": ({"confirm": form("Go on?", ok="boolean")}, "untouched"),
    "test_streaming_elicitation": ({"user_name": NAME}, None),
}
"""By tool: what it asks in its one round, and the state it has to get back."""
IN_SESSION = {
    "test_elicitation": form("", username="string", email="string"),
    "test_elicitation_sep1034_defaults": form(
        "With defaults",
        name={"type": "string", "default": "John Doe"},
        age={"type": "integer", "default": 30},
        score={"type": "number", "default": 95.5},
        status={"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
        verified={"type": "boolean", "default": True},
    ),
    "test_elicitation_sep1330_enums": form(
        "Every kind of choice",
        untitledSingle={"type": "string", "enum": ["option1", "option2", "option3"]},
        titledSingle={"type": "string", "oneOf": [{"const": "value1", "title": "One"}]},
        legacyEnum={"type": "string", "enum": ["opt1", "opt2"], "enumNames": ["One", "Two"]},
        untitledMulti={"type": "array", "items": {"type": "string", "enum": ["option1", "option2"]}},
        titledMulti={"type": "array", "items": {"anyOf": [{"const": f"value{n}", "title": f"{n}"} for n in (1, 2)]}},
    ),
}
"""What a tool of the handshake era asks the client while it is called."""
OTHERS = ("test_sampling", "test_input_required_result_multi_round", "test_input_required_result_capabilities")
TOOLS = (*ONCE, *IN_SESSION, *OTHERS)


def ask(
    params: Asked, requests: dict[str, types.InputRequest], state: str | None = None
) -> types.InputRequiredResult | None:
    """The question, until all of it has been answered and the state has come back."""
    if set(requests) <= set(params.input_responses or {}) and params.request_state == state:
        return None
    return types.InputRequiredResult(input_requests=requests, request_state=state)


async def answer(ctx: Context, params: types.CallToolRequestParams) -> Outcome:
    name = params.name
    if name in ONCE:
        requests, state = ONCE[name]
        return ask(params, requests, state) or _said(params)
    if name == "test_input_required_result_multi_round":
        return _in_two_rounds(params)
    if name == "test_input_required_result_capabilities":
        return ask(params, _allowed(ctx.session.client_capabilities)) or _said(params)
    return await _in_session(ctx, params)


def _in_two_rounds(params: types.CallToolRequestParams) -> Outcome:
    if params.request_state == "second":
        return ask(params, {"step2": form("Which colour?", color="string")}, "second") or _said(params)
    if ask(params, {"step1": NAME}, "first"):
        return types.InputRequiredResult(input_requests={"step1": NAME}, request_state="first")
    return types.InputRequiredResult(
        input_requests={"step2": form("Which colour?", color="string")}, request_state="second"
    )


def _allowed(declared: types.ClientCapabilities | None) -> dict[str, types.InputRequest]:
    """Only what the client has said it can be asked."""
    found: dict[str, types.InputRequest] = {}
    if declared and declared.sampling:
        found["writing"] = writing("Say something.")
    if declared and declared.elicitation:
        found["user_name"] = NAME
    return found


def _said(params: types.CallToolRequestParams) -> types.CallToolResult:
    """Repeats what it was told; the suite looks for the word where there was a state."""
    told = {name: one.model_dump(mode="json") for name, one in (params.input_responses or {}).items()}
    return types.CallToolResult(content=[text(f"{'state-ok ' if params.request_state else ''}{told}")])


async def _in_session(ctx: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
    """Asks on the stream of the call itself. Raises NoBackChannelError where there is no session."""
    given = params.arguments or {}
    if params.name == "test_sampling":
        said = [types.SamplingMessage(role="user", content=text(str(given.get("prompt"))))]
        told: Any = await ctx.session.create_message(said, max_tokens=100, related_request_id=ctx.request_id)
    else:
        asked = IN_SESSION[params.name].params
        assert isinstance(asked, types.ElicitRequestFormParams)
        message = str(given.get("message", asked.message))
        told = await ctx.session.elicit_form(message, asked.requested_schema, ctx.request_id)
    return types.CallToolResult(content=[text(told.model_dump_json())])


def require_sampling(ctx: Context) -> None:
    """Raises MCPError for a client that has not said that its model may be asked."""
    if not (ctx.session.client_capabilities and ctx.session.client_capabilities.sampling):
        raise MCPError(
            types.MISSING_REQUIRED_CLIENT_CAPABILITY, "this needs sampling", {"requiredCapabilities": {"sampling": {}}}
        )
