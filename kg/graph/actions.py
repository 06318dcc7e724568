"""Which recommended actions come to treating with the agent, as the lexicon says."""

from functools import cache

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.vocab import CML, CONCEPT, RDF
from kg.resources import ontology_folder


@cache
def treating() -> frozenset[str]:
    """Local names of the actions by which patients are given the agent."""
    found: set[str] = set()
    for file in sorted((ontology_folder() / "lexicon").glob("*.ttl")):
        try:
            triples = [quad.triple for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"{file.name}: {error}") from error
        found |= {
            triple.subject.value.removeprefix(CONCEPT)
            for triple in triples
            if triple.object == CML.TreatingAction
            and triple.predicate == RDF.type
            and isinstance(triple.subject, ox.NamedNode)
        }
    return frozenset(found)
