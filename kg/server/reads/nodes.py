"""A node of the graph: what is said of it, as RDF and as rows to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import NamedNode, Triple

from kg.graph.iris import KINDS
from kg.graph.store import GraphStore
from kg.graph.vocab import BACKGROUND_GRAPH, CONCEPT, DCTERMS, SKOS
from kg.server.errors import Refused
from kg.server.reads.rows import rows, values
from kg.server.reads.sparql import GRAPHS, prefixes


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement; ``to`` is the node at its other end, empty where the value is text."""

    predicate: str
    value: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """What the page of any node shows."""

    iri: str
    label: str
    facts: tuple[Fact, ...]
    links: tuple[Fact, ...]
    """Statements that lead to it; ``to`` is where they come from."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology."""

    iri: str
    label: str
    kind: str
    definition: str


def iri(store: GraphStore, kind: str, digest: str) -> str:
    """The IRI of a node of the data."""
    if kind not in KINDS or not re.fullmatch(r"[0-9a-f]{24}", digest):
        raise Refused(404, f"there is nothing at /id/{kind}/{digest}")
    return f"{store.base}{kind}/{digest}"


def concept(name: str) -> str:
    """The IRI of a concept."""
    try:
        return NamedNode(CONCEPT + name).value
    except ValueError:
        raise Refused(404, f"no such concept: {name}") from None


def ontology(store: GraphStore, file: str, media: str) -> bytes:
    """The ontology of this program, in a media type."""
    text = ox.serialize(
        (quad.triple for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE)),
        format=GRAPHS[media],
        prefixes=prefixes(media),
    )
    assert text is not None  # it is None only where a file is given to write to
    return text


def described(store: GraphStore, iri: str, media: str) -> bytes:
    """The statements about the node, with the labels of what they lead to, in a media type."""
    node = NamedNode(iri)
    triples = dict.fromkeys(_about(store, node))
    if not triples:
        raise _nothing(iri)
    others = {triple.object for triple in triples if isinstance(triple.object, NamedNode)}
    for other in others:
        triples |= dict.fromkeys(
            triple for triple in _about(store, other) if triple.predicate == SKOS.prefLabel
        )
    text = ox.serialize(
        sorted(triples, key=lambda triple: (triple.subject != node, str(triple))),
        format=GRAPHS[media],
        prefixes=prefixes(media),
    )
    assert text is not None  # it is None only where a file is given to write to
    return text


def node(store: GraphStore, iri: str) -> Node:
    """What there is to read about the node."""
    facts = [
        Fact(row["p"], row["label"] or row["o"], row["o"] if "://" in row["o"] else "")
        for row in rows(store, "node", values("_node", [iri]))
    ]
    if not facts:
        raise _nothing(iri)
    links = [
        Fact(row["p"], row["label"] or row["s"], row["s"])
        for row in rows(store, "links", values("_node", [iri]))
    ]
    named = (fact.value for fact in facts if fact.predicate in (SKOS.prefLabel.value, DCTERMS.title.value))
    return Node(iri, next(named, iri.rpartition("/")[2]), tuple(facts), tuple(links))


def _about(store: GraphStore, node: NamedNode) -> Iterator[Triple]:
    for graph in store.graphs_about(node):
        if graph != BACKGROUND_GRAPH:
            yield from (quad.triple for quad in store.about(node, graph))


def _nothing(iri: str) -> Refused:
    return Refused(404, f"the graph says nothing about {iri}")


def terms(store: GraphStore) -> list[Term]:
    """The terms of the ontology, classes first."""
    found = [Term(row["term"], row["label"], row["kind"], row["definition"]) for row in rows(store, "terms")]
    return list({term.iri: term for term in found}.values())
