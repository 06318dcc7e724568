"""The concepts by their names, read once for each build that a worker opens."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.graph.store import GraphStore
from kg.graph.vocab import CONCEPT
from kg.server.errors import Refused
from kg.server.reads.model import Listed
from kg.server.reads.rows import rows

_APART = re.compile(r"[\s\u2010-\u2015\u2212-]+")


@dataclass(frozen=True, slots=True)
class Index:
    """Every concept; and for each name, folded, which concepts have it."""

    concepts: dict[str, Listed]
    by_name: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)  # by the identity of the store: another build is another store
def index(store: GraphStore) -> Index:
    """The index of the store's concepts."""
    claims = {row["node"]: int(row["claims"]) for row in rows(store, "uses") if row["node"]}
    names: dict[str, dict[str, None]] = {}
    told: dict[str, tuple[str, str]] = {}
    by_name: dict[str, list[str]] = {}
    for row in sorted(rows(store, "labels"), key=lambda row: (row["node"], row["label"])):
        node = row["node"]
        if row["preferred"]:
            told[node] = row["label"], row["type"]
        names.setdefault(node, {})[row["label"]] = None
        having = by_name.setdefault(fold(row["label"]), [])
        if node not in having:
            having.append(node)
    concepts = {
        node: Listed(
            node, label, type_, tuple(name for name in names[node] if name != label), claims.get(node, 0)
        )
        for node, (label, type_) in told.items()
    }
    return Index(concepts, {name: tuple(nodes) for name, nodes in by_name.items()})


def concepts(
    store: GraphStore, words: str = "", type_: str = "", limit: int = 50, used: bool = False
) -> list[Listed]:
    """Concepts with a name that begins with the words, the most used first; then labels with them inside."""
    wanted = fold(words)
    found: dict[str, int] = {}
    known = index(store)
    for name, nodes in known.by_name.items():
        if wanted in name:
            begins = name.startswith(wanted)
            for node in nodes:
                if begins or fold(known.concepts[node].label) == name:
                    rank = 0 if name == wanted else 1 if begins else 2
                    found[node] = min(rank, found.get(node, rank))
    listed = [
        concept
        for concept in map(known.concepts.__getitem__, found)
        if type_ in ("", concept.type) and (concept.claims or not used)
    ]
    listed.sort(key=lambda concept: (found[concept.iri], -concept.claims, fold(concept.label), concept.iri))
    return listed[:limit]


def concept_named(store: GraphStore, name: str) -> Listed:
    """The one concept of that name, or IRI, or end of an IRI."""
    known = index(store)
    for iri in (name, CONCEPT + name):
        if iri in known.concepts:
            return known.concepts[iri]
    nodes = known.by_name.get(fold(name), ())
    if len(nodes) == 1:
        return known.concepts[nodes[0]]
    if nodes:
        raise Refused(400, f"'{name}' names more than one concept; give the IRI of one: {', '.join(nodes)}")
    near = ", ".join(concept.label for concept in concepts(store, name[:4], limit=3))
    raise Refused(404, f"no such concept: {name}" + (f"; did you mean {near}?" if near else ""))


def fold(name: str) -> str:
    """How names are compared: without case, accents and kinds of dash.

    >>> fold("Ph\u2011positive  ALL")
    'ph positive all'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _APART.sub(" ", "".join(char for char in plain if not unicodedata.combining(char))).strip()
