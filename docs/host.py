"""A small host of MCP Apps: shows one page of a server in a browser and carries its messages, for tests and pictures.

The frame it shows the page in may do what the extension's default allows and no more: scripts of its own, no forms,
no network, an origin of nobody.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx2
from playwright.sync_api import Frame, Page

Ask = Callable[[str, dict[str, Any]], dict[str, Any]]
"""The server behind it: a method and its parameters; the message that came back, with `result` or `error`."""

HOST = """<!doctype html>
<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'unsafe-inline';
style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; connect-src 'none'">
<style>body { margin: 0; background: %ground%; } iframe { border: 0; width: 100%; height: 600px; }</style>
</head><body><iframe title="it-advisor" sandbox="allow-scripts"></iframe><script>
"use strict";
const frame = document.querySelector("iframe"), sent = [];
let show;
const no = (message) => ({ error: { code: -32601, message } });
const takes = (what) => show.can[what] ? { result: {} } : no(what);
const post = (message) => frame.contentWindow.postMessage({ jsonrpc: "2.0", ...message }, "*");
const answers = {
  "ui/initialize": () => ({ result: { protocolVersion: "2026-01-26", hostInfo: { name: "host", version: "1" },
    hostCapabilities: show.can, hostContext: show.context } }),
  "tools/call": (params) => show.tools.includes(params.name) ? server("tools/call", params)
    : no("not a tool of the model's"),
  "ui/message": () => takes("message"),
  "ui/update-model-context": () => takes("updateModelContext"),
};
addEventListener("message", async ({ source, data }) => {
  if (source !== frame.contentWindow) return;
  sent.push(data);
  if (data.method === "ui/notifications/size-changed") frame.style.height = data.params.height + "px";
  if (data.method === "ui/notifications/initialized") document.body.dataset.met = "";
  if (data.method === "ui/notifications/initialized" && show.given) {
    post({ method: "ui/notifications/tool-input", params: { arguments: show.given } });
    post({ method: "ui/notifications/tool-result", params: show.result });
  }
  if (data.id !== undefined && data.method)
    post({ ...(answers[data.method] ? await answers[data.method](data.params) : no(data.method)), id: data.id });
});
function open_page(what) { show = what; frame.srcdoc = what.html; }
</script></body></html>"""
ALL: dict[str, Any] = {"serverTools": {}, "message": {"text": {}}, "updateModelContext": {"text": {}}}


def over_http(address: str) -> Ask:
    """A server at an address, asked in the protocol of 2026-07-28."""
    era = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}

    def ask(method: str, params: dict[str, Any]) -> dict[str, Any]:
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": era}}
        headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2026-07-28"}
        headers |= {"Mcp-Method": method, "Mcp-Name": params.get("name") or params.get("uri") or ""}
        kept = {name: value for name, value in headers.items() if value}
        text = httpx2.post(f"{address}/mcp", json=message, headers=kept, timeout=60, trust_env=False).text
        answer: dict[str, Any] = json.loads(text.partition("data: ")[2] if text.startswith("event:") else text)
        return answer

    return ask


def opened(
    page: Page,
    ask: Ask,
    tool: str,
    given: Mapping[str, Any] | None,
    can: Mapping[str, Any] = ALL,
    **context: Any,
) -> Frame:
    """The page of a tool that a model has called with `given`; `context` is the host's, e.g. `theme="dark"`."""
    tools = ask("tools/list", {})["result"]["tools"]
    uri = next(one["_meta"]["ui"]["resourceUri"] for one in tools if one["name"] == tool)
    content = ask("resources/read", {"uri": uri})["result"]["contents"][0]
    assert content["mimeType"] == "text/html;profile=mcp-app"
    result = ask("tools/call", {"name": tool, "arguments": dict(given)})["result"] if given is not None else None
    page.expose_function("server", lambda method, params: ask(method, params))
    page.set_content(HOST.replace("%ground%", "#1d2324" if context.get("theme") == "dark" else "#fff"))
    names = [one["name"] for one in tools]
    about = {"html": content["text"], "given": given, "result": result, "can": can, "context": context, "tools": names}
    page.evaluate("what => open_page(what)", about)
    page.wait_for_selector("body[data-met]")
    frame = page.frames[1]
    frame.wait_for_selector("#main[aria-busy=false]")
    return frame
