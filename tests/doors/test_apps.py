"""The pages inside a conversation, in a real browser: a host of ours shows what a real server gave it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, expect

from browsers import chromium
from docs.host import opened, over_http
from it_advisor.content import load
from it_advisor.doors import apps
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings
from processes import HttpServer, StdioProcess
from seen import HOSTILE, Seen

EXAMPLES = Path(__file__).parents[2] / "examples"
COSTS, COMPARISON = (
    json.loads(json.dumps(yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8")), default=str))
    for name in ("costs", "comparison")
)
BRIEF = {
    "business_nature": "三个工厂的精密零件制造，汽车客户要求追溯",
    "company_size": "320 人",
    "technical_requirements": "ERP 与 MES 集成\n批次追溯",
}
PAGES = {name: one.page for name, one in OPERATIONS.items() if one.page}
HARM = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window for a host; it fails the test that anything is fetched, or that a script complains."""
    window = browser.new_page(viewport={"width": 760, "height": 900})
    wrong: list[str] = []
    window.on("pageerror", lambda error: wrong.append(str(error)))
    window.on("console", lambda said: wrong.append(said.text))
    window.on("request", lambda asked: wrong.append(asked.url))
    window.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield window
    window.close()
    assert wrong == []


def settled(frame: Frame) -> None:
    """After the pause in which one may go on typing or dragging, and the answer."""
    expect(frame.locator("#main")).to_have_attribute("aria-busy", "false")


def asked(page: Page) -> dict[str, Any]:
    """The last call that the page has made, as the host has seen it."""
    calls = [one["params"] for one in page.evaluate("sent") if one.get("method") == "tools/call"]
    return dict(calls[-1])


def rest(server: HttpServer, call: dict[str, Any]) -> dict[str, Any]:
    """What REST answers to the same call."""
    answer = httpx2.post(f"{server.url}/api/v1/{call['name']}", json=call["arguments"], trust_env=False)
    found: dict[str, Any] = answer.json()
    return found


def said(page: Page, method: str) -> list[str]:
    """What the page has sent to the conversation, or to the model's context."""
    return [one["params"]["content"][0]["text"] for one in page.evaluate("sent") if one.get("method") == method]


def figures(frame: Frame, kind: str) -> list[str | None]:
    return [cell.get_attribute("data-value") for cell in frame.locator(f"td.{kind}").all()]


def no_harm(frame: Frame) -> None:
    """What axe-core finds serious or critical."""
    found = Axe().run(frame)  # type: ignore[arg-type] # a frame evaluates as a page does
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"] if one["impact"] in HARM] == []


def test_one_sees_while_typing_how_it_is_understood_and_the_conversation_gets_the_prompt(
    page: Page, http_server: HttpServer
) -> None:
    """The very prompt that REST gives for the same four arguments."""
    frame = opened(page, over_http(http_server.url), "recommend_it_systems", BRIEF, theme="light", locale="en-GB")
    expect(frame.locator("#company_size-note")).to_contain_text("320 人")
    frame.fill("#company_size", "集团 1200 人，五家工厂")
    frame.fill("#budget_range", "三年不超过 500 万元")
    frame.fill("#technical_requirements", "单点登录；批次追溯\n对接 WMS")
    settled(frame)
    expect(frame.locator("#company_size-note .read")).to_contain_text("1,200 人")
    expect(frame.locator("#budget_range-note .read")).to_contain_text("CNY 至多 5,000,000")
    assert frame.locator(".needs li").all_inner_texts() == ["R1\n单点登录", "R2\n批次追溯", "R3\n对接 WMS"]
    no_harm(frame)
    frame.select_option("#cases", "1")
    settled(frame)
    frame.locator("#write").press("Enter")
    expect(frame.locator("#status")).not_to_be_empty()
    assert said(page, "ui/message") == [rest(http_server, asked(page))["prompt"]]


def test_where_a_client_takes_no_message_the_prompt_is_there_to_be_copied(
    page: Page, stdio_process: StdioProcess
) -> None:
    """Over pipes, in the dark, in English, and opened without a call before."""

    def ask(method: str, params: dict[str, Any]) -> dict[str, Any]:
        return stdio_process.ask(method, **params)

    frame = opened(page, ask, "recommend_it_systems", None, can={}, theme="dark", locale="en-GB")
    assert frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(29, 35, 36)"
    frame.fill("#business_nature", "A charity running three shelters")
    settled(frame)
    frame.click("#write")
    expect(frame.locator("#status")).to_contain_text("copy the prompt")
    assert frame.locator("#prompt").input_value().startswith("You")


def test_a_slider_moves_the_charts_to_the_figures_that_rest_gives(page: Page, http_server: HttpServer) -> None:
    """By keyboard: a rate, a price, the horizon; what is refused says why, and the original comes back."""
    frame = opened(page, over_http(http_server.url), "estimate_costs", COSTS, locale="en-GB")
    before = figures(frame, "npv")
    frame.locator("#discount_rate_pct").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    frame.get_by_label("Subscription Subscribed MES · CNY a year per user").last.fill("2100")
    settled(frame)
    call = asked(page)
    given = call["arguments"]
    assert (given["discount_rate_pct"], given["costs"][0]["likely"]) == (10, 2100)
    answer = rest(http_server, call)
    likely = [option["scenarios"][1] for option in answer["options"]]
    assert figures(frame, "npv") == [one["npv"] for one in likely] != before
    assert figures(frame, "tco") == [one["tco"] for one in likely]
    assert figures(frame, "payback") == [months and str(months) for months in (one["payback_months"] for one in likely)]
    paid = [str(one["payback_months"]) for one in likely if one["payback_months"]]
    assert [dot.get_attribute("data-month") for dot in frame.locator("#cash .dot").all()] == paid
    assert frame.locator("#tco svg rect.bar").count() > 10
    assert "discount_rate_pct" in said(page, "ui/update-model-context")[-1]
    no_harm(frame)
    frame.locator("#horizon_years").press("Home")
    settled(frame)
    expect(frame.locator("#fault")).to_contain_text("costs.6")
    frame.click("#reset")
    settled(frame)
    assert figures(frame, "npv") == before
    expect(frame.locator("#fault")).to_be_hidden()


