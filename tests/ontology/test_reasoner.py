"""The ontology, and what is said with it, are free of contradiction: HermiT says so, and would say if not."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.description import background_quads
from kg.graph.vocab import CML, PREFIXES, RDF
from kg.resources import ontology_folder
from tests.ontology.reasoning import INSTALLED, consistent, outside_dl, unsatisfiable
from tests.shapes.test_shapes import article

pytestmark = [
    pytest.mark.reasoner,
    pytest.mark.skipif(not INSTALLED, reason="install the extra: pip install -e '.[reasoner]'"),
]
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + (
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix x: <https://example.org/> .\n"
)
DATED = {CML.approvedOn}
"""OWL 2 has no datatypes for days, months and years."""


def ontology(added: str = "") -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "cml.ttl").parse(data=HEAD + added, format="turtle")


def everything() -> rdflib.Graph:
    """The ontology with the lexicon, the background and an article, as far as they use our own words."""
    files = sorted((ontology_folder() / "lexicon").glob("*.ttl"))
    triples = {quad.triple for file in files for quad in ox.parse(path=file)}
    triples |= {quad.triple for quad in background_quads()} | article()
    ours = {triple for triple in triples if triple.predicate == RDF.type or triple.predicate.value in CML}
    assert len(ours) > 3000
    data = ox.serialize({t for t in ours if t.predicate not in DATED}, format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    return ontology().parse(data=data.decode("utf-8"), format="nt")


def test_the_ontology_is_owl_2_dl(tmp_path: Path) -> None:
    assert outside_dl(ontology(), tmp_path) == []


def test_the_ontology_is_consistent_and_every_class_can_have_members(tmp_path: Path) -> None:
    assert consistent(ontology(), tmp_path)
    assert unsatisfiable(ontology(), tmp_path) == []


def test_lexicon_background_and_an_article_agree_with_the_ontology(tmp_path: Path) -> None:
    assert consistent(everything(), tmp_path)


@pytest.mark.parametrize(
    "fault",
    [
        "cml:drug a owl:DatatypeProperty .",
        "cml:Dose rdfs:subClassOf x:undeclared .",
        "cml:agent a owl:TransitiveProperty .",
    ],
    ids=["property of two kinds", "undeclared class", "functional and transitive"],
)
def test_what_is_outside_the_profile_is_seen(fault: str, tmp_path: Path) -> None:
    assert outside_dl(ontology(fault), tmp_path) != []


def test_a_class_without_possible_members_is_seen(tmp_path: Path) -> None:
    hearsay = ontology("cml:Hearsay a owl:Class ; rdfs:subClassOf cml:Claim, cml:CuratedFact .")
    assert unsatisfiable(hearsay, tmp_path) == [f"{CML.iri}Hearsay"]


@pytest.mark.parametrize(
    "contradiction",
    [
        "c:gene-BCR-ABL1 a cml:Gene, cml:Drug .",
        "c:imatinib a cml:Drug . x:group cml:groupDisease c:imatinib .",
        "x:claim cml:kind 'efficacy', 'safety' .",
        "x:fact a cml:Potency ; cml:evidence x:sentence .",
    ],
    ids=["gene and drug", "drug as a disease", "claim of two kinds", "curated fact with evidence"],
)
def test_a_contradiction_is_seen(contradiction: str, tmp_path: Path) -> None:
    assert not consistent(ontology(contradiction), tmp_path)
