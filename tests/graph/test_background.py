"""Curated facts are there for those who ask for them, and for nobody else."""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.description import background_quads
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.graph.vocab import BACKGROUND_GRAPH, CML, DCTERMS, PREFIXES, RDF
from kg.model import Record
from kg.pipeline import Interpreter
from kg.resources import ontology_folder

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
FACTS = [quad.triple for quad in background_quads()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    folder = tmp_path_factory.mktemp("graph")
    text = "T315I confers resistance to dasatinib."
    record = Record("1", "Title", text, file="a.txt", format="plain-text", digest="0" * 64)
    with GraphStore.create(folder) as draft:
        draft.add_graph(quads(Interpreter().read(record), draft.base), record.key)
        draft.commit("test")
    return GraphStore.open(folder)


def rows(store: GraphStore, query: str) -> list[tuple[str, ...]]:
    answer = store.query(HEAD + query)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(term.value for term in row if term is not None) for row in answer]


def test_a_question_sees_no_fact_unless_it_names_their_graph(store: GraphStore) -> None:
    query = "SELECT ?fact WHERE {{ {} {{ ?fact a cml:CuratedFact }} }}"
    assert rows(store, query.format("")) == []
    assert len(rows(store, query.format(f"GRAPH {BACKGROUND_GRAPH}"))) > 100
    assert BACKGROUND_GRAPH not in store.article_graphs()


def test_no_class_or_property_of_facts_is_used_by_claims(store: GraphStore) -> None:
    (article,) = store.article_graphs()
    claims = {quad.predicate for quad in store.quads(article) if quad.predicate.value in CML}
    facts = {quad.predicate for quad in store.quads(BACKGROUND_GRAPH) if quad.predicate.value in CML}
    assert len(claims) > 10
    assert len(facts) > 10
    assert claims & facts == set()


def test_claims_and_potencies_are_joined(store: GraphStore) -> None:
    query = f"""SELECT ?mutation ?direction ?ic50 WHERE {{
      ?claim a cml:ResistanceClaim ; cml:agent ?drug ; cml:outcome ?variant ; cml:direction ?direction .
      ?variant skos:prefLabel ?mutation .
      GRAPH {BACKGROUND_GRAPH} {{
        ?fact cml:aboutDrug ?drug ; cml:aboutVariant ?variant ; cml:ic50 ?ic50 }} }}"""
    assert rows(store, query) == [("T315I", "resistant", "9550.906")]


@pytest.mark.slow
def test_building_again_leaves_no_old_fact_behind(interpreter: Interpreter, tmp_path: Path) -> None:
    record = Record("1", "Title", "Text.", file="a.txt", format="plain-text", digest="0" * 64)
    counts = []
    for _ in range(2):
        with GraphStore.create(tmp_path, program="same") as draft:
            draft.unchanged("1", "same") or draft.add_graph(
                quads(interpreter.read(record), draft.base), "1", "same"
            )
            draft.commit("test")
        with GraphStore.open(tmp_path) as store:
            counts.append(sum(1 for _ in store.quads()))
    assert counts[0] == counts[1]


def test_every_fact_is_sourced_and_the_collection_is_not_empty() -> None:
    facts = {t.subject for t in FACTS if t.predicate == RDF.type}
    assert facts == {t.subject for t in FACTS if t.predicate == DCTERMS.source}
    kinds = Counter(t.object.value.removeprefix(CML.iri) for t in FACTS if t.predicate == RDF.type)
    assert kinds["Potency"] >= 100
    assert kinds["Milestone"] >= 24
    assert kinds["Approval"] >= 16


def test_each_fact_of_the_tables_is_as_the_source_has_it() -> None:
    """Values looked up by hand: T315I under three drugs, and one from another source."""
    said = {t.subject.value.rpartition("/")[2]: t.object.value for t in FACTS if t.predicate == CML.ic50}
    assert said["ic50-penn-state-imatinib-T315I"] == "5885.451"
    assert said["ic50-penn-state-nilotinib-T315I"] == "45177.019"
    assert said["ic50-penn-state-dasatinib-T315I"] == "9550.906"
    assert said["ic50-redaelli-2012-imatinib-unmutated"] in ("527.0", "527")


def test_the_lexicon_is_as_large_as_it_is_said_to_be() -> None:
    text = "".join(file.read_text() for file in (ontology_folder() / "lexicon").glob("*.ttl"))
    kinds = Counter(re.findall(r"^c:\S+ a skos:Concept, cml:(\w+)", text, re.M))
    print(dict(kinds))
    on_fusion = len(re.findall(r"cml:onGene c:gene-BCR-ABL1 ; cml:onReference c:abl1-reference", text))
    assert kinds["Drug"] >= 60
    assert kinds["DrugClass"] >= 20
    assert on_fusion >= 100
    assert kinds["ResistanceConcept"] + kinds["Response"] + kinds["Disease"] >= 60
    assert kinds["AdverseEvent"] >= 150
    assert kinds["Trial"] >= 60
