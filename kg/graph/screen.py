"""Claims that would not break a shape of the graph."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pyoxigraph as ox

from kg.graph.description import lexicon_quads
from kg.graph.mapping import quads
from kg.graph.validate import validate_triples
from kg.graph.vocab import RDF
from kg.model import Claim, Reading, Severity


def conforming(reading: Reading, claims: Sequence[Claim]) -> Sequence[Claim]:
    """All of the claims if the article's graph conforms with them, else those that do alone."""
    if _conforms(replace(reading, claims=tuple(claims))):
        return claims
    return [claim for claim in claims if len(claims) > 1 and _conforms(replace(reading, claims=(claim,)))]


def _conforms(reading: Reading) -> bool:
    triples = {quad.triple for quad in quads(reading)}
    objects = {triple.object for triple in triples}
    triples |= {triple for triple in _classes() if triple.subject in objects}
    return not any(finding.severity is Severity.VIOLATION for finding in validate_triples(triples))


@cache
def _classes() -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in lexicon_quads() if quad.predicate == RDF.type)
