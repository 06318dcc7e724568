"""The page as a file: whole, safe, the same each time."""

import json
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.graph.statements import statements
from kg.graph.store import GraphStore
from kg.web import view
from kg.web.layout import place
from kg.web.look import KINDS, LINES, MENTIONS, NODES, SIGNS
from kg.web.picture import write_picture
from kg.web.scene import arrange
from kg.web.view import embedded, page, write_page
from tests.graph import samples
from tests.web.conftest import MARKUP, graph


def data(html: str) -> Any:
    found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert len(found) == 1
    return json.loads(found[0])


def test_every_claim_and_article_with_claims_is_in_the_page(store: GraphStore, sample_page: Path) -> None:
    source, shown = statements(store), data(sample_page.read_text(encoding="utf-8"))
    assert {claim["iri"] for claim in shown["claims"]} == {claim.iri for claim in source.claims}
    assert {article["iri"] for article in shown["articles"]} == {claim.article for claim in source.claims}
    drawn = {number for edge in shown["edges"] for number in edge["claims"]}
    assert drawn == set(range(len(source.claims)))


def test_a_limit_leaves_claims_out_and_says_so(store: GraphStore) -> None:
    total = len(statements(store).claims)
    shown = data(page(store, limit=5))
    assert (len(shown["claims"]), shown["leftOut"]) == (5, total - 5)


def test_of_many_nodes_only_the_busiest_have_a_place(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = data(page(store))
    monkeypatch.setattr(view, "DRAWN", 4)
    shown = data(page(store))
    drawn = {node["label"] for node in shown["nodes"] if "x" in node}
    assert len(drawn) == 4
    assert {"dasatinib", "nilotinib"} <= drawn
    assert shown["claims"] == whole["claims"]
    assert {node["label"] for node in shown["nodes"]} == {
        node["label"] for node in whole["nodes"] if node["type"] != "article"
    }


def test_an_empty_graph_is_a_page_too() -> None:
    assert data(page(GraphStore.in_memory([])))["claims"] == []


def test_text_of_an_article_cannot_leave_its_place(hostile_page: Path) -> None:
    html = hostile_page.read_text(encoding="utf-8")
    assert html.count("</script>") == 3
    assert "window.hacked" in html
    assert "<img" not in html
    assert "\u2028" not in html
    assert data(html)["articles"][0]["title"] == f"{MARKUP} 𝛽"
    address = data(html)["articles"][0]["links"][0][1]
    assert address == "https://doi.org/10.5555/%3Cscript%3E"


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "a & b", "\u2028\u2029", "é𝛽"])
def test_embedded_text_comes_back_unharmed(text: str) -> None:
    told = embedded({"text": text})
    assert json.loads(told) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(told)


def test_the_policy_allows_what_the_page_holds_and_nothing_else(sample_page: Path) -> None:
    html = sample_page.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))

    def hashes(tag: str) -> set[str]:
        found = re.findall(rf"<{tag}(?: id=\"_+cytoscape_stylesheet\")?>(.*?)</{tag}>", html, re.S)
        return {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in found}

    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == hashes("script")
    assert set(rules["style-src"].split()) == hashes("style")
    assert "connect-src" not in rules
    assert not re.search(r"<(link|iframe|object|embed|img|base)\b", html.replace(data_text(html), ""))


def data_text(html: str) -> str:
    return re.findall(r'id="data">(.*?)</script>', html, re.S)[0]  # type: ignore[no-any-return]


@pytest.mark.slow
def test_same_graph_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from kg.web.view import write_page; from kg.web.picture import write_picture;"
        "from tests.graph import samples; from tests.web.conftest import graph;"
        "makes = [samples.doubtful, samples.said_twice, samples.bare];"
        "store = graph(*(makes if sys.argv[2] == 'a' else makes[::-1]));"
        "write_page(store, sys.argv[1] + '.html'); write_picture(store, sys.argv[1] + '.svg')"
    )
    for name, seed in (("a", "1"), ("b", "2")):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / name), name],
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed, "PATH": "", "HOME": str(tmp_path)},
        )
    for suffix in (".html", ".svg"):
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_no_box_lies_on_another(store: GraphStore) -> None:
    boxes = arrange(statements(store), 1000).boxes
    assert len(boxes) > 15
    for one, other in combinations(boxes.values(), 2):
        beside = abs(one.x - other.x) >= (one.width + other.width) / 2
        assert beside or abs(one.y - other.y) >= (one.height + other.height) / 2, (one, other)


def test_many_nodes_and_lone_nodes_find_their_places() -> None:
    labels = {f"n{number}": f"node {number}" for number in range(330)}
    edges = [(f"n{number}", f"n{number * number % 301}", "effective") for number in range(300)]
    boxes = place(labels, edges, dict.fromkeys(labels, 28))
    assert len({(box.x, box.y) for box in boxes.values()}) == len(labels)


def test_colours_are_not_the_only_sign() -> None:
    arrows = [look.arrow for look in KINDS.values()]
    shapes = [look.shape for look in NODES.values()]
    assert len(set(arrows)) == len(arrows)
    assert len(set(shapes)) == len(shapes)
    assert len(set(LINES.values())) == 3


def luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_from_their_ground() -> None:
    assert all(contrast(look.fill, look.ink) >= 4.5 for look in NODES.values())
    claims = [look for kind, look in KINDS.items() if kind != "link"]
    assert all(contrast(look.light, "#ffffff") >= 4.5 for look in claims)
    assert all(contrast(look.dark, "#14181d") >= 4.5 for look in claims)


def test_every_mark_has_a_look(store: GraphStore) -> None:
    used = {mark.type for claim in statements(store).claims for quote in claim.quotes for mark in quote.marks}
    assert used
    assert used <= {*MENTIONS, *SIGNS}


def test_pictures(store: GraphStore, tmp_path: Path) -> None:
    write_picture(store, tmp_path / "graph.svg")
    write_picture(graph(samples.doubtful), tmp_path / "graph.png")
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
    svg = (tmp_path / "graph.svg").read_text(encoding="utf-8")
    assert svg.startswith("<?xml")
    assert "dc:date" not in svg


def test_write_page_writes_the_page(store: GraphStore, sample_page: Path, tmp_path: Path) -> None:
    write_page(store, tmp_path / "graph.html")
    assert (tmp_path / "graph.html").read_bytes() == sample_page.read_bytes()


def test_the_library_is_the_one_that_the_lock_file_names() -> None:
    vendor = Path(__file__).parents[2] / "kg" / "web" / "static" / "vendor"
    lock = json.loads((vendor / "package-lock.json").read_text(encoding="utf-8"))
    locked = lock["packages"]["node_modules/cytoscape"]
    assert locked["integrity"].startswith("sha512-")
    assert "resolved" not in locked
    assert f'"{locked["version"]}"' in (vendor / "cytoscape.min.js").read_text(encoding="utf-8")
    assert "Permission is hereby granted" in (vendor / "cytoscape.LICENSE").read_text(encoding="utf-8")
