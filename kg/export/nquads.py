"""N-Quads: one statement a line, with its named graph."""

from typing import IO

from kg.export.content import sections
from kg.graph.store import GraphStore


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes each graph whole."""
    for section in sections(store, once=False):
        stream.writelines(f"{triple} {section.graph} .\n".encode() for triple in section.triples)
