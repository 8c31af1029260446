"""A reader in a real browser who has to sign in."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browsers import chromium
from tokens import Shared


def test_a_reader_signs_in_by_keyboard_works_and_is_asked_again_when_the_session_has_ended(shared: Shared) -> None:
    """What was typed meanwhile is still there; nothing on the way is an obstacle to assistive technology."""
    with chromium() as browser:
        context = browser.new_context(
            base_url=shared.server.url, locale="zh-CN", viewport={"width": 390, "height": 844}
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/")
        expect(page).to_have_title("登录 · it-advisor")
        assert Axe().run(page).violations_count == 0
        page.locator("#token").focus()
        page.keyboard.type(shared.tokens["viewer"])
        page.keyboard.press("Enter")
        expect(page.locator(".leave")).to_contain_text("viewer")
        assert Axe().run(page).violations_count == 0
        page.fill("#business_nature", "三个工厂的精密零件制造")
        expect(page.locator("#prompt")).to_have_value(re.compile("精密零件制造"))
        context.clear_cookies()
        page.fill("#business_nature", "四个工厂的精密零件制造")
        expect(page).to_have_title("登录 · it-advisor")
        page.fill("#token", shared.tokens["viewer"])
        page.keyboard.press("Enter")
        expect(page.locator("#business_nature")).to_have_value("四个工厂的精密零件制造")
        page.get_by_role("button", name="退出").click()
        expect(page).to_have_title("登录 · it-advisor")
        assert complaints == []
