"""What the graph holds and what it can be asked, in the words that SPARQL editors understand.

VoID partitions say which classes have which properties; each saved question with the values of its example
is an ``sh:SPARQLExecutable``, as in the SIB collection of SPARQL examples.
"""

from collections.abc import Iterator

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.graph.iris import mint
from kg.graph.vocab import (
    BACKGROUND_GRAPH,
    BUILD_GRAPH,
    LEXICON_GRAPH,
    PREFIXES,
    QUESTION,
    RDF,
    RDFS,
    SCHEMA,
    SH,
    SKOS,
    VOID,
    VOID_EXT,
    XSD,
)
from kg.query.parameters import Term, literal
from kg.query.questions import Question, questions
from kg.query.standalone import standalone

_HELD = """
SELECT ?class (COUNT(?node) AS ?count) WHERE { ?node a ?class } GROUP BY ?class"""
_SAID = """
SELECT DISTINCT ?class ?property WHERE { ?node a ?class ; ?property ?value }"""
_STATED = f"""
SELECT ?class ?property ?other (COUNT(*) AS ?count) WHERE {{
  ?node a ?class ; ?property ?value FILTER(?property != {RDF.type})
  BIND(DATATYPE(?value) AS ?other) FILTER(BOUND(?other))
}} GROUP BY ?class ?property ?other"""
_LINKED = """
SELECT ?class ?property ?other (COUNT(*) AS ?count) WHERE {
  ?value a ?other . ?node ?property ?value ; a ?class
} GROUP BY ?class ?property ?other"""
"""In this order; with the values last, and as an OPTIONAL, it takes twice as long."""
_ABOUT_TERMS = "http://www.w3.org/2002/07/owl#"
_OF_NONE = f"{LEXICON_GRAPH}, {BACKGROUND_GRAPH}, {BUILD_GRAPH}"
_TOLD = f"""
SELECT DISTINCT ?class WHERE {{ GRAPH ?graph {{ ?node a ?class }} FILTER(?graph NOT IN ({_OF_NONE})) }}"""


def catalogue_quads(store: ox.Store) -> Iterator[Quad]:
    """Partitions of the dataset that the store describes, and the questions."""
    for quad in list(store.quads_for_pattern(None, RDF.type, VOID.Dataset, BUILD_GRAPH)):
        if isinstance(quad.subject, NamedNode):
            yield from _partitions(store, quad.subject)
    yield from _prefixes()
    for question in questions().values():
        yield from _question(store, question)


def _partitions(store: ox.Store, dataset: NamedNode) -> Iterator[Quad]:
    base = dataset.value.rpartition("dataset/")[0]
    told = {row["class"] for row in _rows(store, _TOLD)}

    def node(*parts: str) -> NamedNode:
        return mint(base, "partition", dataset.value, *parts)

    for row in _rows(store, _HELD):
        class_ = row["class"]
        if class_ not in told | {SKOS.Concept}:
            continue
        part = node(class_.value)
        yield Quad(dataset, VOID.classPartition, part, BUILD_GRAPH)
        yield Quad(part, VOID["class"], class_, BUILD_GRAPH)
        yield Quad(part, VOID.entities, _number(row["count"].value), BUILD_GRAPH)
    for row in _rows(store, _SAID):
        class_, property_ = row["class"], row["property"]
        if class_ not in told | {SKOS.Concept}:
            continue
        part, whole = node(class_.value, property_.value), node(class_.value)
        yield Quad(whole, VOID.propertyPartition, part, BUILD_GRAPH)
        yield Quad(part, VOID.property, property_, BUILD_GRAPH)
    for row in [*_rows(store, _STATED), *_rows(store, _LINKED)]:
        class_, property_, other = row["class"], row["property"], row["other"]
        if class_ not in told | {SKOS.Concept} or other.value.startswith(_ABOUT_TERMS):
            continue
        part = node(class_.value, property_.value)
        inner = node(class_.value, property_.value, other.value)
        literals = other.value.startswith(XSD.iri) or other.value == f"{RDF.iri}langString"
        yield Quad(part, VOID_EXT.datatypePartition if literals else VOID.classPartition, inner, BUILD_GRAPH)
        yield Quad(inner, VOID_EXT.datatype if literals else VOID["class"], other, BUILD_GRAPH)
        yield Quad(inner, VOID.triples, _number(row["count"].value), BUILD_GRAPH)


def _prefixes() -> Iterator[Quad]:
    for short, iri in sorted(PREFIXES.items()):
        node = NamedNode(f"{QUESTION}prefix-{short}")
        yield Quad(NamedNode(f"{QUESTION}prefixes"), SH.declare, node, BUILD_GRAPH)
        yield Quad(node, SH.prefix, Literal(short), BUILD_GRAPH)
        yield Quad(node, SH.namespace, Literal(iri, datatype=XSD.anyURI), BUILD_GRAPH)


def _question(store: ox.Store, question: Question) -> Iterator[Quad]:
    node = NamedNode(QUESTION + question.name)
    for class_ in (SH.SPARQLExecutable, SH.SPARQLSelectExecutable):
        yield Quad(node, RDF.type, class_, BUILD_GRAPH)
    example = ", ".join(f"{name}: {value}" for name, value in question.example.items())
    comment = f"{question.summary} ({example})" if example else question.summary
    yield Quad(node, RDFS.comment, Literal(comment, language="en"), BUILD_GRAPH)
    yield Quad(node, RDFS.label, Literal(question.name), BUILD_GRAPH)
    yield Quad(node, SH.prefixes, NamedNode(f"{QUESTION}prefixes"), BUILD_GRAPH)
    yield Quad(node, SH.select, Literal(standalone(question, dict(_example(store, question)))), BUILD_GRAPH)
    for tag in question.tags:
        yield Quad(node, SCHEMA.keywords, Literal(tag), BUILD_GRAPH)


def _example(store: ox.Store, question: Question) -> Iterator[tuple[str, Term]]:
    """Terms for the values of the example; what the lexicon does not have stays open."""
    for parameter in question.parameters:
        value = question.example.get(parameter.name)
        if value is None:
            continue
        if parameter.type == "iri":
            named = (
                q.subject for q in store.quads_for_pattern(None, None, Literal(value, language="en"), None)
            )
            found = sorted({node.value for node in named if isinstance(node, NamedNode)})
            if found:
                yield parameter.variable, NamedNode(found[0])
        else:
            try:
                yield parameter.variable, literal(parameter, value)
            except QueryError as error:
                raise QueryError(f"{question.name}.rq: the example: {error}") from error


def _rows(store: ox.Store, text: str) -> list[ox.QuerySolution]:
    answer = store.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)


def _number(value: str) -> Literal:
    return Literal(value, datatype=XSD.integer)
