"""Turtle: one block a node, the same bytes for the same graph."""

import re
from collections.abc import Mapping
from typing import IO

from pyoxigraph import RdfFormat, Triple, serialize

from kg.export.content import sections
from kg.graph.iris import KINDS
from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES

_BETWEEN = re.compile(rb" \.\n(?=\S)")
"""Where a node ends and another begins: line breaks of literals are escaped, and other lines are indented."""


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes the union of the graphs."""
    names = prefixes(store.base)
    stream.write(head(names))
    for section in sections(store):
        stream.write(f"\n# {section.title}\n\n".encode())
        stream.write(blocks(section.triples, names))


def prefixes(base: str) -> dict[str, str]:
    """Namespace by prefix: the vocabularies, and one for each kind of node."""
    return dict(PREFIXES) | {kind: f"{base}{kind}/" for kind in KINDS}


def head(names: Mapping[str, str]) -> bytes:
    """The prefixes, sorted."""
    return "".join(sorted(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in names.items())).encode()


def blocks(triples: tuple[Triple, ...], names: Mapping[str, str]) -> bytes:
    """Sorted triples as one statement a subject, with an empty line between two."""
    said = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(names))
    assert said is not None
    body = said.split(b"\n", len(names))[len(names)]  # behind the prefixes, a line each
    return _BETWEEN.sub(b" .\n\n", body).replace(b"\n\t", b"\n  ")
