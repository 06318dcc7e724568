"""The page in a real browser, from a file, as a user opens it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Watched:
    """A tab that remembers what it asked for and what it complained of."""

    def __init__(self, browser: Any, file: Path, **context: Any) -> None:
        self.context = browser.new_context(reduced_motion="reduce", **context)
        self.tab = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.goto(file.as_uri())


@pytest.fixture
def watched(browser: Any, sample_page: Path) -> Iterator[Watched]:
    """The samples on a laptop; nothing may leave the page or be complained of in any test."""
    tab = Watched(browser, sample_page, viewport={"width": 1366, "height": 768})
    yield tab
    assert tab.requests == [sample_page.as_uri()]
    assert tab.complaints == []
    tab.context.close()


def rows(tab: Any) -> list[str]:
    return [text.split("\n")[-1] for text in tab.locator("#rows tr:visible .claim").all_inner_texts()]


def test_graph_and_list_show_the_claims(watched: Watched) -> None:
    tab = watched.tab
    assert "16 claims from 3 articles" in tab.inner_text("#summary")
    assert len(rows(tab)) == 16
    assert tab.locator("#cy canvas").count() > 0


def test_clicking_a_claim_shows_its_sentence_in_its_article(watched: Watched) -> None:
    tab = watched.tab
    tab.locator("#rows .claim", has_text="better than").click()
    assert tab.inner_text("#panel blockquote") == (
        "Dasatinib 100 mg once daily was better tolerated than dasatinib 70 mg twice daily."
    )
    assert tab.locator("#panel blockquote mark").all_inner_texts() == [
        "Dasatinib", "100 mg once daily", "dasatinib", "70 mg twice daily",
    ]  # fmt: skip
    assert tab.inner_text("#panel .said") == tab.inner_text("#panel blockquote")
    panel = tab.inner_text("#panel")
    for told in (
        "comparison.sample",
        "tolerability",
        "Ada Example, Bo Sample",
        "Journal of Examples",
        "S1-S9",
    ):
        assert told in panel
    links = tab.locator("#panel .links a").evaluate_all("found => found.map(link => link.href)")
    assert links == [
        "https://pubmed.ncbi.nlm.nih.gov/10000001",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC100",
        "https://doi.org/10.5555/example.1",
    ]


def test_doubt_is_marked(watched: Watched) -> None:
    tab = watched.tab
    tab.locator("#rows .claim", has_text="nilotinib: effective").click()
    assert tab.inner_text("#panel .status.negated") == "negated"
    assert tab.locator("#rows .status.hedged").count() == 1


def test_clicking_in_the_drawing(watched: Watched) -> None:
    tab = watched.tab
    # where the nodes stand is in the data; the first tap finds one by sweeping over the drawing
    box = tab.locator("#cy").bounding_box()
    for y in range(20, int(box["height"]), 14):
        for x in range(20, int(box["width"]), 28):
            tab.mouse.move(box["x"] + x, box["y"] + y)
            if tab.evaluate("document.getElementById('cy').style.cursor") == "pointer":
                tab.mouse.click(box["x"] + x, box["y"] + y)
                tab.wait_for_selector("#panel:visible")
                assert tab.inner_text("#details h2")
                return
    pytest.fail("nothing in the drawing answers")


def test_search_finds_labels_and_sentences(watched: Watched) -> None:
    tab = watched.tab
    tab.fill("#query", "pleural")
    assert rows(tab) == ["nilotinib: pleural effusion low"]
    assert "pleural effusion" in tab.locator("#suggestions li").first.inner_text()
    tab.fill("#query", "guidelines nilotinib")
    assert rows(tab) == ["nilotinib: switch recommended in imatinib resistance"]
    tab.fill("#query", "no such words")
    assert rows(tab) == []
    assert tab.is_visible("#nothing")


def test_search_goes_to_a_concept_by_keyboard(watched: Watched) -> None:
    tab = watched.tab
    tab.focus("#query")
    tab.keyboard.type("imatin")
    assert tab.get_attribute("#query", "aria-expanded") == "true"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.inner_text("#details h2") == "imatinib"
    assert tab.get_attribute("#query", "aria-expanded") == "false"
    links = tab.locator("#details .links a").evaluate_all("found => found.map(link => link.href)")
    assert any("CHEBI_45783" in link for link in links)
    tab.keyboard.press("Escape")
    assert not tab.is_visible("#panel")


def test_filters_hold_for_list_and_graph(watched: Watched) -> None:
    tab = watched.tab
    tab.click("[data-filter='kind:efficacy']")
    assert tab.get_attribute("[data-filter='kind:efficacy']", "aria-pressed") == "false"
    assert rows(tab)
    assert not any("effective" in row for row in rows(tab))
    tab.click("[data-filter='kind:efficacy']")
    tab.click("[data-filter='status:negated']")
    assert "nilotinib: effective in T315I mutation" not in rows(tab)
    tab.click("[data-filter='node:adverse event']")
    assert "nilotinib: pleural effusion low" not in rows(tab)


def test_all_of_it_without_a_mouse(watched: Watched) -> None:
    tab = watched.tab
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "claim"
    first = tab.evaluate("document.activeElement.innerText")
    tab.keyboard.press("ArrowDown")
    second = tab.evaluate("document.activeElement.innerText")
    assert first != second
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "panel"
    assert tab.inner_text("#details h2") in second
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.innerText") == second
    for _ in range(80):
        if tab.evaluate("document.activeElement.id") == "cy":
            break
        tab.keyboard.press("Tab")
    else:
        pytest.fail("the drawing is not in the order of the tabs")
    for key in ("ArrowLeft", "+", "-", "0"):
        tab.keyboard.press(key)


def test_controls_have_names_and_the_page_its_landmarks(watched: Watched) -> None:
    tab = watched.tab
    unnamed = tab.evaluate(
        "[...document.querySelectorAll('button, input')].filter(found => !(found.innerText.trim()"
        " || found.ariaLabel || (found.labels && found.labels.length))).length"
    )
    assert unnamed == 0
    for landmark in ("header", "main", "[role=search]", "#stage[aria-label]", "#claims[aria-labelledby]"):
        assert tab.locator(landmark).count() == 1


def test_table_view(watched: Watched) -> None:
    tab = watched.tab
    tab.click("[data-show=table]")
    assert not tab.is_visible("#stage")
    assert "46.5 % at 12 months" in tab.locator("#rows tr", has_text="MMR").first.inner_text()


def test_hostile_text_is_shown_and_does_not_run(browser: Any, hostile_page: Path) -> None:
    watched = Watched(browser, hostile_page)
    watched.tab.locator("#rows .claim").first.click()
    assert "window.hacked = 1" in watched.tab.inner_text("#panel blockquote")
    assert watched.tab.locator("#panel blockquote mark").all_inner_texts() == ["Dasatinib", "CML"]
    watched.tab.click("[data-filter='node:article']")
    watched.tab.fill("#query", "script")
    assert watched.tab.evaluate("window.hacked") is None
    assert watched.tab.locator("img").count() == 0
    assert watched.requests == [hostile_page.as_uri()]
    assert watched.complaints == []
    watched.context.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768), (1920, 1080)])
def test_nothing_sticks_out_at_any_width(browser: Any, sample_page: Path, width: int, height: int) -> None:
    watched = Watched(browser, sample_page, viewport={"width": width, "height": height})
    tab = watched.tab
    if width < 800:
        tab.click("[data-show=table]")
    tab.locator("#rows .claim").first.click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("document.getElementById('panel').scrollWidth") <= width
    tab.click("#close")
    assert watched.complaints == []
    watched.context.close()


def test_dark_and_light(browser: Any, sample_page: Path) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        watched = Watched(browser, sample_page, color_scheme=scheme)
        grounds.append(watched.tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert watched.complaints == []
        watched.context.close()
    assert grounds == ["rgb(255, 255, 255)", "rgb(20, 24, 29)"]


def test_a_phone_opens_on_nodes_that_can_be_read_and_none_is_cut_off(browser: Any, sample_page: Path) -> None:
    watched = Watched(browser, sample_page, viewport={"width": 390, "height": 844})
    boxes, zoom = watched.tab.evaluate(
        """() => {
             const cy = document.getElementById('cy')._cyreg.cy, boxes = cy.nodes(':visible').map(node => {
               const box = node.renderedBoundingBox();
               return [box.x1, box.x2, box.y1, box.y2];
             });
             return [boxes, cy.zoom()];
           }"""
    )
    height = watched.tab.locator("#cy").bounding_box()["height"]
    assert len(boxes) > 5
    assert zoom >= 0.5
    for left, right, top, bottom in boxes:
        assert left >= 0
        assert right <= 390
        assert top >= 0
        assert bottom <= height
    assert watched.complaints == []
    watched.context.close()
