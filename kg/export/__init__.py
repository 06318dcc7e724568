"""The graph in the formats of others: one file a format, and one line in EXPORTERS."""

from collections.abc import Callable
from typing import IO

from kg.export import graphml, jsonld, nquads, ntriples, rdfxml, trig, turtle
from kg.graph.store import GraphStore

EXPORTERS: dict[str, Callable[[GraphStore, IO[bytes]], None]] = {
    "turtle": turtle.write,
    "trig": trig.write,
    "ntriples": ntriples.write,
    "nquads": nquads.write,
    "jsonld": jsonld.write,
    "rdfxml": rdfxml.write,
    "graphml": graphml.write,
}
