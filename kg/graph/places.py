"""From a node that a shape complains of to its article and to the words that it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from kg.graph.vocab import CML, DCTERMS, OA, PROV, RDF, SCHEMA

_Subject = NamedNode | BlankNode | Triple
_Node = _Subject | Literal


class Data(Protocol):
    """Triples that can be looked up."""

    def __call__(
        self, subject: _Subject | None, predicate: NamedNode | None, object: _Node | None
    ) -> Iterator[Quad]:
        """Those that have these terms."""


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


def held(triples: Iterable[Triple]) -> Data:
    """The triples, to be looked up."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in triples)
    return store.quads_for_pattern


def place(data: Data, focus: str) -> Place:
    """Where the node's article came from, and the sentence that the node is about."""
    try:
        node = NamedNode(focus)
    except ValueError:  # a blank node
        return _place(data, _only_article(data), None)
    return _place(data, _article(data, node) or _only_article(data), node)


def _place(data: Data, article: _Node | None, node: NamedNode | None) -> Place:
    files = _objects(data, article, PROV.wasDerivedFrom)
    quote, marks = _words(data, node)
    return Place(
        file=", ".join(sorted({_value(data, file, CML.fileName) for file in files} - {""})),
        record=_value(data, article, DCTERMS.identifier),
        quote=quote,
        marks=marks,
    )


def _article(data: Data, node: NamedNode) -> NamedNode | None:
    """The article that a node belongs to: the nearest one up or down the links of the graph."""
    seen, ring = {node}, [node]
    for _ in range(_REACH):
        for found in sorted(ring, key=str):
            if any(data(found, RDF.type, SCHEMA.ScholarlyArticle)):
                return found
        near: set[_Node] = {quad.subject for found in ring for quad in data(None, None, found)}
        near.update(quad.object for found in ring for quad in data(found, None, None))
        ring = [
            found
            for found in near
            if isinstance(found, NamedNode) and found not in seen and any(data(found, RDF.type, None))
        ]
        seen |= set(ring)
    return None


def _only_article(data: Data) -> _Node | None:
    articles = [quad.subject for quad in data(None, RDF.type, SCHEMA.ScholarlyArticle)]
    return articles[0] if len(articles) == 1 else None


def _words(data: Data, node: NamedNode | None) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence of a claim or an evidence with what it rests on, else the words of the node itself."""
    evidences: list[_Node | None] = [*sorted(_objects(data, node, CML.evidence), key=str)]
    for evidence in evidences or [node]:
        for way in _WAYS_TO_WORDS:
            for selector in _along(data, evidence, way):
                quote = _value(data, selector, OA.exact)
                if quote:
                    named = _objects(data, evidence, CML.mention)
                    return quote, tuple(sorted(set(_marks(data, selector, named))))
    return "", ()


def _marks(data: Data, sentence: _Node | None, named: Iterable[_Node]) -> Iterator[tuple[int, int]]:
    """Where the mentions stand in the sentence; those that stand elsewhere are left out."""
    around = _offsets(data, sentence)
    for mention in named:
        for selector in _along(data, mention, (OA.hasTarget, OA.hasSelector)):
            inside = _offsets(data, selector)
            if around and inside and around[0] <= inside[0] < inside[1] <= around[1]:
                yield inside[0] - around[0], inside[1] - around[0]


def _offsets(data: Data, selector: _Node | None) -> tuple[int, int] | None:
    try:
        return int(_value(data, selector, OA.start)), int(_value(data, selector, OA.end))
    except ValueError:  # what is broken is reported, and marks nothing
        return None


def _along(data: Data, node: _Node | None, way: tuple[NamedNode, ...]) -> list[_Node | None]:
    nodes = [node]
    for step in way:
        nodes = [found for node in nodes for found in _objects(data, node, step)]
    return nodes


def _objects(data: Data, node: _Node | None, predicate: NamedNode) -> list[_Node]:
    if node is None or isinstance(node, Literal):
        return []
    return [quad.object for quad in data(node, predicate, None)]


def _value(data: Data, node: _Node | None, predicate: NamedNode) -> str:
    """The first value; empty if there is none."""
    values = (found.value for found in _objects(data, node, predicate) if not isinstance(found, Triple))
    return min(values, default="")
