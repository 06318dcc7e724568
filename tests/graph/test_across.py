"""Questions about all articles together: the store answers them as pySHACL does."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.across import validate_across
from kg.graph.store import GraphStore
from kg.graph.vocab import CML, PROV, RDF, SCHEMA
from kg.model import Severity
from tests.shapes.test_shapes import CASES, Graph, base, changed, shapes, validate_triples

ACROSS = [case for case in CASES if case.parent.name == "across"]


def stored(triples: Graph) -> GraphStore:
    """The triples in a named graph for each article."""
    articles = {t.subject for t in triples if t.object == SCHEMA.ScholarlyArticle}
    home = {t.subject: t.object for t in triples if t.predicate == PROV.wasDerivedFrom}
    quads = [
        ox.Quad(
            t.subject, t.predicate, t.object, ox.NamedNode(f"{home.get(t.subject, t.subject).value}/graph")
        )
        for t in triples
    ]
    assert len(articles) >= 2
    return GraphStore.in_memory(quads)


def test_articles_that_agree_are_passed_over() -> None:
    assert validate_across(stored(base("across"))) == []


@pytest.mark.parametrize("case", ACROSS, ids=[case.stem for case in ACROSS])
def test_the_store_says_what_pyshacl_says(case: Path) -> None:
    triples = changed(base("across"), case)
    by_store = {(f.severity, f.message, f.mend, f.focus) for f in validate_across(stored(triples))}
    by_pyshacl = {
        (f.severity, f.message, f.mend, f.focus) for f in validate_triples(triples, shapes("across"))
    }
    assert by_store == by_pyshacl
    assert bool(by_store) == case.stem.startswith("invalid.")


def test_a_contradiction_is_told_of_both_claims_and_is_no_fault() -> None:
    case = next(case for case in ACROSS if case.stem == "invalid.effective-and-ineffective")
    found = validate_across(stored(changed(base("across"), case)))
    assert {finding.severity for finding in found} == {Severity.INFO}
    assert {finding.focus.rpartition("/")[2] for finding in found} == {"works", "fails-elsewhere"}


def test_many_claims_about_one_drug_are_asked_in_time() -> None:
    """5,000 claims of as many articles: pairs are looked for, but not every pair is made."""
    triples: list[ox.Quad] = []
    for n in range(5000):
        node, graph = (
            ox.NamedNode(f"https://example.org/claim/{n}"),
            ox.NamedNode(f"https://example.org/g/{n}"),
        )
        article = ox.NamedNode(f"https://example.org/article/{n}")
        whom = ox.NamedNode(f"https://example.org/group/{n % 50}")
        said = "ineffective" if n == 7 else "effective"
        triples += [
            ox.Quad(node, RDF.type, CML.Claim, graph),
            ox.Quad(node, CML.agent, ox.NamedNode("https://example.org/imatinib"), graph),
            ox.Quad(node, CML.population, whom, graph),
            ox.Quad(node, CML.direction, ox.Literal(said), graph),
            ox.Quad(node, CML.status, ox.Literal("asserted"), graph),
            ox.Quad(node, PROV.wasDerivedFrom, article, graph),
        ]
    assert len(validate_across(GraphStore.in_memory(triples))) == 100
