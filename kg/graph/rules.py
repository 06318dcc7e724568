"""The rules that read claims, as ``ontology/rules.ttl`` describes and measures them."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.vocab import CML, RDF, RDFS, SKOS
from kg.resources import ontology_folder


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of ``kg/relate``."""

    id: str
    """What its claims carry in ``cml:rule``."""
    label: str
    definition: str
    confidence: Decimal
    """The share of its claims that is expected to be right in every column."""
    found: int
    """Rows that it made in annotated articles."""
    right: int
    """Those of them that the annotators made too."""


@cache
def load_rules(file: Path | None = None) -> dict[str, Rule]:
    """The rules by name; OntologyError says what is wrong with the file (default: the installed one)."""
    file = file or ontology_folder() / "rules.ttl"
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(
                triple.object, ox.NamedNode | ox.Literal
            ):
                facts[triple.subject.value][triple.predicate.value].append(triple.object.value)
    except (OSError, SyntaxError) as error:
        raise OntologyError(f"{file.name}: {error}") from error
    rules = [
        _rule(iri, found, file.name)
        for iri, found in facts.items()
        if CML.Rule.value in found[RDF.type.value]
    ]
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}


def confidence(rule: str) -> Decimal | None:
    """How far a claim of that rule may be trusted; None where nobody has measured it."""
    known = load_rules().get(rule)
    return known.confidence if known else None


def _rule(iri: str, facts: dict[str, list[str]], file: str) -> Rule:
    def one(property: ox.NamedNode) -> str:
        values = facts[property.value]
        if len(values) != 1:
            raise OntologyError(f"{file}: {iri} needs exactly one {property.value}, has {len(values)}")
        return values[0]

    try:
        rule = Rule(
            one(SKOS.notation),
            one(RDFS.label),
            one(SKOS.definition),
            Decimal(one(CML.confidence)),
            int(one(CML.found)),
            int(one(CML.right)),
        )
    except (ArithmeticError, ValueError) as error:
        raise OntologyError(f"{file}: {iri} has a number that is none") from error
    if not 0 < rule.confidence <= 1 or not 0 <= rule.right <= rule.found:
        raise OntologyError(f"{file}: {iri} has a confidence outside 0 to 1, or more right than found")
    return rule
