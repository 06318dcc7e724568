"""The closed vocabulary, and that it is the ontology."""

import pyoxigraph as ox
import pytest

from kg.graph import vocab
from kg.graph.vocab import CML, NAMESPACES, RDFS, SKOS
from kg.resources import ontology_folder

TRIPLES = list(ox.parse(path=ontology_folder() / "cml.ttl", format=ox.RdfFormat.TURTLE))
DEFINED = {triple.subject.value for triple in TRIPLES if isinstance(triple.subject, ox.NamedNode)}


def test_vocabulary_is_the_ontology() -> None:
    assert len(DEFINED) > 100
    assert vocab.disagreements(DEFINED) == []


def test_disagreements_name_both_sides() -> None:
    defined = (DEFINED - {CML.Dose.value}) | {CML.iri + "Potion"}
    assert vocab.disagreements(defined) == [
        "cml:Potion is in cml.ttl and not in vocab.py",
        "cml:Dose is in vocab.py and not in cml.ttl",
    ]


@pytest.mark.parametrize("annotation", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_is_labelled_and_defined(annotation: ox.NamedNode) -> None:
    said = {triple.subject.value for triple in TRIPLES if triple.predicate == annotation}
    assert {iri for iri in DEFINED if iri in CML} - said == set()


def test_a_misspelt_term_raises_and_names_the_right_one() -> None:
    with pytest.raises(AttributeError, match="did you mean comparator"):
        _ = CML.comparater


def test_every_term_is_an_attribute() -> None:
    for space in NAMESPACES:
        assert [getattr(space, term).value for term in space.terms] == [space.iri + t for t in space.terms]
