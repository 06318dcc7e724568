"""TriG: Turtle with the named graph of each article around what it says."""

from typing import IO

from kg.export.content import sections
from kg.export.turtle import blocks, head, prefixes
from kg.graph.store import GraphStore

_NEWLINE, _INDENTED = "\n", "\n  "
"""The only line breaks of a block are between its lines: those of a literal are escaped."""


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes each graph whole."""
    names = prefixes(store.base)
    stream.write(head(names).encode())
    for section in sections(store, once=False):
        stream.write(f"\n# {section.title}\n{section.graph} {{\n".encode())
        for block in blocks(section.triples, names):
            stream.write(f"  {block.rstrip().replace(_NEWLINE, _INDENTED)}\n".encode())
        stream.write(b"}\n")
