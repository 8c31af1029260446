"""What people do on the pages, in a real browser: both languages, phone and desktop, by keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from it_advisor.doors.web.page import PAGES
from processes import HttpServer

SIZES = {"phone": (390, 844), "desktop": (1360, 900)}
TONGUES = {"zh": "zh-CN", "en": "en-GB"}
BUSINESS = {
    "zh": "三个工厂的精密零件制造，汽车客户要求追溯",
    "en": "Precision parts made in three plants for car makers",
}


FOUR = [(size, tongue) for size in SIZES for tongue in TONGUES]
everywhere = pytest.mark.parametrize("page", FOUR, ids="-".join, indirect=True)


@pytest.fixture(params=[("phone", "zh"), ("desktop", "en")], ids="-".join)
def page(request: pytest.FixtureRequest, browser: Browser, http_server: HttpServer) -> Iterator[Page]:
    """An empty browser of that size and language; whatever the console complains of fails the test."""
    size, tongue = request.param
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{http_server.port}",
        viewport={"width": width, "height": height},
        locale=TONGUES[tongue],
        permissions=["clipboard-read", "clipboard-write"],
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert not [one for one in complaints if "status of 4" not in one and "ERR_INTERNET" not in one]


def holding(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))


WORDS = "section=text.risks"


def begun(page: Page) -> str:
    """A dossier with something in it; its address."""
    report = page.request.get("/cases/charity-40-staff.md").text()
    given = {"business_nature": "A charity", "report": report, "author": "Ann"}
    dossier = page.request.post("/dossiers", form=given, max_redirects=0).headers["location"]
    said = {"action": "comment", "base_revision": "1", "author": "Bo", "content": "Why?", "section": "risks"}
    page.request.post(dossier, form=said)
    return dossier


def tongue_of(page: Page) -> str:
    page.goto("/")
    return tongue_of_page(page)


def tongue_of_page(page: Page) -> str:
    return "zh" if (page.locator("html").get_attribute("lang") or "").startswith("zh") else "en"


@everywhere
def test_the_prompt_follows_what_is_typed_and_is_copied(page: Page) -> None:
    """Type, see how it is understood, copy; the address has become the one to share."""
    tongue = tongue_of(page)
    page.fill("#business_nature", BUSINESS[tongue])
    page.fill("#company_size", "320 人" if tongue == "zh" else "320 people")
    expect(page.locator("#company_size-note")).to_contain_text("320")
    expect(page.locator("#prompt")).to_have_value(holding(BUSINESS[tongue]))
    page.locator("[data-copy=prompt]").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#prompt").input_value()
    assert "business_nature=" in page.url
    page.goto(page.url)
    expect(page.locator("#business_nature")).to_have_value(BUSINESS[tongue])


def test_a_typical_need_is_added_by_a_click_and_cases_can_be_left_out(page: Page) -> None:
    """The chips fill the field; with no cases the prompt holds none while they still stand beside it."""
    tongue = tongue_of(page)
    page.fill("#business_nature", BUSINESS[tongue])
    page.locator("#technical_requirements-note .chip").first.click()
    expect(page.locator("#technical_requirements")).not_to_have_value("")
    expect(page.locator("#result .card.taken").first).to_be_visible()
    page.select_option("[name=cases]", "0")
    expect(page.locator("#result .card.taken")).to_have_count(0)
    expect(page.locator("#result .card").first).to_be_visible()


def test_everything_can_be_done_by_keyboard(page: Page) -> None:
    """Skip the navigation, fill the four fields, send the form, reach the copy button."""
    tongue = tongue_of(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#business_nature")).to_be_focused()
    for text in (BUSINESS[tongue], "320", "", ""):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.matches('.actions .primary')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#prompt")).to_have_value(holding(BUSINESS[tongue]))


def test_a_lost_connection_loses_nothing_typed(page: Page) -> None:
    """It is said, what was typed stays through a reload, and the prompt comes when the connection is back."""
    tongue = tongue_of(page)
    page.context.set_offline(True)
    page.fill("#business_nature", BUSINESS[tongue])
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#prompt")).to_have_value(holding(BUSINESS[tongue]))
    expect(page.locator("#offline")).to_have_count(0)
    page.goto("/cases")
    page.goto("/")
    expect(page.locator("#business_nature")).to_have_value(BUSINESS[tongue])


def test_costs_are_calculated_line_by_line(page: Page) -> None:
    """A line typed is counted at once; more lines are added without losing any; a fault is named."""
    page.goto("/costs")
    page.fill("#currency", "CNY")
    page.fill("[name='costs.0.option']", "A")
    page.fill("[name='costs.0.item']", "licence")
    page.select_option("[name='costs.0.category']", "subscription")
    page.select_option("[name='costs.0.kind']", "one-off")
    page.fill("[name='costs.0.likely']", "120000")
    expect(page.locator("#result")).to_contain_text("120,000")
    rows = page.locator("#rows-costs tr").count()
    page.locator("[data-more][value=costs]").click()
    expect(page.locator("#rows-costs tr")).not_to_have_count(rows)
    expect(page.locator("[name='costs.0.item']")).to_have_value("licence")
    expect(page.locator("#charts svg").first).to_be_visible()  # drawn once the typing has stopped
    page.fill("[name='costs.0.likely']", "-1")
    expect(page.locator("#result .error").first).to_contain_text("costs.0.likely")


def tabbed(page: Page, to: str) -> None:
    """Tab until something is focused; nobody is caught on the way."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("place => document.activeElement.matches(place)", to):
            return
    raise AssertionError(to)


