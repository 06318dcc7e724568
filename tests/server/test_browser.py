"""The pages in a real browser: by keyboard, at three widths, without a request to anybody else."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.test_browser import CHROMIUM, FLAGS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)"),
]
PAGES = {
    "home": "/",
    "asked": "/ask?q=dasatinib+and+T315I",
    "answered": "/ask?q=which+agents+address+imatinib+resistance",
    "questions": "/questions",
    "question": "/questions/agents-addressing-resistance?drug=imatinib",
    "claims": "/claims?certainty=any",
    "concepts": "/concepts",
    "concept": "/concept/dasatinib",
    "articles": "/articles",
    "article": "/articles/10000001",
    "hostile": "/articles/hostile",
    "explorer": "/explore",
    "explored": "/explore?node=https://w3id.org/cml-kg/concept/dasatinib",
    "pictures": "/pictures",
    "picture": "/pictures/mutations",
    "query": "/query?query=SELECT+*+%7B+%3Fs+a+%3Fo+%7D+LIMIT+5",
    "constructed": "/query?query=DESCRIBE+%3Chttps%3A%2F%2Fw3id.org%2Fcml-kg%2Fconcept%2Fdasatinib%3E",
    "error": "/articles/nobody",
}
WIDTHS = {"phone": (390, 844), "laptop": (1366, 768), "projector": (1920, 1080)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Watched:
    """A tab that remembers what it asked for and what it complained of."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.address = address
        self.context = browser.new_context(base_url=address, reduced_motion="reduce", **context)
        self.tab = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))

    def close(self) -> None:
        """Nothing may have left for elsewhere or been complained of, but for pages that are not there."""
        assert {url for url in self.requests if not url.startswith(self.address)} == set()
        assert [text for text in self.complaints if "404" not in text] == []
        self.context.close()


