"""Brings a graph into another store: each article's named graph at once, and only what is new or changed.

A graph of its own in the store, ``<base>loaded``, lists the graphs that we put there with their digests. It
is written before and after: who is killed in between, or finds the store gone, runs the same again.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import NamedNode

from kg.graph.store import GraphStore
from kg.graph.vocab import BACKGROUND_GRAPH, BUILD_GRAPH, CML, CURATION_GRAPH, LEXICON_GRAPH
from kg.stores.protocol import RemoteStore

_LINE = re.compile(rf'<([^<>]+)>\s+<{re.escape(CML.sha256.value)}>\s+"([0-9a-f]*)"')
_UNSURE = ""
"""Digest of a graph that is about to change."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many graphs were put, were there already, and were removed."""

    put: int
    same: int
    removed: int


def load(store: GraphStore, remote: RemoteStore) -> Loaded:
    """Makes the remote store hold what the store holds, besides graphs that are not ours."""
    manifest = f"{store.base}loaded"
    there = dict(_LINE.findall((remote.get(manifest) or b"").decode()))
    wanted = [*store.article_graphs(), LEXICON_GRAPH, BUILD_GRAPH, CURATION_GRAPH, BACKGROUND_GRAPH]
    digests = {graph.value: sha256(_content(store, graph)).hexdigest() for graph in wanted}
    digests = {name: digest for name, digest in digests.items() if digest != sha256(b"").hexdigest()}
    changed = [name for name, digest in digests.items() if there.get(name) != digest]
    gone = sorted(there.keys() - digests.keys())
    if changed or gone:
        remote.put(manifest, _listed(there | dict.fromkeys([*changed, *gone], _UNSURE)))
        for name in changed:
            remote.put(name, _content(store, NamedNode(name)))
        for name in gone:
            remote.delete(name)
        remote.put(manifest, _listed(digests))
    return Loaded(len(changed), len(digests) - len(changed), len(gone))


def _content(store: GraphStore, graph: NamedNode) -> bytes:
    """The graph as sorted N-Triples, which are Turtle too."""
    return "".join(sorted(f"{quad.triple} .\n" for quad in store.quads(graph))).encode()


def _listed(digests: dict[str, str]) -> bytes:
    return "".join(
        f'<{name}> {CML.sha256} "{digest}" .\n' for name, digest in sorted(digests.items())
    ).encode()
