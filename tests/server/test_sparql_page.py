"""The page to write SPARQL on, in a real browser: completion, running, and the forms of an answer."""

from typing import Any

import pytest

from tests.server.test_browser import CHROMIUM, Watched, browser, watched

__all__ = ["browser", "watched"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)"),
]
DASATINIB = "<https://w3id.org/cml-kg/concept/dasatinib>"


def emptied(tab: Any) -> Any:
    """The editor, open and empty."""
    tab.goto("/query")
    editor = tab.get_by_role("textbox", name="Query")
    editor.click()
    tab.keyboard.press("Control+a")
    tab.keyboard.press("Delete")
    return editor


def offered(tab: Any, name: str) -> None:
    """Waits for the offer; the editor takes none within the first moment, lest a typed Enter take it."""
    tab.get_by_role("option", name=name).first.wait_for()
    tab.wait_for_timeout(200)


def query(tab: Any) -> str:
    said: str = tab.evaluate("document.getElementById('query').value")
    return said


def test_a_class_is_completed_and_its_prefix_declared(watched: Watched) -> None:
    tab = watched.tab
    emptied(tab)
    tab.keyboard.type("SELECT (COUNT(*) AS ?n) { ?c a cml:Evid")
    offered(tab, "cml:Evidence")
    assert "sentence" in tab.locator(".cm-completionInfo").inner_text()
    tab.keyboard.press("Enter")
    tab.keyboard.type(" }")
    assert query(tab).startswith("PREFIX cml: <https://w3id.org/cml-kg/ontology#>\nSELECT")
    tab.keyboard.press("Control+Enter")
    tab.get_by_role("heading", name="Answer").wait_for()
    assert int(tab.locator("td").first.inner_text()) > 0


def test_a_brand_name_finds_its_drug(watched: Watched) -> None:
    tab = watched.tab
    emptied(tab)
    tab.keyboard.type("DESCRIBE Sprycel")
    offered(tab, "dasatinib")
    tab.keyboard.press("Enter")
    assert query(tab) == f"DESCRIBE {DASATINIB}"


def test_variables_are_completed_from_the_query(watched: Watched) -> None:
    tab = watched.tab
    emptied(tab)
    tab.keyboard.type("SELECT ?claim { ?cl")
    offered(tab, "?claim")
    tab.keyboard.press("Enter")
    assert query(tab) == "SELECT ?claim { ?claim"


def test_the_keyboard_gets_out_of_the_editor(watched: Watched) -> None:
    tab = watched.tab
    emptied(tab)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Run"


def test_an_answer_is_saved_as_csv_and_json(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/query?query=SELECT+%3Fs+%7B+%3Fs+a+%3Fo+%7D+LIMIT+2")
    for name, opens in (("CSV", "s\r\n"), ("JSON", "{")):
        with tab.expect_download() as download:
            tab.get_by_role("button", name=name, exact=True).click()
        assert download.value.path().read_bytes().decode().startswith(opens)


def test_triples_are_drawn_and_told(watched: Watched) -> None:
    tab = watched.tab
    tab.goto("/query?query=DESCRIBE+" + DASATINIB)
    tab.wait_for_function("document.getElementById('drawn').cy?.nodes().length > 3")
    labels = tab.evaluate("document.getElementById('drawn').cy.nodes().map(node => node.data('label'))")
    assert "dasatinib" in labels
    assert "nodes" in tab.get_by_role("status").inner_text()
    assert "dasatinib" in tab.locator("pre").inner_text()


def test_without_scripts_the_text_area_works(browser: Any, address: str) -> None:
    tab = Watched(browser, address, java_script_enabled=False)
    tab.tab.goto("/query")
    tab.tab.get_by_label("Query").fill("ASK { ?s ?p ?o }")
    tab.tab.get_by_role("button", name="Run").click()
    assert "true" in tab.tab.locator("td").first.inner_text().lower()
    tab.close()
