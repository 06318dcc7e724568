"""What an export holds, in an order that depends on nothing but the content.

The graphs of all articles, none repeating what an earlier one has said; then the build; then
the concepts of the lexicon that were used, with what they lead to. One article at a time is in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.store import GraphStore
from kg.graph.vocab import BUILD_GRAPH, CML, CONCEPT, DCTERMS, LEXICON_GRAPH, RDF, SCHEMA, SKOS

_LEADS_TO = {SKOS.broader, SKOS.related, SKOS.inScheme, DCTERMS.source, CML.target, CML.onGene}
"""Links of a concept to what a reader of the export needs to make sense of it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One named graph, or what is exported of it, sorted."""

    title: str
    graph: NamedNode
    triples: tuple[Triple, ...]


def sections(store: GraphStore, *, once: bool = True) -> Iterator[Section]:
    """The export in sections; with ``once``, a triple of several articles is in the first one only."""
    used: set[NamedNode] = set()
    for graph in store.article_graphs():
        quads = [quad for quad in store.quads(graph) if not once or _is_first(store, quad, graph)]
        used.update(term for quad in quads for term in (quad.subject, quad.object) if _is_concept(term))
        if quads:
            yield _section(_title(quads), graph, quads)
    build = list(store.quads(BUILD_GRAPH))
    if build:
        yield _section("How this graph was built", BUILD_GRAPH, build)
    lexicon = _lexicon(store, used)
    if lexicon:
        yield _section("Concepts used above", LEXICON_GRAPH, lexicon)


def _is_first(store: GraphStore, quad: Quad, graph: NamedNode) -> bool:
    homes = store.homes(quad) - {LEXICON_GRAPH.value, BUILD_GRAPH.value}
    return min(homes) == graph.value


def _is_concept(term: object) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode) and term.value.startswith(CONCEPT)


def _lexicon(store: GraphStore, used: set[NamedNode]) -> list[Quad]:
    """What the lexicon says of the concepts and of what they lead to."""
    found: list[Quad] = []
    todo, seen = list(used), set(used)
    while todo:
        about = list(store.about(todo.pop(), LEXICON_GRAPH))
        found += about
        for quad in about:
            next_ = quad.object
            if quad.predicate in _LEADS_TO and _is_concept(next_) and next_ not in seen:
                seen.add(next_)
                todo.append(next_)
    return found


def _title(quads: list[Quad]) -> str:
    """The article's key and title."""
    articles = {quad.subject for quad in quads if quad.object == SCHEMA.ScholarlyArticle}
    stated = {
        quad.predicate: " ".join(quad.object.value.split())
        for quad in quads
        if quad.subject in articles and isinstance(quad.object, Literal)
    }
    return " · ".join(stated[term] for term in (DCTERMS.identifier, DCTERMS.title) if term in stated)


def _section(title: str, graph: NamedNode, quads: list[Quad]) -> Section:
    return Section(title, graph, tuple(sorted((quad.triple for quad in quads), key=_order)))


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    """By subject, its types first."""
    return str(triple.subject), triple.predicate != RDF.type, triple.predicate.value, str(triple.object)
