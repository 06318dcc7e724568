"""Every format: the same graph back, the same bytes each time."""

import io
import random
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.export import EXPORTERS
from kg.export.content import sections
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.graph.vocab import CML, CONCEPT, LEXICON_GRAPH, SKOS
from tests.graph import samples

TRIPLES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}
QUADS = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


def built(folder: Path, *names: str) -> GraphStore:
    with GraphStore.create(folder) as draft:
        for name in names or tuple(samples.READINGS):
            draft.add_graph(quads(samples.READINGS[name]()))
        draft.commit("1.2.3")
    return GraphStore.open(folder)


def written(store: GraphStore, format: str) -> bytes:
    stream = io.BytesIO()
    EXPORTERS[format](store, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    return built(tmp_path_factory.mktemp("graph"))


def test_every_file_of_the_folder_is_in_the_table() -> None:
    files = {path.stem for path in Path(sys.modules["kg.export"].__file__ or "").parent.glob("*.py")}
    assert files - {"__init__", "content"} == set(EXPORTERS)


@pytest.mark.parametrize(("format", "parser"), TRIPLES.items())
def test_formats_of_triples_read_back_as_the_same_graph(store: GraphStore, format: str, parser: str) -> None:
    expected, found = Graph(), Graph()
    nt = "".join(f"{t} .\n" for section in sections(store) for t in section.triples)
    expected.parse(data=nt, format="nt")
    found.parse(data=written(store, format), format=parser)
    assert len(expected) > 1000
    assert isomorphic(found, expected)


@pytest.mark.parametrize(("format", "parser"), QUADS.items())
def test_formats_of_quads_keep_the_named_graphs(store: GraphStore, format: str, parser: str) -> None:
    found = Dataset()
    found.parse(data=written(store, format), format=parser)
    names = {str(graph.identifier) for graph in found.graphs() if len(graph)}
    for section in sections(store, once=False):
        expected = Graph()
        expected.parse(data="".join(f"{t} .\n" for t in section.triples), format="nt")
        names.remove(section.graph.value)
        assert isomorphic(found.graph(section.graph.value), expected)
    assert names == set()


@pytest.mark.parametrize(
    ("format", "parser"), {"turtle": "TURTLE", "trig": "TRIG", "rdfxml": "RDF_XML"}.items()
)
def test_the_store_reads_its_own_exports(store: GraphStore, format: str, parser: str) -> None:
    once = format != "trig"
    expected = sum(len(section.triples) for section in sections(store, once=once))
    found = list(ox.parse(written(store, format), getattr(ox.RdfFormat, parser)))
    assert len(found) == expected, "each statement is written once"


@pytest.mark.slow
def test_the_order_of_the_input_does_not_show(store: GraphStore, tmp_path: Path) -> None:
    names = list(samples.READINGS)
    random.Random(1).shuffle(names)
    other = built(tmp_path, *names)
    for format in EXPORTERS:
        assert written(other, format) == written(store, format), format


@pytest.mark.slow
def test_the_same_bytes_under_any_hash_seed(store: GraphStore, tmp_path: Path) -> None:
    program = f"""
import io
from tests.export.test_exports import EXPORTERS, built, written
from pathlib import Path
store = built(Path({str(tmp_path)!r}))
for name in EXPORTERS: print(written(store, name).decode())
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    here = "".join(written(store, name).decode() + "\n" for name in EXPORTERS)
    assert outputs == {here.encode()}


def test_the_lexicon_part_is_the_used_concepts_and_their_ancestors(store: GraphStore) -> None:
    (lexicon,) = (section for section in sections(store) if section.graph == LEXICON_GRAPH)
    labels = {
        t.object.value
        for t in lexicon.triples
        if t.predicate == SKOS.prefLabel and isinstance(t.object, ox.Literal)
    }
    assert {"dasatinib", "tyrosine kinase inhibitor"} <= labels
    assert "bosutinib" not in labels
    described = {t.subject for t in lexicon.triples}
    leads = {t.object for t in lexicon.triples if t.predicate == SKOS.broader}
    assert leads <= described


def test_every_node_that_is_pointed_to_is_described(store: GraphStore) -> None:
    triples = [triple for section in sections(store) for triple in section.triples]
    described = {triple.subject for triple in triples}
    pointed = {
        triple.object
        for triple in triples
        if isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith((store.base, CONCEPT))
    }
    in_lexicon = {quad.subject for quad in store.quads(LEXICON_GRAPH)}
    assert {
        node for node in pointed - described if node in in_lexicon or node.value.startswith(store.base)
    } == set()


def test_turtle_is_readable(store: GraphStore) -> None:
    text = written(store, "turtle").decode()
    assert "\n# 10000001 · Kinase inhibitors after imatinib\n" in text
    assert "\n\nc:variant-T315I a skos:Concept , cml:Variant ;\n" in text
    assert '  cml:amount "70"^^xsd:decimal ;\n' in text
    assert "  cml:peerReviewed true" in text
    assert "<https://w3id.org/cml-kg/id/" not in text.split("\n\n", 1)[1]


def test_an_empty_graph_can_be_exported(tmp_path: Path) -> None:
    empty = GraphStore.in_memory([])
    for format in EXPORTERS:
        assert isinstance(written(empty, format), bytes)
    assert len(Graph().parse(data=written(empty, "rdfxml"), format="xml")) == 0


def test_odd_characters_survive(tmp_path: Path) -> None:
    odd = 'tab\t return\r newline\n "quotes" \\ <angle> & 𝛽 \x85 \u2028'
    node = ox.NamedNode("https://w3id.org/cml-kg/id/text/1")
    graph = ox.NamedNode("https://w3id.org/cml-kg/id/graph/1")
    store = GraphStore.in_memory([ox.Quad(node, CML.string, ox.Literal(odd), graph)])
    for format, parser in (TRIPLES | QUADS).items():
        back = Dataset().parse(data=written(store, format), format=parser)
        assert [str(o) for _, _, o, _ in back.quads()] == [odd], format


def test_graphml_opens_as_a_network_with_the_sentences(store: GraphStore) -> None:
    drawn = nx.read_graphml(io.BytesIO(written(store, "graphml")))
    labels = {data["label"] for _, data in drawn.nodes(data=True)}
    assert {"dasatinib", "imatinib resistance", "dasatinib 70 mg twice daily"} <= labels
    said = [data["sentence"] for _, _, data in drawn.edges(data=True)]
    assert "Pleural effusion was rare with nilotinib." in said
