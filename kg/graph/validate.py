"""Checks the graph of each article against ontology/shapes.

Articles are checked in batches, together with the classes of the lexicon's concepts, so that the work grows
with the number of articles and no more. pySHACL is the judge (https://www.w3.org/TR/shacl/); where a faster
engine is installed that is tested to say the same, it judges graphs of more than one batch.

pySHACL parses a SPARQL constraint anew for each focus node, which is slow; so the shapes ask each such
question once, of a class as a whole, and the node at fault is the value of the result.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.engines import Engine, Result, as_rdflib, fast, has_fast, reference
from kg.graph.places import place
from kg.graph.store import GraphStore
from kg.graph.vocab import CURATION_GRAPH, LEXICON_GRAPH, PROV, RDF
from kg.model import Finding, Severity
from kg.resources import ontology_folder

if TYPE_CHECKING:
    import rdflib

OF_NO_ARTICLE = {"lexicon.ttl", "background.ttl"}
"""Files of ontology/shapes that are about the lexicon and the curated background."""
ACROSS = "across.ttl"
"""The file of ontology/shapes that is about all articles together."""
_BATCH = 50
"""Articles that are checked together: parsing the SPARQL constraints costs as much as one article."""


def validate(store: GraphStore) -> list[Finding]:
    """Findings about every article of the store, a batch of articles at a time."""
    classes = _classes(store)
    decisions = {quad.triple for quad in store.quads(CURATION_GRAPH)}
    people = {t.subject for t in decisions if t.object == PROV.Person}
    unlinked = {t for t in decisions if t.subject not in people}
    found: list[Finding] = []
    graphs = store.article_graphs()
    engine = fast if len(graphs) > _BATCH and has_fast() else reference
    for first in range(0, len(graphs), _BATCH):
        triples = {quad.triple for graph in graphs[first : first + _BATCH] for quad in store.quads(graph)}
        made = _about(triples, decisions)
        whole = triples | _about(triples, classes) | made | _about(made, decisions)
        found += validate_triples(whole, engine=engine)
        unlinked -= made
    if unlinked:
        found += validate_triples(unlinked | _about(unlinked, decisions), engine=engine)
    return sorted(found, key=_order)


def validate_turtle(data: str) -> list[Finding]:
    """Findings about the graph of one article or more, given as Turtle."""
    return validate_triples(quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE))


def validate_triples(
    triples: Iterable[ox.Triple], shapes: "rdflib.Graph | None" = None, engine: Engine = reference
) -> list[Finding]:
    """Findings about the graphs of articles, the gravest first; by other ``shapes`` than all, if given."""
    given = frozenset(triples)
    said = engine(given, shapes or _shapes())
    return sorted(findings(as_rdflib(given), said), key=_order) if said else []


def shapes_graph(files: Iterable[Path]) -> "rdflib.Graph":
    """Shapes files as one graph."""
    import rdflib

    shapes = rdflib.Graph()
    for file in files:
        try:
            shapes.parse(file, format="turtle")
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"ontology/shapes/{file.name} cannot be read: {error}") from error
    return shapes


@cache
def _shapes() -> "rdflib.Graph":
    folder = ontology_folder() / "shapes"
    elsewhere = OF_NO_ARTICLE | {ACROSS}
    return shapes_graph(file for file in sorted(folder.glob("*.ttl")) if file.name not in elsewhere)


def _about(triples: Iterable[ox.Triple], others: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Those of the others that are about what the triples point to."""
    objects = {triple.object for triple in triples}
    return {triple for triple in others if triple.subject in objects}


def _classes(store: GraphStore) -> list[ox.Triple]:
    quads = store.quads(LEXICON_GRAPH)
    return [quad.triple for quad in quads if quad.predicate == RDF.type]


def findings(data: "rdflib.Graph", said: Iterable[Result]) -> Iterator[Finding]:
    """What was said of nodes of the data, with the words that they are about."""
    for severity, message, focus, shape in said:
        problem, _, mend = message.partition(": ")
        where = place(data, focus)
        yield Finding(
            severity=severity,
            message=problem if problem.endswith(".") or not mend else f"{problem}.",
            file=where.file,
            record=where.record,
            quote=where.quote,
            mend=mend[:1].upper() + mend[1:],
            focus=focus,
            shape=shape,
            marks=where.marks,
        )


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return list(Severity).index(finding.severity), finding.record, finding.message, finding.focus
