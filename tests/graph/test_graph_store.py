"""The graph on disk: what a failed build, a second reader or a stranger's folder does to it."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import CmlKgError, OntologyError, StoreError
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.graph.vocab import CML, CONCEPT, PREFIXES, PROV, RDF, SKOS
from tests.graph import samples

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def build(folder: Path, *names: str, base: str = "https://example.org/id/") -> Path:
    with GraphStore.create(folder, base) as draft:
        for name in names:
            draft.add_graph(quads(samples.READINGS[name](), base))
        draft.commit("1.2.3")
    return folder


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph to read or to copy."""
    return build(tmp_path_factory.mktemp("every_kind"), "every_kind")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another one."""
    return build(tmp_path_factory.mktemp("bare"), "bare")


def copy(graph: Path, folder: Path) -> Path:
    shutil.copytree(graph, folder, dirs_exist_ok=True)
    return folder


def builds(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "store").iterdir() if path.is_dir())


def titles(folder: Path) -> list[str]:
    with GraphStore.open(folder) as store:
        rows = store.query(HEAD + "SELECT ?t { ?a a schema:ScholarlyArticle ; dcterms:title ?t } ORDER BY ?t")
        assert isinstance(rows, ox.QuerySolutions)
        return [row["t"].value for row in rows]


def test_build_then_read(tmp_path: Path) -> None:
    build(tmp_path / "new" / "graph", "every_kind", "doubtful")
    with GraphStore.open(tmp_path / "new" / "graph") as store:
        counts = store.counts()
        assert {name: counts[name] for name in ("articles", "claims", "doses")} == {
            "articles": 2,
            "claims": 15,
            "doses": 4,
        }
        assert store.base == "https://example.org/id/"
        assert len(store.article_graphs()) == 2


def test_questions_see_all_graphs_and_the_lexicon(every_kind: Path) -> None:
    with GraphStore.open(every_kind) as store:
        rows = store.query(
            HEAD + "SELECT DISTINCT ?agent ?label { ?c cml:agent ?agent . ?agent skos:prefLabel ?label }",
            {"agent": ox.NamedNode(CONCEPT + "dasatinib")},
        )
        assert isinstance(rows, ox.QuerySolutions)
        assert [row["label"] for row in rows] == [ox.Literal("dasatinib", language="en")]


def test_the_lexicon_has_no_matching_aids_and_no_cues(every_kind: Path) -> None:
    with GraphStore.open(every_kind) as store:
        predicates = {quad.predicate for quad in store.quads()}
        types = {quad.object for quad in store.quads() if quad.predicate == RDF.type}
    assert SKOS.prefLabel in predicates
    assert not predicates & {SKOS.hiddenLabel, CML.vetoLabel}
    assert CML.Drug in types
    assert CML.Cue not in types


def test_every_concept_has_one_label_also_where_a_grammar_built_it(every_kind: Path) -> None:
    with GraphStore.open(every_kind) as store:
        rows = store.query(
            HEAD + "SELECT ?c (COUNT(DISTINCT ?l) AS ?n) { ?c a cml:Variant ; skos:prefLabel ?l } GROUP BY ?c"
        )
        assert isinstance(rows, ox.QuerySolutions)
        counts = {row["c"].value.removeprefix(CONCEPT): row["n"].value for row in rows}
    assert counts["variant-T315I"] == counts["variant-A399G"] == "1"


def test_a_build_that_fails_leaves_the_old_graph(every_kind: Path, tmp_path: Path) -> None:
    copy(every_kind, tmp_path)

    def broken() -> None:
        with GraphStore.create(tmp_path) as draft:
            draft.add_graph(quads(samples.bare()))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert titles(tmp_path) == ["Kinase inhibitors after imatinib"]
    assert builds(tmp_path) == ["1"]


def test_a_broken_ontology_leaves_the_old_graph(bare: Path, tmp_path: Path) -> None:
    copy(bare, tmp_path / "graph")
    (tmp_path / "cml.ttl").write_text("this is no Turtle")
    with GraphStore.create(tmp_path / "graph") as draft, pytest.raises(OntologyError, match=r"cml\.ttl"):
        draft.commit("1", tmp_path)
    assert len(titles(tmp_path / "graph")) == 1


def test_a_new_build_takes_the_place_of_the_old_one(every_kind: Path, tmp_path: Path) -> None:
    copy(every_kind, tmp_path)
    with GraphStore.open(tmp_path) as reader:
        build(tmp_path, "said_twice")
        assert reader.counts()["claims"] == 11, "who reads the old graph goes on reading it"
    assert titles(tmp_path) == ["Dasatinib after imatinib"]


@pytest.mark.slow
def test_old_builds_and_what_a_killed_one_left_are_swept(bare: Path, tmp_path: Path) -> None:
    copy(bare, tmp_path)
    ox.Store(str(tmp_path / "store" / "new")).flush()
    for _ in range(3):
        build(tmp_path, "bare")
        assert len(builds(tmp_path)) <= 2
    assert builds(tmp_path) == ["3", "4"]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with (
        GraphStore.create(tmp_path) as draft,
        pytest.raises(StoreError, match="another build"),
        GraphStore.create(tmp_path),
    ):
        pass
    draft.__exit__(None, None, None)


def test_several_readers_at_once(bare: Path) -> None:
    with GraphStore.open(bare) as one, GraphStore.open(bare) as two:
        assert one.counts() == two.counts()


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "a file", "rubbish", "a lost build"])
def test_a_folder_without_a_graph_says_what_to_do(bare: Path, tmp_path: Path, left: str) -> None:
    store = tmp_path / "store"
    if left == "an empty folder":
        store.mkdir()
    elif left == "a file":
        store.write_text("x")
    elif left != "nothing":
        copy(bare, tmp_path)
        if left == "rubbish":
            (store / "1" / "CURRENT").write_text("rubbish")
        else:
            shutil.rmtree(store / "1")
    with pytest.raises(StoreError, match="build"):
        GraphStore.open(tmp_path)


def test_a_base_that_is_no_iri_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="absolute IRI"):
        GraphStore.create(tmp_path, "not an iri")


def test_the_build_is_described_without_a_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    question = (
        HEAD
        + """SELECT ?version ?file ?digest ?documents ?ended { ?build a prov:Activity ;
        prov:wasAssociatedWith/schema:softwareVersion ?version ; prov:used ?used .
        ?used cml:fileName ?file ; cml:sha256 ?digest .
        ?set prov:wasGeneratedBy ?build ; void:documents ?documents
        OPTIONAL { ?build prov:endedAtTime ?ended } }"""
    )

    def rows() -> list[list[str | None]]:
        with GraphStore.open(build(tmp_path, "bare")) as store:
            answer = store.query(question)
            assert isinstance(answer, ox.QuerySolutions)
            return [[term.value if term else None for term in row] for row in answer]

    assert rows() == [["1.2.3", "bare.txt", samples.bare().record.digest, "1", None]]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert rows()[0][-1] == "1970-01-02T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(CmlKgError, match="SOURCE_DATE_EPOCH"):
        build(tmp_path, "bare")


def test_the_counted_statements_are_those_of_the_articles(every_kind: Path) -> None:
    with GraphStore.open(every_kind) as store:
        in_articles = sum(1 for graph in store.article_graphs() for _ in store.quads(graph))
        assert store.counts()["statements"] == in_articles == len(list(quads(samples.every_kind())))
        assert any(quad.predicate == PROV.used for quad in store.quads())


def test_what_two_articles_share_is_found_once() -> None:
    first, second = samples.every_kind(), samples.said_twice()
    shared = GraphStore.in_memory([*quads(first), *quads(second), *quads(samples.bare())])
    query = "PREFIX cml: <https://w3id.org/cml-kg/ontology#> SELECT ?dose ?label { ?dose a cml:Dose }"
    rows = [solution["dose"] for solution in shared.query(query)]  # type: ignore[union-attr]
    assert rows
    assert len(rows) == len(set(rows))
