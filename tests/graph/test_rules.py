"""Rules are data: each claim carries the confidence of its rule, and broken numbers are named."""

from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.graph.mapping import quads
from kg.graph.rules import load_rules
from kg.graph.vocab import CML
from tests.graph import samples

HEAD = """@prefix r: <https://w3id.org/cml-kg/rule/> . @prefix cml: <https://w3id.org/cml-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
RULE = """r:safety.made a cml:Rule ; skos:notation "safety.made" ; rdfs:label "made"@en ;
  skos:definition "Made up."@en ; cml:confidence %s ; cml:found %s ; cml:right %s ."""


def test_the_rules_of_the_ontology_are_whole() -> None:
    rules = load_rules()
    assert "efficacy.quality" in rules
    assert all(rule.label and rule.definition.endswith(".") for rule in rules.values())


def test_a_claim_carries_the_confidence_of_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = samples.said_twice()
    rule = reading.claims[0].rule
    monkeypatch.setattr("kg.graph.mapping.claim.confidence", {rule: Decimal("0.9")}.get)
    said = [quad.object.value for quad in quads(reading) if quad.predicate == CML.confidence]
    assert said == ["0.9"]


def test_a_rule_that_nobody_measured_gives_no_confidence() -> None:
    assert not [quad for quad in quads(samples.said_twice()) if quad.predicate == CML.confidence]


@pytest.mark.parametrize("numbers", [("0.0", 1, 0), ("1.2", 1, 1), ("0.9", 1, 2), ('"high"', 1, 1)])
def test_a_number_that_cannot_be_is_an_error(tmp_path: Path, numbers: tuple[str, int, int]) -> None:
    file = tmp_path / "rules.ttl"
    file.write_text(HEAD + RULE % numbers)
    with pytest.raises(OntologyError, match=r"rules\.ttl: .*safety\.made"):
        load_rules(file)


def test_a_rule_without_definition_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "rules.ttl"
    file.write_text(HEAD + 'r:safety.made a cml:Rule ; skos:notation "safety.made" .')
    with pytest.raises(OntologyError, match="exactly one"):
        load_rules(file)
