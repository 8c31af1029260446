"""The page, in a real browser: it fits a phone, it is light and dark, it fetches and runs nothing."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from it_advisor.costs import CostsRequest, estimate
from it_advisor.documents import Export, pictures
from it_advisor.documents.charts import cash
from programs import browser as installed

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=[1280, 375], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, chromium: Browser, files: dict[str, Path]) -> Iterator[Page]:
    """The page as opened from the disk; whatever it asks for or complains of is noted."""
    opened = chromium.new_page(viewport={"width": request.param, "height": 800}, color_scheme="dark")
    noted: list[str] = []
    opened.on("request", lambda one: noted.append(one.url))
    opened.on("console", lambda one: noted.append(one.text))
    opened.on("pageerror", lambda one: noted.append(str(one)))
    opened.goto(files["html"].as_uri())
    assert noted == [files["html"].as_uri()]
    yield opened
    opened.close()


def test_it_fits_the_screen_and_what_is_wide_scrolls_by_itself(page: Page) -> None:
    """Nobody scrolls a whole page sideways to read a paragraph."""
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) <= 0
    small = "[...document.querySelectorAll('main p')].filter(p => parseFloat(getComputedStyle(p).fontSize) < 14).length"
    assert page.evaluate(small) == 0


def test_what_has_few_columns_shows_all_of_them(page: Page) -> None:
    """Figures are in sight on a phone, and neither they nor ids are broken over lines."""
    hidden = """() => [...document.querySelectorAll('.scroll')].filter(one => {
        const columns = one.querySelectorAll('thead th').length;
        return (columns <= 3 || one.querySelector('.approvals')) && one.scrollWidth > one.clientWidth + 1;
    }).map(one => one.innerText.slice(0, 80))"""
    assert page.evaluate(hidden) == []
    broken = """() => [...document.querySelectorAll('td')].filter(one => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return /^([A-Z]\\d{1,2}|[\\d,.]{1,12})$/.test(one.innerText.trim()) && range.getClientRects().length > 1;
    }).map(one => one.innerText)"""
    assert page.evaluate(broken) == []


def test_it_is_dark_where_the_reader_s_system_is(page: Page) -> None:
    """And charts keep the white they are drawn for."""
    colour = "getComputedStyle(document.querySelector('{}')).backgroundColor"
    assert page.evaluate(colour.format("body")) == "rgb(20, 24, 29)"
    assert page.evaluate(colour.format(".chart")) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(colour.format("body")) == "rgb(255, 255, 255)"


def test_contents_lead_to_chapters_and_charts_have_words(page: Page, answer: Export) -> None:
    """Every entry has its place; every chart is named for who does not see it."""
    targets = page.eval_on_selector_all("nav a", "links => links.map(a => a.getAttribute('href'))")
    assert len(targets) > 8
    assert all(page.locator(f"[id='{target[1:]}']").count() == 1 for target in targets)
    charts = page.eval_on_selector_all("figure svg", "all => all.map(one => one.getAttribute('aria-label'))")
    assert len(charts) == len(answer.charts) == 6
    assert all(charts)


def test_no_two_words_of_a_chart_overlap(page: Page) -> None:
    """However long their Chinese labels are."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].flatMap(svg => {
            const texts = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim());
            const boxes = texts.map(one => [one.textContent, one.getBoundingClientRect()]);
            const hit = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
            return boxes.flatMap(([name, box], at) =>
                boxes.slice(at + 1).filter(([, other]) => hit(box, other)).map(([other]) => [name, other]));
        })"""
    )
    assert found == []


def test_the_month_of_payback_stands_clear_of_its_line(chromium: Browser) -> None:
    """Wherever on the chart it is, early, in the middle or late."""
    page = chromium.new_page()
    for yearly in (400_000, 130_000, 68_000, 35_500):
        cost = {"option": "甲", "item": "软件", "category": "subscription", "kind": "one-off", "likely": 100_000}
        gain = {"option": "甲", "item": "省工", "kind": "saving", "likely": yearly}
        asked = CostsRequest.model_validate({"currency": "CNY", "costs": [cost], "benefits": [gain]})
        chart = cash.flow(asked, estimate(asked), "zh")
        assert chart
        page.set_content(pictures.svgs([chart])["cash-flow"])
        crossed = page.evaluate(
            """() => {
                const [label] = [...document.querySelectorAll('text')].filter(one => one.textContent.includes('回收'));
                const box = label.getBoundingClientRect();
                const line = document.querySelector('path[aria-roledescription="line mark"]');
                const to = line.getScreenCTM(), length = line.getTotalLength();
                return [...Array(600).keys()].map(at => line.getPointAtLength(at * length / 599).matrixTransform(to))
                    .filter(p => p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom).length;
            }"""
        )
        assert crossed == 0, yearly
    page.close()


def test_no_picture_in_the_word_file_is_cut_off_at_its_edge(chromium: Browser, files: dict[str, Path]) -> None:
    """They are set in another font than they were measured in."""
    page = chromium.new_page()
    with ZipFile(files["docx"]) as archive:
        drawn = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    assert len(drawn) == 6
    for picture in drawn:
        page.set_content(f'<img src="data:image/png;base64,{b64encode(picture).decode()}">')
        inked = page.evaluate(
            """async () => {
                const image = document.querySelector('img');
                await image.decode();
                const paper = new OffscreenCanvas(image.width, image.height).getContext('2d');
                paper.drawImage(image, 0, 0);
                return [[0, 0, image.width, 1], [0, image.height - 1, image.width, 1], [0, 0, 1, image.height],
                    [image.width - 1, 0, 1, image.height]].flatMap(([x, y, w, h]) =>
                    [...paper.getImageData(x, y, w, h).data]).filter(value => value < 200).length;
            }"""
        )
        assert inked == 0
    page.close()
