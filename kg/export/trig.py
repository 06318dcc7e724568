"""TriG: Turtle with the named graph of each article around what it says."""

from typing import IO

from kg.export.content import sections
from kg.export.turtle import blocks, head, prefixes
from kg.graph.store import GraphStore


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes each graph whole."""
    names = prefixes(store.base)
    stream.write(head(names))
    for section in sections(store, once=False):
        stream.write(f"\n# {section.title}\n{section.graph} {{\n".encode())
        stream.write(blocks(section.triples, names))
        stream.write(b"}\n")