def test_a_weight_that_is_dragged_changes_who_comes_first(page: Page, http_server: HttpServer) -> None:
    """Beyond the mark at which another draws level, that one leads, with the points that REST gives; dark when told."""
    frame = opened(page, over_http(http_server.url), "compare_options", COMPARISON, theme="light", locale="zh-CN")
    expect(frame.locator("#winner")).to_have_text("Suite A")
    slider = frame.get_by_label("Cost over 3 years, 10k CNY")
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + 8 + (box["width"] - 16) * 29 / 98, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    settled(frame)
    expect(frame.locator("#winner")).to_have_text("Warehouse system C")
    ranking = rest(http_server, asked(page))["ranking"]
    assert figures(frame, "points") == [str(one["points"]).removesuffix(".0") for one in ranking]
    shares = [float(one.inner_text().removesuffix(" %")) for one in frame.locator(".dial:not(.sub) output").all()]
    assert sum(shares) == pytest.approx(100, abs=0.2)
    expect(frame.locator("#remarks")).to_contain_text("The weights were changed after scoring")
    page.evaluate("post({method: 'ui/notifications/host-context-changed', params: {theme: 'dark'}})")
    expect(frame.locator("body")).to_have_css("background-color", "rgb(29, 35, 36)")
    no_harm(frame)
    frame.click("#hand")
    expect(frame.locator("#status")).not_to_be_empty()
    assert "Cost over 3 years, 10k CNY" in said(page, "ui/message")[0]


def test_what_is_too_long_for_clients_is_not_drawn_as_if_it_were_all(page: Page, http_server: HttpServer) -> None:
    """Of such an answer lists are beginnings: a bar of them would pass for the whole."""
    lines = [
        {"option": f"Option {letter}", "item": f"Line {n}", "category": "staff", "kind": "yearly", "likely": 100}
        for letter in "ABCDEFGHIJ"
        for n in range(6)
    ]
    given = {"currency": "EUR", "horizon_years": 10, "costs": lines}
    frame = opened(page, over_http(http_server.url), "estimate_costs", given, locale="en-GB")
    expect(frame.locator("#charts")).to_contain_text("only beginnings")
    assert frame.locator("figure").count() == 0


HOSTILE_CALLS = {
    "recommend_it_systems": {"business_nature": HOSTILE, "company_size": HOSTILE, "budget_range": HOSTILE}
    | {"technical_requirements": f"{HOSTILE}\n{HOSTILE}"},
    "estimate_costs": {
        "currency": "CNY",
        "costs": [
            {"option": HOSTILE, "item": HOSTILE, "category": "exit", "kind": "one-off", "likely": 100},
        ],
        "benefits": [{"option": HOSTILE, "item": HOSTILE, "kind": "saving", "likely": 90}],
    },
    "compare_options": {
        "as_of": "2026-11-23",
        "options": [HOSTILE, f"{HOSTILE}2", f"{HOSTILE}3"],
        "criteria": [{"name": HOSTILE, "weight": 60}, {"name": f"{HOSTILE}2", "weight": 40}],
        "gates": [{"option": f"{HOSTILE}3", "gate": HOSTILE, "result": "fail", "evidence": HOSTILE}],
        "scores": [
            {"option": f"{HOSTILE}{option}", "criterion": f"{HOSTILE}{criterion}", "score": score, "rationale": HOSTILE}
            for option, criterion, score in (("", "", 7), ("", "2", 3), ("2", "", 4), ("2", "2", 8))
        ],
    },
}


@pytest.mark.parametrize("tool", PAGES)
def test_whatever_is_in_a_field_comes_out_as_text(tool: str, page: Page, http_server: HttpServer) -> None:
    """Names, prices, needs, reasons: nothing of it becomes an element, and nothing runs."""
    frame = opened(page, over_http(http_server.url), tool, HOSTILE_CALLS[tool], locale="en-GB")
    assert frame.locator("script").count() == 2
    assert frame.locator("img").count() == 0
    fields = [field.input_value() for field in frame.locator("textarea").all()]
    assert HOSTILE in "\n".join([*fields, frame.locator("main").inner_text()])


def test_a_template_of_ones_own_cannot_break_out_of_the_page(tmp_path: Path) -> None:
    """Its titles are part of the form."""
    title = "title: </script><script>alert(1)</script>"
    for language in ("en", "zh"):
        name = f"recommend_it_systems.{language}.md"
        ours = (EXAMPLES.parent / "prompts" / name).read_text("utf-8")
        (tmp_path / name).write_text(re.sub("title: .*", title, ours), "utf-8")
    found = apps.page("ui://it-advisor/form", load(Settings(prompts=tmp_path)))
    assert found and "alert(1)" in found.text
    assert len(Seen(found.text).all("script")) == 2
