"""JSON-LD, expanded, with the named graph of each article."""

from typing import IO

import pyoxigraph as ox
from pyoxigraph import Quad

from kg.export.content import sections
from kg.graph.store import GraphStore


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes each graph whole."""
    quads = (
        Quad(triple.subject, triple.predicate, triple.object, section.graph)
        for section in sections(store, once=False)
        for triple in section.triples
    )
    ox.serialize(quads, stream, ox.RdfFormat.JSON_LD)
    stream.write(b"\n")
