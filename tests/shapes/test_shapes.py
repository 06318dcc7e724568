"""Every shape lets its valid cases pass, and says of its invalid ones just what is approved."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.graph.description import lexicon_quads
from kg.graph.engines import fast, reference
from kg.graph.iris import DEFAULT_BASE
from kg.graph.mapping import quads
from kg.graph.validate import shapes_graph, validate_triples
from kg.graph.vocab import PREFIXES, RDF, SH
from kg.model import Author, Record, Section, SectionKind
from kg.pipeline import Interpreter
from kg.resources import ontology_folder

if TYPE_CHECKING:
    import rdflib

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.ru"))
FOLDERS = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir() and folder.name != "__pycache__")
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


@cache
def article() -> Graph:
    """The graph of the article, with the classes of the concepts that it names."""
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


@cache
def base(folder: str) -> Graph:
    """What the cases of a folder change: the folder's own base, or the article."""
    own = HERE / folder / "base.ttl"
    return frozenset(quad.triple for quad in ox.parse(path=own)) if own.exists() else article()


@cache
def shapes(folder: str) -> "rdflib.Graph":
    files = ontology_folder() / "shapes"
    return shapes_graph([files / f"{folder}.ttl", files / "prefixes.ttl"])


def changed(graph: Graph, case: Path) -> Graph:
    """The graph after the update; a case that changes nothing tests nothing."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in graph)
    prefixes = {**PREFIXES, "id": DEFAULT_BASE}
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    store.update(head + case.read_text())
    after = frozenset(quad.triple for quad in store)
    assert after != graph, f"{case.name} changes nothing"
    return after


def approved(case: Path) -> Path:
    return case.with_suffix(".approved.txt")


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_the_cases_change_conforms(folder: str) -> None:
    assert validate_triples(base(folder), shapes(folder)) == []


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.stem}" for case in CASES])
def test_case(case: Path) -> None:
    folder = case.parent.name
    findings = validate_triples(changed(base(folder), case), shapes(folder))
    said = sorted({f"{finding.severity}: {finding.message} {finding.mend}".strip() for finding in findings})
    if case.stem.startswith("valid."):
        assert said == []
    else:
        assert said == approved(case).read_text().splitlines()
        assert all(finding.focus for finding in findings)


def test_every_file_of_shapes_has_both_twins_and_every_case_is_run() -> None:
    files = {file.stem for file in (ontology_folder() / "shapes").glob("*.ttl")}
    assert set(FOLDERS) == files - {"prefixes"}
    for folder in FOLDERS:
        cases = {case for case in CASES if case.parent.name == folder}
        assert {case.stem.split(".")[0] for case in cases} == {"valid", "invalid"}
        wrong = {case for case in cases if case.stem.startswith("invalid.")}
        held = {file for file in (HERE / folder).iterdir() if file.name != "base.ttl"}
        assert held == cases | {approved(case) for case in wrong}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_complaint_of_the_shapes_is_provoked_by_a_case(folder: str) -> None:
    import rdflib

    said = {line for file in (HERE / folder).glob("*.approved.txt") for line in file.read_text().splitlines()}
    messages = shapes(folder).objects(None, rdflib.URIRef(SH.iri + "message"))
    problems = sorted({str(message).partition(": ")[0].rstrip(".") for message in messages})
    assert [problem for problem in problems if not any(f": {problem}." in line for line in said)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "file", sorted((ontology_folder() / "shapes").glob("*.ttl")), ids=lambda file: file.stem
)
def test_the_shapes_are_valid_by_the_shapes_of_shacl(file: Path) -> None:
    from pyshacl.entrypoints import meta_validate

    conforms, _, said = meta_validate(shapes_graph([file]), inference="none")
    assert conforms, said


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_both_engines_say_the_same_of_every_case(folder: str) -> None:
    """The faster one may judge large graphs only because of this."""
    graphs = [base(folder), *(changed(base(folder), case) for case in CASES if case.parent.name == folder)]
    assert len(graphs) > 2
    for graph in graphs:
        assert fast(graph, shapes(folder)) == reference(graph, shapes(folder))


@pytest.mark.slow
def test_both_engines_say_the_same_of_all_shapes_at_once() -> None:
    """Of an article with a fault of every kind that is made by a case about articles."""
    about_articles = [case for case in CASES if not (case.parent / "base.ttl").exists()]
    assert len(about_articles) > 100
    for case in about_articles[::7]:
        graph = changed(article(), case)
        assert validate_triples(graph, engine=fast) == validate_triples(graph)


@pytest.mark.slow
def test_articles_are_judged_the_same_without_the_fast_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.graph.validate as module
    from kg.graph.store import GraphStore

    faulty = changed(article(), next(case for case in CASES if case.stem == "invalid.no-evidence"))
    homes = (ox.NamedNode("https://example.org/one"), ox.NamedNode("https://example.org/two"))
    said = [ox.Quad(t.subject, t.predicate, t.object, home) for home in homes for t in faulty]
    store = GraphStore.in_memory([*said, *lexicon_quads()])
    found = module.validate(store)
    monkeypatch.setattr(module, "has_fast", lambda: False)
    assert module.validate(store) == found != []
