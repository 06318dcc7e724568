"""Graphs to draw, and pages of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.description import lexicon_quads
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.graph.vocab import CML, CONCEPT, LEXICON_GRAPH, RDF, SKOS
from kg.model import Author, Reading
from kg.web.view import page
from tests.graph import samples

MARKUP = "</script><script>window.hacked = 1</script><!-- & <img src=x onerror='window.hacked=1'>"


def hostile() -> Reading:
    """An article whose every text is markup, with a letter beyond the basic plane before the mentions."""
    sheet = samples.Page(
        samples.record(
            "hostile",
            f"{MARKUP} 𝛽",
            f"{MARKUP} 𝛽 \u2028 Dasatinib was effective in patients with CML.",
            authors=(Author(MARKUP),),
            journal=MARKUP,
            doi="10.5555/<script>",
        )
    )
    said = (sheet.mention(1, "Dasatinib", samples.DASATINIB), sheet.mention(1, "CML", samples.CML))
    sheet.claim(
        1, "efficacy", "effective", *said, agent=samples.DASATINIB, groups=(samples.IN_CML,),
        outcome=samples.EFFICACY,
    )  # fmt: skip
    return sheet.reading()


def graph(*makes: Callable[[], Reading]) -> GraphStore:
    """A store in memory of the readings and the lexicon."""
    read = (quad for make in makes for quad in quads(make()))
    mmr = NamedNode(f"{CONCEPT}mmr")  # the samples' own short name for it
    named = [
        Quad(mmr, SKOS.prefLabel, Literal("MMR", language="en"), LEXICON_GRAPH),
        Quad(mmr, RDF.type, CML.Response, LEXICON_GRAPH),
    ]
    return GraphStore.in_memory([*read, *lexicon_quads(), *named])


@pytest.fixture(scope="session")
def store() -> GraphStore:
    """All samples together."""
    return graph(*samples.READINGS.values())


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a graph that holds only the hostile article."""
    path = tmp_path_factory.mktemp("hostile") / "graph.html"
    path.write_text(page(graph(hostile)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def sample_page(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all samples."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page(store), encoding="utf-8")
    return path
