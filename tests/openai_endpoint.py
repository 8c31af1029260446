"""An endpoint that answers as the OpenAI API does: python tests/openai_endpoint.py. The model's name says how.

It prints its port. What it is told about the right tool comes from the questions themselves; it thinks nothing.
"""

import contextlib
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

from it_advisor.doors.samples import requests
from it_advisor.evals.questions import read_questions

QUESTIONS = {one.text: one for one in read_questions((files("it_advisor.evals") / "questions.yaml").read_text("utf-8"))}
REPORT = (Path(__file__).parents[1] / "examples" / "property-manager-germany.md").read_text("utf-8")
KEY = "sk-right"
asked: Counter[str] = Counter()
"""How often each model was asked."""


def call(name: str, arguments: Any) -> dict[str, Any]:
    text = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
    return {"id": "call_1", "type": "function", "function": {"name": name, "arguments": text}}


def completion(message: dict[str, Any], finish: str = "stop") -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": None, **message}, "finish_reason": finish}
    usage = {"prompt_tokens": 2000, "completion_tokens": 50, "total_tokens": 2050}
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 0, "choices": [choice], "usage": usage}


def knowing(body: dict[str, Any]) -> dict[str, Any]:
    """The right tool with arguments that our server takes; about something else, words."""
    question = QUESTIONS[body["messages"][-1]["content"]]
    if question.tool is None:
        return completion({"content": "Gladly."})
    return completion({"tool_calls": [call(question.tool, requests()[question.tool])]}, "tool_calls")


def eager(body: dict[str, Any]) -> dict[str, Any]:
    """The first tool for everything, in arguments that fit none; now and then one that does not exist."""
    name = "order_pizza" if "Hamlet" in body["messages"][-1]["content"] else body["tools"][0]["function"]["name"]
    return completion({"tool_calls": [call(name, {"business": "x"})]}, "tool_calls")


MESSAGES = {
    "silent": completion({"content": "As an assistant I cannot say."}),
    "garbled": completion({"tool_calls": [call("search_cases", "{'words': hotel")]}),
    "reporter": completion({"content": f"<think>They want a report.</think>\n{REPORT}"}),
    "breathless": completion({"content": "# A poem\n\nRoses"}, "length"),
    "odd": {"choices": []},
    "routed": {"error": {"message": "Provider returned error", "code": 502}},
}
STATUSES = {"gone": 404, "full": 429, "down": 503, "strict": 400}
FAULTS = {
    "gone": "The model `gone` does not exist or you do not have access to it.",
    "full": "Rate limit reached for requests per day.",
    "down": "The engine is currently overloaded.",
    "strict": "This model's maximum context length is 2048 tokens.",
}


class Answers(BaseHTTPRequestHandler):
    """One request after another, each in its own thread."""

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.give(200, {"object": "list", "data": [{"id": "knowing"}, {"id": "eager"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = body["model"]
        asked[name] += 1
        if name == "closed" and self.headers.get("Authorization") != f"Bearer {KEY}":
            self.give(401, {"error": {"message": "Incorrect API key provided.", "code": "invalid_api_key"}})
        elif name == "busy" and asked[name] == 1:
            self.give(429, {"error": {"message": "Slow down."}}, {"Retry-After": "0"})
        elif name in STATUSES or (name == "narrow" and asked[name] > 1):
            fault = "strict" if name == "narrow" else name
            self.give(STATUSES[fault], {"error": {"message": FAULTS[fault]}}, {"Retry-After": "3600"})
        elif name == "page":
            self.give(200, "<html>Welcome</html>", {"Content-Type": "text/html"})
        else:
            if name == "slow":
                time.sleep(2)
            self.give(200, self.spoken(name, body))

    def spoken(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        if name in MESSAGES:
            return MESSAGES[name]
        return eager(body) if name == "eager" else knowing(body)

    def give(self, status: int, content: Any, headers: dict[str, str] | None = None) -> None:
        data = (content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)).encode()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # whoever asked the slow one has gone
            self.send_response(status)
            for header, value in {"Content-Type": "application/json", **(headers or {})}.items():
                self.send_header(header, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)


@contextlib.contextmanager
def endpoint() -> Iterator[str]:
    """Its base URL."""
    process = subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE)
    assert process.stdout
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    print(server.server_address[1], flush=True)
    server.serve_forever()
