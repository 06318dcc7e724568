"""What an export holds, in an order that depends on nothing but the content.

The graphs of all articles, none repeating what an earlier one has said; then the build; then
the concepts of the lexicon that were used, with what they lead to. In memory are one article at a
time, and what articles share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.iris import OF_ONE_ARTICLE
from kg.graph.store import GraphStore
from kg.graph.vocab import (
    BUILD_GRAPH,
    CML,
    CONCEPT,
    CURATION_GRAPH,
    DCTERMS,
    LEXICON_GRAPH,
    RDF,
    SCHEMA,
    SKOS,
)

_LEADS_TO = {
    SKOS.broader,
    SKOS.related,
    SKOS.inScheme,
    DCTERMS.source,
    CML.target,
    CML.onGene,
    CML.onReference,
    CML.fusionOf,
    CML.encodedBy,
}
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
    told: set[Triple] = set()
    of_one_article = tuple(f"{store.base}{kind}/" for kind in OF_ONE_ARTICLE)
    for graph in store.article_graphs():
        triples = [quad.triple for quad in store.quads(graph)]
        used.update(
            term for triple in triples for term in (triple.subject, triple.object) if _is_concept(term)
        )
        if once:
            shared = {t for t in triples if not _name(t).startswith(of_one_article)}
            triples = [triple for triple in triples if triple not in told]
            told |= shared
        if triples:
            yield _section(_title(triples), graph, triples)
    decisions = [quad.triple for quad in store.quads(CURATION_GRAPH)]
    if decisions:
        yield _section("What curators decided", CURATION_GRAPH, decisions)
    build = [quad.triple for quad in store.quads(BUILD_GRAPH)]
    if build:
        yield _section("How this graph was built", BUILD_GRAPH, build)
    lexicon = _lexicon(store, used)
    if lexicon:
        yield _section("Concepts used above", LEXICON_GRAPH, lexicon)


def _name(triple: Triple) -> str:
    """The IRI of its subject."""
    return triple.subject.value if isinstance(triple.subject, NamedNode) else str(triple.subject)


def _is_concept(term: object) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode) and term.value.startswith(CONCEPT)


def _lexicon(store: GraphStore, used: set[NamedNode]) -> list[Triple]:
    """What the lexicon says of the concepts and of what they lead to."""
    found: list[Triple] = []
    todo, seen = list(used), set(used)
    while todo:
        about = [quad.triple for quad in store.about(todo.pop(), LEXICON_GRAPH)]
        found += about
        for triple in about:
            next_ = triple.object
            if triple.predicate in _LEADS_TO and _is_concept(next_) and next_ not in seen:
                seen.add(next_)
                todo.append(next_)
    return found


def _title(triples: list[Triple]) -> str:
    """The article's key and title."""
    articles = {triple.subject for triple in triples if triple.object == SCHEMA.ScholarlyArticle}
    stated = {
        triple.predicate: " ".join(triple.object.value.split())
        for triple in triples
        if triple.subject in articles and isinstance(triple.object, Literal)
    }
    return " · ".join(stated[term] for term in (DCTERMS.identifier, DCTERMS.title) if term in stated)


def _section(title: str, graph: NamedNode, triples: list[Triple]) -> Section:
    return Section(title, graph, tuple(sorted(triples, key=_order)))


_IS_A = f"> {RDF.type} "


def _order(triple: Triple) -> str:
    """By subject, its types first."""
    return str(triple).replace(_IS_A, "> !", 1)