@pytest.fixture
def watched(browser: Any, address: str) -> Iterator[Watched]:
    tab = Watched(browser, address, viewport={"width": 1366, "height": 768})
    yield tab
    tab.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, address: str, name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = Watched(browser, address, color_scheme=scheme)
    tab.tab.goto(PAGES[name])
    found = axe.run(tab.tab).response["violations"]
    serious = [
        (fault["id"], [node["html"] for node in fault["nodes"]][:3])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []
    tab.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_at_any_width(browser: Any, address: str, width: str) -> None:
    size = WIDTHS[width]
    tab = Watched(browser, address, viewport={"width": size[0], "height": size[1]})
    for path in PAGES.values():
        tab.tab.goto(path)
        assert tab.tab.evaluate("document.documentElement.scrollWidth") <= size[0], path
    tab.close()


def test_what_leads_to_the_sentence_is_in_reach_of_a_wide_table(watched: Watched) -> None:
    watched.tab.set_viewport_size({"width": 900, "height": 768})
    watched.tab.goto("/questions/claims?run=1")
    frame = watched.tab.locator(".wide").bounding_box()
    link = watched.tab.locator("a.evidence").first.bounding_box()
    assert watched.tab.evaluate("document.querySelector('.wide').scrollWidth > innerWidth")
    assert link["x"] + link["width"] <= frame["x"] + frame["width"]


def test_suggestions_are_chosen_by_keyboard(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/")
    tab.focus("#q")
    tab.keyboard.type("imat")
    tab.wait_for_selector("#suggestions li")
    assert tab.get_attribute("#q", "aria-expanded") == "true"
    assert tab.locator("#suggestions li").first.inner_text().startswith("imatinib")
    tab.keyboard.press("ArrowDown")
    active = tab.get_attribute("#q", "aria-activedescendant")
    assert tab.get_attribute(f"#{active}", "aria-selected") == "true"
    tab.keyboard.press("Escape")
    assert tab.get_attribute("#q", "aria-expanded") == "false"
    tab.keyboard.type("i")
    tab.wait_for_selector("#suggestions li")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/concept/imatinib")
    assert tab.inner_text("h1") == "imatinib"


def test_suggestions_have_questions_too(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/")
    tab.fill("#q", "mutations resistant")
    tab.locator("#suggestions li", has_text="Which mutations").click()
    tab.wait_for_url("**/questions/mutations-and-drugs")


def test_suggestions_fill_the_words_of_a_question(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/")
    tab.fill("#q", "agents address imatinib resistance")
    tab.locator("#suggestions li", has_text="which agents address imatinib resistance").click()
    tab.wait_for_url("**/ask?q=which*")
    assert "dasatinib" in tab.inner_text("main")


def test_suggestions_have_articles_too(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/articles")
    title = tab.locator(".c-title a").first.inner_text()
    tab.fill("#q", title[:14])
    tab.locator("#suggestions li", has_text=title).click()
    tab.wait_for_function("title => document.querySelector('h1').textContent.trim() === title", arg=title)


def test_a_question_from_the_first_page_to_its_sentence_without_a_mouse(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/questions/agents-addressing-resistance")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.focus("#p-drug")
    tab.keyboard.type("imatinib")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("table.answer")
    tab.locator("a.evidence").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".opened .here")
    assert "Dasatinib" in tab.inner_text(".opened .here")
    assert tab.locator("a.evidence").first.get_attribute("aria-expanded") == "true"
    tab.keyboard.press("Enter")
    assert tab.locator(".opened").count() == 0
    tab.keyboard.press("Enter")
    tab.locator(".opened a").last.click()
    tab.wait_for_url("**/id/article/**")
    assert tab.locator(":target .prose").count() == 1


def test_tables_are_sorted_and_filtered(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/claims?certainty=any")
    cells = "table.answer tbody tr:visible td:first-child"
    before = tab.locator(cells).all_inner_texts()
    tab.click("text=claim ↕") if tab.locator("text=claim ↕").count() else tab.locator(".sort").first.click()
    assert tab.get_attribute("thead th:first-child", "aria-sort") == "ascending"
    ascending = tab.locator(cells).all_inner_texts()
    assert sorted(before) == sorted(ascending)
    tab.locator(".sort").first.click()
    assert tab.locator(cells).all_inner_texts() != ascending
    tab.fill(".filter", "pleural")
    assert tab.locator(cells).all_inner_texts() == ["pleural effusion is low with nilotinib"]
    assert tab.inner_text(".count") == "1 row"


def test_pointing_at_a_claim_shows_what_it_was_read_from_and_back(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/articles/10000001")
    row = tab.locator(".makes", has_text="Pleural effusion was rare")
    row.locator(".claim").hover()
    assert row.locator("mark.lit").all_inner_texts() == ["Pleural effusion", "nilotinib"]
    assert (
        row.locator(".prose").evaluate("el => getComputedStyle(el).backgroundColor") == "rgb(255, 243, 196)"
    )
    tab.mouse.move(0, 0)
    assert tab.locator(".lit").count() == 0
    row.locator("mark").first.hover()
    assert row.locator(".claim.lit").count() == 1
    tab.mouse.move(0, 0)
    row.locator("summary").focus()
    assert row.locator("mark.lit").count() == 2
    tab.keyboard.press("Enter")
    assert "low" in row.locator(".facts").inner_text()


def test_words_that_hedge_can_be_read_while_they_are_lit(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/claims?certainty=hedged")
    tab.goto(tab.get_attribute("a.evidence", "href") or "")
    row = tab.locator(".makes", has=tab.locator(".status.hedged")).first
    row.locator(".claim", has=tab.locator(".status.hedged")).first.hover()
    ground = row.locator("mark.m-hedge.lit").first.evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert 0 < float(ground.rstrip(")").rpartition("/")[2]) < 0.3  # of the letters' own colour


def test_hostile_text_is_shown_and_does_not_run(watched: Watched) -> None:
    tab = watched.tab
    for path in ("/articles/hostile", "/claims", "/articles", "/questions/claims?run=1"):
        tab.goto(path)
        assert "window.hacked = 1" in tab.inner_text("main")
        assert tab.evaluate("window.hacked") is None
        assert tab.locator("main img").count() == 0
    tab.goto("/claims?words=window")
    tab.locator("a.evidence").first.click()
    tab.wait_for_selector(".opened .here")
    assert "window.hacked = 1" in tab.inner_text(".opened")
    assert tab.evaluate("window.hacked") is None
    assert tab.locator("img").count() == 0


def test_without_scripts_everything_is_there(browser: Any, address: str) -> None:
    tab = Watched(browser, address, java_script_enabled=False)
    tab.tab.goto("/")
    tab.tab.fill("#q", "dasatinib")
    tab.tab.locator(".large button").click()
    assert tab.tab.inner_text("h1") == "dasatinib"
    tab.tab.goto(PAGES["question"])
    tab.tab.locator("a.evidence").first.click()
    assert tab.tab.locator(":target").count() == 1
    tab.close()


def test_dark_and_light(browser: Any, address: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        tab = Watched(browser, address, color_scheme=scheme)
        tab.tab.goto("/")
        grounds.append(tab.tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        tab.close()
    assert grounds == ["rgb(255, 255, 255)", "rgb(20, 24, 29)"]


def test_the_first_page_is_there_at_once(watched: Watched) -> None:
    watched.tab.goto("/")
    before = time.monotonic()
    watched.tab.goto("/", wait_until="load")
    assert time.monotonic() - before < 2


def test_a_picture_is_drawn_for_a_drug_and_its_table_leads_to_the_sentence(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/pictures")
    tab.locator("a", has_text="Who was compared").click()
    tab.wait_for_url("**/pictures/comparisons")
    tab.focus("#p-drug")
    tab.keyboard.type("dasatinib")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/pictures/comparisons?drug=dasatinib")
    image = tab.locator(".picture img")
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => image.naturalWidth") > 300
    tab.locator("a.evidence").first.click()
    tab.wait_for_selector(".opened .here")
    with tab.expect_download() as saved:
        tab.click("text=PNG")
    assert saved.value.suggested_filename == "comparisons.png"
    tab.goto("/pictures/comparisons.svg")  # its colours are in styles that the other pages do not allow
    fills = tab.evaluate("[...document.querySelectorAll('use')].map(p => getComputedStyle(p).fill)")
    assert "rgb(0, 114, 178)" in fills