def entered(page: Page) -> None:
    """Press Enter on what leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_dossier_is_begun_edited_and_signed_by_keyboard(page: Page) -> None:
    """The whole way without a mouse; the name is typed once and remembered."""
    page.goto("/dossiers/new")
    for place, text in (("#business_nature", BUSINESS[tongue_of_page(page)]), ("#start-author", "Ann")):
        tabbed(page, place)
        page.keyboard.type(text)
    tabbed(page, "form .primary")
    entered(page)
    tabbed(page, "a[href$='text.risks']")
    entered(page)
    tabbed(page, "#content")
    page.keyboard.type("The vendor may leave.")
    expect(page.locator("#edit-author")).to_have_value("Ann")
    tabbed(page, "form .primary")
    entered(page)
    expect(page.locator(".sections")).to_contain_text("The vendor may leave.")
    tabbed(page, "#sign-role")
    page.keyboard.press("ArrowDown")
    tabbed(page, "form[action] button:not([name])")
    entered(page)
    expect(page.locator("main .badge").first).to_contain_text("Ann")


def test_a_save_that_never_arrived_is_offered_again_and_then_forgotten(page: Page) -> None:
    """The connection is gone when the button is pressed: the text is back in the form, is saved, no draft is left."""
    editor = f"{begun(page)}/section?{WORDS}"
    page.goto(editor)
    page.fill("#content", "Written in a tunnel.")
    page.fill("#edit-author", "Ann")
    page.context.set_offline(True)
    page.locator("form .primary").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(editor)
    expect(page.locator("#content")).to_have_value("Written in a tunnel.")
    expect(page.locator("form .remark")).to_be_visible()
    page.locator("form .primary").click()
    expect(page.locator(".sections")).to_contain_text("Written in a tunnel.")
    page.goto(editor)
    expect(page.locator("form .remark")).to_have_count(0)
    page.fill("#content", "Thought better of it.")
    page.goto(editor)
    page.locator("form .remark button").click()
    expect(page.locator("#content")).to_have_value("Written in a tunnel.")


def test_no_page_has_a_serious_fault_for_people_who_cannot_see_it(page: Page) -> None:
    """What axe-core finds serious or critical, a phone in dark colours; and no page is wider than the screen."""
    page.emulate_media(color_scheme="dark" if page.evaluate("innerWidth") < 500 else "light")
    brief = "/?business_nature=hotels+and+restaurants&technical_requirements=one+booking+system&budget_range=x"
    examples = ("/costs?example=1", "/compare?example=1", "/cases/charity-40-staff", "/cases?words=hotel", "/nowhere")
    writing = ("/dossiers/new", "/cases/contribute", "/cases/review")
    views = ("", "/report", "/comments", "/scores", "/history", "/check", "/section?section=risks", f"/section?{WORDS}")
    dossier = begun(page)
    for place in (*PAGES, brief, *examples, *writing, *(f"{dossier}{view}" for view in views)):
        page.goto(place)
        found = Axe().run(page)
        serious = [one["id"] for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
        assert not serious, (place, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


def test_without_script_the_form_and_the_pages_work(browser: Browser, http_server: HttpServer) -> None:
    """The plain form is sent and answered, and leads to the filled prompt."""
    context = browser.new_context(base_url=f"http://127.0.0.1:{http_server.port}", java_script_enabled=False)
    opened = context.new_page()
    opened.goto("/")
    opened.fill("#business_nature", BUSINESS["en"])
    opened.locator("form#brief .primary").click()
    expect(opened.locator("#prompt")).to_have_value(holding(BUSINESS["en"]))
    opened.goto("/costs?example=1")
    opened.locator("[data-more][value=costs]").click()
    assert opened.locator("#rows-costs tr").count() > 15
    context.close()
