"""Pictures of the pages: `.venv/bin/python -m docs.pages` makes docs/pages/, with Chromium.

A server with a store of its own is started, filled with a decision in each language, and photographed. With a folder
as argument, every page goes there whole, in both languages, on phone and desktop, light and dark, to be looked at.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import httpx2
import yaml
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from docs.host import opened, over_http
from it_advisor.tables import costs_of_report

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pages"
SIZES = {"desktop": (1000, 640), "phone": (390, 780)}
TONGUES = {"zh": "zh-CN", "en": "en-GB"}
CASES = {"zh": "hotel-group-pms-crs", "en": "charity-40-staff"}
BRIEF = {
    "zh": "/?business_nature=三个工厂的精密零件制造，汽车客户要求追溯&company_size=320 人"
    "&budget_range=三年不超过 500 万元&technical_requirements=ERP 与 MES 集成；批次追溯",
    "en": "/?business_nature=Precision parts made in three plants for car makers&company_size=320 people"
    "&budget_range=at most 700k EUR over three years&technical_requirements=ERP and MES; batch tracing",
}


class Shot(NamedTuple):
    """A page under a name; `{d}` in its address is the dossier, `{c}` a case of the language."""

    name: str
    address: str


SHOTS = (
    Shot("home", "{brief}"),
    Shot("start", "/"),
    Shot("cases", "/cases?words=hotel"),
    Shot("case", "/cases/{c}"),
    Shot("two-cases", "/cases/compare?case=charity-40-staff&case=hotel-group-pms-crs"),
    Shot("costs", "/costs?example=1"),
    Shot("costs-empty", "/costs"),
    Shot("comparison", "/compare?example=1"),
    Shot("report", "/report"),
    Shot("connect", "/connect"),
    Shot("dossiers", "/dossiers"),
    Shot("no-dossier", "/dossiers?words=zebra"),
    Shot("new-dossier", "/dossiers/new"),
    Shot("dossier", "/dossiers/{d}"),
    Shot("section-rows", "/dossiers/{d}/section?section=risks"),
    Shot("section-text", "/dossiers/{d}/section?section=text.risks"),
    Shot("dossier-report", "/dossiers/{d}/report"),
    Shot("comments", "/dossiers/{d}/comments"),
    Shot("scores", "/dossiers/{d}/scores"),
    Shot("history", "/dossiers/{d}/history"),
    Shot("changes", "/dossiers/{d}/changes?against=1&revision=5"),
    Shot("check", "/dossiers/{d}/check"),
    Shot("contribute", "/cases/contribute"),
    Shot("reviews", "/cases/review"),
    Shot("review", "/cases/review/picture-case"),
    Shot("nowhere", "/nowhere"),
)
CHATS = {
    "chat-form": "recommend_it_systems",
    "chat-costs": "estimate_costs",
    "chat-comparison": "compare_options",
}
"""Pages that hosts show in a conversation, with the tool they belong to."""
KEPT = [
    "home-en-desktop-light",
    "home-zh-desktop-light",
    "home-zh-phone-dark",
    "start-en-phone-light",
    "cases-en-desktop-light",
    "case-zh-phone-light",
    "costs-en-desktop-light",
    "costs-zh-phone-dark",
    "comparison-zh-desktop-light",
    "connect-en-desktop-dark",
    "dossiers-zh-desktop-light",
    "new-dossier-en-phone-light",
    "dossier-en-desktop-light",
    "dossier-zh-desktop-dark",
    "section-rows-en-desktop-light",
    "conflict-zh-desktop-light",
    "comments-en-phone-light",
    "scores-zh-desktop-light",
    "changes-en-desktop-dark",
    "check-zh-desktop-light",
    "contribute-zh-phone-light",
    "review-en-desktop-light",
    "found-en-phone-light",
    "chat-form-zh-desktop-light",
    "chat-costs-en-desktop-light",
    "chat-costs-zh-desktop-dark",
    "chat-comparison-en-phone-dark",
    "nowhere-zh-phone-dark",
]
"""Every page once, each language, size and colour often."""


def main() -> None:
    everything = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    folder = everything or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, chromium() as browser:
        dossiers = {tongue: decided(address, tongue) for tongue in TONGUES}
        for tongue in TONGUES:
            for size in SIZES:
                for colours in ("light", "dark"):
                    for name, picture in photographed(browser, address, (tongue, size, colours), dossiers, everything):
                        (folder / f"{name}.png").write_bytes(picture)


@contextmanager
def served() -> Iterator[str]:
    """A server with an empty store; its address."""
    with tempfile.TemporaryDirectory() as home:
        command = (str(Path(sys.executable).with_name("it-advisor")), "serve", "--http", "--port", "0")
        environment = {"IT_ADVISOR_DATABASE": f"{home}/pages.db", "HOME": home, "LC_ALL": "C.UTF-8"}
        with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, text=True) as server:
            assert server.stderr
            try:
                address = re.search(r"http://127\.0\.0\.1:\d+", server.stderr.readline())
                assert address, "the server did not start"
                yield address[0]
            finally:
                server.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("needs chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=("--no-sandbox", "--disable-gpu"))
        yield browser
        browser.close()


def decided(address: str, tongue: str) -> str:
    """A dossier of the language with several hands in it, and a case that waits; the dossier's id."""
    with httpx2.Client(base_url=address, timeout=60, trust_env=False) as site:
        report = site.get(f"/cases/{CASES[tongue]}.md").text
        who = ("王琳", "陈刚", "赵敏") if tongue == "zh" else ("Ann", "Bo", "Cy")
        business = "十二家酒店，统一会员与中央预订" if tongue == "zh" else "A charity running three shelters"
        given = {"business_nature": business, "report": report, "author": who[0], "title": business}
        home = site.post("/dossiers", data=given).headers["location"]
        words = "上线前须演练回退。" if tongue == "zh" else "Rehearse the way back before going live."
        names = "[{name: 契合度, weight: 60}, {name: 成本, weight: 40}]"
        names = names if tongue == "zh" else "[{name: Fit, weight: 60}, {name: Cost, weight: 40}]"
        steps = (
            ("text.risks", words, 1, who[1], "IT"),
            ("criteria", names, 2, who[0], ""),
            ("scorers", f"[{who[0]}, {who[1]}]", 3, who[0], ""),
            ("owners", f"[{{section: text.risks, role: it, person: {who[1]}}}]", 4, who[0], ""),
        )
        for section, content, base, author, note in steps:
            edit = {"action": "edit", "section": section, "content": content, "author": author, "note": note}
            site.post(home, data={**edit, "base_revision": str(base)})
        known = {"base_revision": "5", "author": who[2]}
        said = "预算里有没有培训？@王琳" if tongue == "zh" else "Is training in the budget? @Ann"
        site.post(home, data={**known, "action": "comment", "section": "cost_lines", "content": said})
        site.post(home, data={**known, "action": "sign", "role": "finance", "content": ""})
        offered = {"id": "picture-case", "dossier": home.rpartition("/")[2], "industry": "retail", "author": who[0]}
        agreed = {"licence": "CC-BY-4.0", "consent": "1", "consent_by": "its CIO", "summary": words}
        site.post("/cases/contribute", data={**offered, **agreed, "title": business, "tags": "example"})
        return home.rpartition("/")[2]


