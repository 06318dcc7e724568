"""N-Triples: one statement a line."""

from typing import IO

from kg.export.content import sections
from kg.graph.store import GraphStore


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes the union of the graphs."""
    for section in sections(store):
        stream.writelines(f"{triple} .\n".encode() for triple in section.triples)
