"""From a node that a shape complains of to its article and to the words that it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.graph.vocab import CML, DCTERMS, OA, PROV, SCHEMA

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_REACH = 5
"""Links between any node of an article's graph and the article, at the most."""
_WAYS_TO_WORDS = (
    (OA.hasTarget, OA.hasSelector),
    (OA.hasSelector,),
    (),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said."""

    file: str
    record: str
    quote: str
    marks: tuple[tuple[int, int], ...]
    """Stretches of the quote that the node is about, half-open."""


def place(data: "rdflib.Graph", focus: str) -> Place:
    """Where the node's article came from, and the sentence that the node is about."""
    import rdflib

    node = rdflib.URIRef(focus)
    article = _article(data, node) or _only_article(data)
    names = (
        data.value(file, _term(CML.fileName)) for file in data.objects(article, _term(PROV.wasDerivedFrom))
    )
    quote, marks = _words(data, node)
    return Place(
        file=", ".join(sorted({str(name) for name in names if name is not None})),
        record=str(data.value(article, _term(DCTERMS.identifier)) or ""),
        quote=quote,
        marks=marks,
    )


def _article(data: "rdflib.Graph", node: "Node") -> "Node | None":
    """The article that a node belongs to: the nearest one up or down the links of the graph."""
    import rdflib

    seen, ring = {node}, [node]
    for _ in range(_REACH):
        for found in sorted(ring, key=str):
            if (found, rdflib.RDF.type, _term(SCHEMA.ScholarlyArticle)) in data:
                return found
        near = {s for found in ring for s in data.subjects(None, found)}
        near |= {o for found in ring for o in data.objects(found) if isinstance(o, rdflib.URIRef)}
        ring = [found for found in near - seen if (found, rdflib.RDF.type, None) in data]
        seen |= near
    return None


def _only_article(data: "rdflib.Graph") -> "Node | None":
    import rdflib

    articles = list(data.subjects(rdflib.RDF.type, _term(SCHEMA.ScholarlyArticle)))
    return articles[0] if len(articles) == 1 else None


def _words(data: "rdflib.Graph", node: "Node") -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence of a claim or an evidence with what it rests on, else the words of the node itself."""
    evidences = sorted(data.objects(node, _term(CML.evidence)), key=str) or [node]
    for evidence in evidences:
        for way in _WAYS_TO_WORDS:
            for selector in _along(data, evidence, way):
                quote = data.value(selector, _term(OA.exact))
                if quote is not None:
                    named = data.objects(evidence, _term(CML.mention))
                    return str(quote), tuple(sorted(set(_marks(data, selector, named))))
    return "", ()


def _marks(data: "rdflib.Graph", sentence: "Node", named: "Iterable[Node]") -> Iterator[tuple[int, int]]:
    """Where the mentions stand in the sentence; those that stand elsewhere are left out."""
    around = _offsets(data, sentence)
    for mention in named:
        for selector in _along(data, mention, (OA.hasTarget, OA.hasSelector)):
            inside = _offsets(data, selector)
            if around and inside and around[0] <= inside[0] < inside[1] <= around[1]:
                yield inside[0] - around[0], inside[1] - around[0]


def _offsets(data: "rdflib.Graph", selector: "Node") -> tuple[int, int] | None:
    try:
        return int(str(data.value(selector, _term(OA.start)))), int(str(data.value(selector, _term(OA.end))))
    except ValueError:  # what is broken is reported, and marks nothing
        return None


def _along(data: "rdflib.Graph", node: "Node", way: tuple[NamedNode, ...]) -> "list[Node]":
    nodes = [node]
    for step in way:
        nodes = [found for node in nodes for found in data.objects(node, _term(step))]
    return nodes


def _term(named: NamedNode) -> "rdflib.URIRef":
    import rdflib

    return rdflib.URIRef(named.value)
