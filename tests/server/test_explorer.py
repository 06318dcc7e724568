"""The explorer in a real browser: step by step, by keyboard and by mouse, and again from its address."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.test_browser import Watched, browser, pytestmark

expect = pytest.importorskip("playwright.sync_api").expect
__all__ = ["browser", "pytestmark"]
CONCEPT = "https://w3id.org/cml-kg/concept/"
DASATINIB = f"/explore?node={CONCEPT}dasatinib"


@pytest.fixture
def watched(browser: Any, address: str) -> Iterator[Watched]:
    tab = Watched(browser, address, viewport={"width": 1366, "height": 768})
    yield tab
    tab.close()


def drawn(tab: Any) -> list[str]:
    tab.wait_for_selector("#explorer:not([data-loading])")
    return [text.strip() for text in tab.locator("#list [data-node]").all_inner_texts()]


def go(tab: Any, path: str) -> None:
    tab.goto(path)
    tab.wait_for_selector("#list [data-node]")


def places(tab: Any) -> dict[str, list[float]]:
    """Where the nodes stand on the screen; the picture hangs at its own element."""
    found: dict[str, list[float]] = tab.evaluate(
        """Object.fromEntries(document.getElementById('cy')._cyreg.cy.nodes()
             .map(node => [node.id(), [node.position('x'), node.position('y')]]))"""
    )
    return found


def test_from_the_search_to_the_sentence_without_a_mouse(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/explore")
    tab.focus("#start")
    tab.keyboard.type("dasa")
    tab.wait_for_selector("#offers li")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#list [data-node]")
    assert "dasatinib" in drawn(tab)
    assert tab.url.endswith(DASATINIB)
    assert tab.inner_text("#panel h2") == "dasatinib"
    assert "neighbours drawn" in tab.inner_text("#told")
    tab.locator("#list [data-edge]", has_text="dasatinib — effective → imatinib resistance").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel blockquote")
    assert "imatinib" in tab.locator("#panel blockquote").first.inner_text()
    tab.locator("#panel .one a").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/id/article/**")
    assert tab.locator(":target").count() == 1


def test_what_stands_does_not_move_when_more_comes(watched: Watched) -> None:
    tab = watched.tab
    go(tab, DASATINIB)
    before = places(tab)
    tab.locator("#list .grower").first.press("Enter")
    expect(tab.locator("#list li", has_text="expanded")).to_have_count(2)
    after = places(tab)
    assert {node: after[node] for node in before} == before
    tab.reload()
    expect(tab.locator("#list [data-node]")).to_have_count(len(after))
    assert places(tab) == after
    tab.go_back()
    expect(tab.locator("#list [data-node]")).to_have_count(len(before))


def test_no_node_covers_another(watched: Watched) -> None:
    tab = watched.tab
    go(tab, DASATINIB)
    for _ in range(3):
        tab.locator("#list .grower").first.click()
        drawn(tab)
    boxes = tab.evaluate(
        """document.getElementById('cy')._cyreg.cy.nodes().map(node => {
             const box = node.boundingBox({ includeLabels: false });
             return [box.x1, box.x2, box.y1, box.y2]; })"""
    )
    assert len(boxes) > 12
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


@pytest.mark.parametrize("width", [390, 1366])
def test_no_line_seems_to_end_at_a_node_on_its_way(browser: Any, address: str, width: int) -> None:
    tab = Watched(browser, address, viewport={"width": width, "height": 768})
    go(tab.tab, f"/explore?node={CONCEPT}chronic-myeloid-leukemia")
    boxes = tab.tab.evaluate(
        """document.getElementById('cy')._cyreg.cy.nodes()
             .sort((a, b) => b.hasClass('open') - a.hasClass('open'))
             .map(node => ({ ...node.position(), w: node.width(), h: node.height() }))"""
    )
    centre, *others = boxes
    assert len(others) > 10
    for end in others:
        for box in others:
            on_its_way = any(
                abs(centre["x"] + way / 100 * (end["x"] - centre["x"]) - box["x"]) < box["w"] / 2
                and abs(centre["y"] + way / 100 * (end["y"] - centre["y"]) - box["y"]) < box["h"] / 2
                for way in range(101)
            )
            assert box is end or not on_its_way, (end, box)
    tab.close()


def test_filters_by_type_certainty_and_year_are_in_the_address(watched: Watched) -> None:
    tab = watched.tab
    go(tab, f"/explore?node={CONCEPT}nilotinib")
    whole = drawn(tab)
    tab.click("[data-filter='patient group']")
    expect(tab.locator("#list")).not_to_contain_text("T315I mutation")
    assert 0 < len(drawn(tab)) < len(whole)
    tab.click("[data-filter='negated']")
    tab.fill("#from", "1990")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**from=1990")
    assert "without=negated" in tab.url
    few = drawn(tab)
    tab.reload()
    tab.wait_for_selector("#list [data-node]")
    assert drawn(tab) == few
    assert tab.get_attribute("[data-filter='negated']", "aria-pressed") == "false"
    tab.fill("#from", "once")
    tab.keyboard.press("Enter")
    assert "is no year" in tab.inner_text("#told")


def test_nodes_and_edges_answer_to_the_mouse(watched: Watched) -> None:
    tab = watched.tab
    go(tab, DASATINIB)
    tab.click("#close")
    box = tab.locator("#cy").bounding_box()
    x, y = tab.evaluate(
        f"Object.values(document.getElementById('cy')._cyreg.cy.getElementById('{CONCEPT}dasatinib').renderedPosition())"
    )
    tab.mouse.click(box["x"] + x, box["y"] + y)
    tab.wait_for_selector("#panel h2:has-text('dasatinib')")
    tab.locator("#panel [data-edge]", has_text="dose of").first.click()
    tab.wait_for_selector("#panel h2:has-text('dose of')")
    tab.locator("#panel .ends .to").first.click()
    tab.wait_for_selector("#panel .main")
    before = len(drawn(tab))
    tab.click("#panel .main")
    tab.wait_for_selector("#panel >> text=Collapse")
    assert len(drawn(tab)) >= before
    tab.click("#panel >> text=Collapse")
    expect(tab.locator("#list [data-node]")).to_have_count(before)


def test_hostile_text_is_only_text(watched: Watched) -> None:
    tab = watched.tab
    article = watched.context.request.get("/api/articles/hostile").json()
    go(tab, f"/explore?hide=&node={article['iri']}")
    assert "window.hacked = 1" in tab.inner_text("#list")
    tab.locator("#list [data-edge]").filter(has_not_text="reports on").first.click()
    tab.wait_for_selector("#panel blockquote")
    assert tab.evaluate("window.hacked") is None
    assert tab.locator("main img").count() == 0


def test_what_is_not_there_is_said_so(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/explore?node=https://example.org/nothing")
    expect(tab.locator("#told")).to_contain_text("the graph says nothing about")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_a_picture(browser: Any, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = Watched(browser, address, color_scheme=scheme)
    go(tab.tab, DASATINIB)
    tab.tab.locator("#list [data-edge]", has_text="effective").first.click()
    tab.tab.wait_for_selector("#panel blockquote")
    faults = axe.run(tab.tab).response["violations"]
    assert [fault["id"] for fault in faults if fault["impact"] in ("serious", "critical")] == []
    tab.close()
