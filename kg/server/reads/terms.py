"""The names that a query can be written with: prefixes, classes and properties, and what they mean."""

from functools import cache
from typing import Any

import pyoxigraph as ox

from kg.graph.vocab import CML, NAMESPACES, PREFIXES, RDFS, SKOS
from kg.resources import ontology_folder


@cache
def vocabulary() -> dict[str, Any]:
    """``prefixes`` with their namespaces, and ``terms``, each with its label and definition if it is ours."""
    said: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=ontology_folder() / "cml.ttl", format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            said.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    terms = [
        {
            "name": f"{space.short}:{term}",
            "kind": "class" if term[:1].isupper() else "property",
            "label": said.get(space.iri + term, {}).get(RDFS.label.value, ""),
            "definition": said.get(space.iri + term, {}).get(SKOS.definition.value, ""),
        }
        for space in sorted(NAMESPACES, key=lambda space: (space.iri != CML.iri, space.short))
        for term in space.terms
    ]
    return {"prefixes": PREFIXES, "terms": terms}
