"""Checks the graph of each article against ontology/shapes.

Each article is checked alone, together with the classes of the lexicon's concepts and the decisions that it
names: so it is known before it is stored, and the work grows with the number of articles and no more. pySHACL
is the reference (https://www.w3.org/TR/shacl/); where a faster engine is installed that is tested to say the
same, it judges.

pySHACL parses a SPARQL constraint anew for each focus node, which is slow; so the shapes ask each such
question once, of a class as a whole, and the node at fault is the value of the result.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.engines import Engine, Result, fast, has_fast, reference
from kg.graph.places import Data, held, place
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


_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Described = Mapping[_Node, Sequence[ox.Triple]]
"""Triples by what they are about."""


class Validator:
    """Checks articles; made once, as it knows the classes of the lexicon's concepts."""

    def __init__(self, lexicon: Iterable[ox.Quad]) -> None:
        self._classes = by_subject(quad for quad in lexicon if quad.predicate == RDF.type)

    def findings(self, article: Iterable[ox.Quad], decisions: Described | None = None) -> list[Finding]:
        """Findings about the graph of an article; of the decisions, those count that it names."""
        triples = {quad.triple for quad in article}
        objects = {triple.object for triple in triples}
        made = _about(objects, decisions or {})
        triples |= _about(objects, self._classes) | made
        triples |= _about({triple.object for triple in made}, decisions or {})
        return validate_triples(triples, engine=fast if has_fast() else reference)


def by_subject(quads: Iterable[ox.Quad]) -> Described:
    """The triples of the quads by what they are about."""
    described: dict[_Node, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        described[quad.subject].append(quad.triple)
    return dict(described)


def validate(store: GraphStore) -> list[Finding]:
    """Findings about every article of the store, and about decisions, the gravest first."""
    validator = Validator(store.quads(LEXICON_GRAPH))
    decisions = by_subject(store.quads(CURATION_GRAPH))
    found = validate_decisions(store)
    for graph in store.article_graphs():
        found += validator.findings(store.quads(graph), decisions)
    return most_grave_first(found)


def validate_decisions(store: GraphStore) -> list[Finding]:
    """Findings about the decisions that no article names."""
    decisions = by_subject(store.quads(CURATION_GRAPH))
    told = {triple for triples in decisions.values() for triple in triples}
    linked = {triple.subject for triple in told if triple.object == PROV.Person}
    linked |= {subject for subject in {t.subject for t in told} - linked if store.points_to(subject)}
    unlinked = {triple for triple in told if triple.subject not in linked}
    about = _about({triple.object for triple in unlinked}, decisions)
    return validate_triples(unlinked | about) if unlinked else []


def most_grave_first(found: Iterable[Finding]) -> list[Finding]:
    """The gravest first, then by record."""
    return sorted(found, key=_order)


def is_violated(found: Iterable[Finding]) -> bool:
    """Whether one of them is a violation."""
    return any(finding.severity is Severity.VIOLATION for finding in found)


def validate_turtle(data: str) -> list[Finding]:
    """Findings about the graph of one article or more, given as Turtle."""
    return validate_triples(quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE))


def validate_triples(
    triples: Iterable[ox.Triple], shapes: "rdflib.Graph | None" = None, engine: Engine = reference
) -> list[Finding]:
    """Findings about the graphs of articles, the gravest first; by other ``shapes`` than all, if given."""
    given = frozenset(triples)
    said = engine(given, shapes or _shapes())
    return most_grave_first(findings(held(given), said)) if said else []


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


def _about(nodes: Set[_Node], described: Described) -> set[ox.Triple]:
    return {triple for node in nodes & described.keys() for triple in described[node]}


def findings(data: Data, said: Iterable[Result]) -> Iterator[Finding]:
    """What was said of nodes of the data, with the words that they are about."""
    for severity, message, focus, shape, component in said:
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
            component=component,
            marks=where.marks,
        )


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return list(Severity).index(finding.severity), finding.record, finding.message, finding.focus
