"""Every shape lets its valid cases pass, and says of its invalid ones just what is approved."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.description import lexicon_quads
from kg.graph.mapping import quads
from kg.graph.validate import LEXICON_SHAPES, shapes_graph, validate_triples
from kg.graph.vocab import PREFIXES, RDF
from kg.model import Author, Record, Section, SectionKind
from kg.pipeline import Interpreter
from kg.resources import ontology_folder

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.ru"))
TITLE = "Ponatinib and bosutinib after dasatinib"
ABSTRACT = (
    "Ponatinib 45 mg once daily is effective in patients with dasatinib-resistant CML. "
    "Ponatinib 15 mg once daily was as effective as 45 mg once daily. "
    "MMR was achieved by 40% of patients with bosutinib at 12 months. "
    "Bosutinib was well tolerated. "
    "T315I confers resistance to dasatinib. "
    "Bosutinib is recommended for patients with dasatinib intolerance. "
    "Olverembatinib is in clinical development. "
    "New drugs are needed for patients with blast crisis. "
    "Nilotinib has been investigated in patients with dasatinib-resistant CML."
)
Graph = frozenset[ox.Triple]


@pytest.fixture(scope="module")
def conforming() -> Graph:
    record = Record(
        key="12345678",
        title=TITLE,
        abstract=ABSTRACT,
        file="case.txt",
        format="plain-text",
        digest="0" * 64,
        authors=(Author("Ada Example"), Author("Bo Sample")),
        date="2020-05-01",
        sections=(Section(SectionKind.RESULTS, "RESULTS", len(TITLE) + 1, len(TITLE) + 1 + len(ABSTRACT)),),
    )
    triples = {quad.triple for quad in quads(Interpreter().read(record))}
    objects = {triple.object for triple in triples}
    types = (quad.triple for quad in lexicon_quads(None) if quad.predicate == RDF.type)
    return frozenset(triples | {triple for triple in types if triple.subject in objects})


def changed(graph: Graph, case: Path) -> Graph:
    """The graph after the update; a case that changes nothing tests nothing."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in graph)
    prefixes = {**PREFIXES, "xsd": "http://www.w3.org/2001/XMLSchema#"}
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    store.update(head + case.read_text())
    after = frozenset(quad.triple for quad in store)
    assert after != graph, f"{case.name} changes nothing"
    return after


def test_the_article_conforms(conforming: Graph) -> None:
    assert validate_triples(conforming) == []


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.stem}" for case in CASES])
def test_case(case: Path, conforming: Graph) -> None:
    shapes = ontology_folder() / "shapes"
    own = shapes_graph([shapes / f"{case.parent.name}.ttl", shapes / "prefixes.ttl"])
    findings = validate_triples(changed(conforming, case), own)
    said = sorted({f"{finding.severity}: {finding.message} {finding.mend}".strip() for finding in findings})
    if case.stem.startswith("valid."):
        assert said == []
    else:
        assert said == case.with_suffix(".approved.txt").read_text().splitlines()
        assert all(finding.focus for finding in findings)


def test_every_file_of_shapes_has_both_twins_and_every_case_is_run() -> None:
    shapes = {file.stem for file in (ontology_folder() / "shapes").glob("*.ttl")}
    folders = {folder.name for folder in HERE.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    assert folders == shapes - {Path(LEXICON_SHAPES).stem, "prefixes"}
    for folder in folders:
        kinds = {case.stem.split(".")[0] for case in (HERE / folder).glob("*.ru")}
        assert kinds == {"valid", "invalid"}
        approved = {file.name for file in (HERE / folder).glob("*.approved.txt")}
        assert approved == {
            case.with_suffix(".approved.txt").name for case in (HERE / folder).glob("invalid.*.ru")
        }
    assert len(CASES) >= 40
