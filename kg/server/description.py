"""What the SPARQL service says of itself: https://www.w3.org/TR/sparql11-service-description/"""

from collections.abc import Iterator

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph.store import GraphStore
from kg.graph.vocab import (
    BACKGROUND_GRAPH,
    BUILD_GRAPH,
    CURATION_GRAPH,
    DCTERMS,
    LEXICON_GRAPH,
    RDF,
    Namespace,
)
from kg.server.reads.sparql import GRAPHS

_SD = Namespace(
    "sd",
    "http://www.w3.org/ns/sparql-service-description#",
    """Dataset Graph NamedGraph SPARQL11Query Service
    defaultDataset defaultGraph endpoint name namedGraph resultFormat supportedLanguage""",
)
_FORMATS = Namespace(
    "formats",
    "http://www.w3.org/ns/formats/",
    """JSON-LD N-Quads N-Triples N3 RDF_XML SPARQL_Results_CSV SPARQL_Results_JSON SPARQL_Results_TSV
    SPARQL_Results_XML TriG Turtle""",
)
_MOST = 1000
"""Graphs of articles that are listed; a query finds the others."""


def describe(store: GraphStore, endpoint: str, media: str) -> bytes:
    """The description of the service at that address, in that media type."""
    prefixes = {space.short: space.iri for space in (_SD, _FORMATS, RDF, DCTERMS)}
    text = ox.serialize(_triples(store, endpoint), format=GRAPHS[media], prefixes=prefixes)
    assert text is not None  # it is None only where a file is given to write to
    return text


def _triples(store: GraphStore, endpoint: str) -> Iterator[Triple]:
    service, dataset, union = (BlankNode(name) for name in ("service", "dataset", "union"))
    yield Triple(service, RDF.type, _SD.Service)
    yield Triple(service, _SD.endpoint, NamedNode(endpoint))
    yield Triple(service, _SD.supportedLanguage, _SD.SPARQL11Query)
    for term in _FORMATS.terms:
        yield Triple(service, _SD.resultFormat, _FORMATS[term])
    yield Triple(service, _SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, _SD.Dataset)
    yield Triple(dataset, _SD.defaultGraph, union)
    yield Triple(union, RDF.type, _SD.Graph)
    yield Triple(
        union,
        DCTERMS.description,
        Literal("All named graphs together, but for that of curated background facts", language="en"),
    )
    shared = (LEXICON_GRAPH, BACKGROUND_GRAPH, BUILD_GRAPH, CURATION_GRAPH)
    for number, graph in enumerate((*shared, *store.article_graphs()[:_MOST])):
        if next(store.quads(graph), None):
            node = BlankNode(f"graph{number}")
            yield Triple(dataset, _SD.namedGraph, node)
            yield Triple(node, RDF.type, _SD.NamedGraph)
            yield Triple(node, _SD["name"], graph)
