"""A graph of more than 5,000 nodes, in the explorer and in the page of `cml-kg view`."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.server.settings import Settings
from kg.web.view import write_page
from tests.server.conftest import serving
from tests.server.test_browser import CHROMIUM, Watched, browser
from tests.web.large import readings

expect = pytest.importorskip("playwright.sync_api").expect
__all__ = ["browser"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)"),
]
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
DASATINIB = "/explore?node=https://w3id.org/cml-kg/concept/dasatinib"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
PATIENCE = 30_000
"""Milliseconds for what is asked of the server, on a machine that has other things to do."""
FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    with GraphStore.create(folder) as draft:
        for reading in readings():
            draft.add_graph(quads(reading), reading.record.key)
        draft.commit("0")
    with GraphStore.open(folder) as store:
        write_page(store, folder / "graph.html")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(Settings(folder)) as address:
        yield address


class Watch:
    """Seconds that steps took, each until it is painted."""

    def __init__(self, tab: Any) -> None:
        self.tab, self.seconds = tab, dict[str, float]()
        self.since = time.monotonic()

    def took(self, step: str) -> None:
        self.tab.evaluate(FRAME)
        self.seconds[step] = round(time.monotonic() - self.since, 2)
        self.since = time.monotonic()


def test_the_explorer(browser: Any, address: str) -> None:
    watched = Watched(browser, address, viewport=LAPTOP)
    tab = watched.tab
    tab.goto("/explore")
    tab.goto(DASATINIB)
    watch = Watch(tab)
    assert tab.evaluate(PAINTED) < 2000
    nodes = tab.locator("#list [data-node]")
    expect(nodes).to_have_count(26, timeout=PATIENCE)
    watch.took("neighbours")
    for drawn in (76, 126):
        tab.click("#panel .main")
        expect(nodes).to_have_count(drawn, timeout=PATIENCE)
        watch.took(f"{drawn} nodes")
    tab.goto(f"{DASATINIB}|1000")
    expect(nodes.nth(500)).to_be_attached(timeout=PATIENCE)
    watch.took("a picture of 1,000 nodes")
    tab.click("#zoom-in")
    watch.took("zoom")
    tab.fill("#find", "K9S")
    watch.took("find")
    assert max(watch.seconds[step] for step in ("zoom", "find")) < 2
    watched.close()


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE])
def test_the_single_file(browser: Any, folder: Path, viewport: dict[str, int]) -> None:
    page = (folder / "graph.html").as_uri()
    watched = Watched(browser, page, viewport=viewport)
    tab = watched.tab
    tab.goto(page)
    watch = Watch(tab)
    assert tab.evaluate(PAINTED) < 2000
    assert "nodes are drawn at first" in tab.inner_text("#summary")
    tab.fill("#query", "dasatinib")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    watch.took("search")
    more = tab.inner_text("#panel .grow")
    tab.click("#panel .grow")
    watch.took("25 more neighbours")
    assert tab.inner_text("#panel .grow") != more
    tab.fill("#query", "20.6 mg")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    watch.took("a node that was not drawn")
    assert "20.6 mg" in tab.inner_text("#panel h2")
    tab.locator("#panel .same .claim").first.click()
    assert "20.6 mg" in tab.inner_text("#panel blockquote")
    watch.took("a claim")
    assert max(watch.seconds.values()) < 2
    watched.close()