def photographed(
    browser: Browser, address: str, kind: tuple[str, str, str], dossiers: dict[str, str], everything: Path | None
) -> Iterator[tuple[str, bytes]]:
    """Every page of this language, size and colour that is wanted, by its name."""
    tongue, size, colours = kind
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale=TONGUES[tongue], color_scheme=colours
    )
    page = context.new_page()
    makers = {"conflict": _conflict, "found": _found}
    for name, place in (*SHOTS, *((name, "") for name in makers)):
        label = f"{name}-{tongue}-{size}-{colours}"
        if not everything and label not in KEPT:
            continue
        if name in makers:  # they type
            makers[name](page, dossiers[tongue], tongue)
        else:
            page.goto(place.format(brief=BRIEF[tongue], c=CASES[tongue], d=dossiers[tongue]))
        yield label, page.screenshot(full_page=bool(everything))
    for name, tool in CHATS.items():
        if everything or f"{name}-{tongue}-{size}-{colours}" in KEPT:
            picture = _in_chat(context.new_page(), address, tool, tongue, colours)
            yield f"{name}-{tongue}-{size}-{colours}", picture
    context.close()


def _in_chat(page: Page, address: str, tool: str, tongue: str, colours: str) -> bytes:
    """What a host shows in a conversation, with a slider moved where there is one."""
    frame = opened(page, over_http(address), tool, _asked(tool, tongue), theme=colours, locale=TONGUES[tongue])
    if frame.locator("[type=range]").count():
        _move(frame)
    width, height = page.evaluate("[innerWidth, Math.min(frame.getBoundingClientRect().height, innerHeight * 1.45)]")
    page.set_viewport_size({"width": width, "height": int(height)})
    page.wait_for_timeout(300)  # what was out of sight is painted
    return page.screenshot()


def _move(frame: Frame) -> None:
    slider = frame.locator("[type=range]").first
    for _ in range(6):
        slider.press("ArrowRight")
    slider.blur()
    frame.wait_for_selector("#main[aria-busy=false]")


def _asked(tool: str, tongue: str) -> dict[str, Any]:
    """What the model calls the tool with."""
    if tool == "recommend_it_systems":
        return dict(parse_qsl(BRIEF[tongue].partition("?")[2]))
    if tool == "estimate_costs" and tongue == "zh":
        found = costs_of_report((ROOT / "examples" / "hotel-group-pms-crs.md").read_text("utf-8"))
    else:
        name = "costs" if tool == "estimate_costs" else "comparison"
        found = yaml.safe_load((ROOT / "examples" / f"{name}.yaml").read_text("utf-8"))
    plain: dict[str, Any] = json.loads(json.dumps(found, default=str))
    return plain


def _conflict(page: Page, dossier: str, tongue: str) -> None:
    """Two people have written the same section."""
    words = "供应商可能退出。" if tongue == "zh" else "The vendor may leave."
    page.goto(f"/dossiers/{dossier}/section?section=text.risks")
    page.locator("[name=base_revision]").evaluate("field => field.value = '1'")
    page.fill("#content", words)
    page.fill("#edit-author", "赵敏" if tongue == "zh" else "Cy")
    page.locator("form .primary").click()
    page.wait_for_selector("#theirs")


def _found(page: Page, dossier: str, tongue: str) -> None:
    """A report with faults."""
    page.goto("/report")
    page.fill("#report", page.request.get(f"/cases/{CASES[tongue]}.md").text().replace("42,670", "52,670"))
    page.wait_for_selector(".finding")


if __name__ == "__main__":
    main()
