"""What nodes are, kept by a worker for as long as it has the same build open."""

from collections import defaultdict
from functools import lru_cache

from kg.graph.statements import Thing
from kg.graph.store import GraphStore
from kg.graph.vocab import CML
from kg.server.reads.rows import rows, values


class Known:
    """What nodes are, kept as it is read: those next to a node are often next to others."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self.members: dict[str, tuple[str, ...]] = {}
        self.drugs: dict[str, str] = {}
        self.mutations: dict[str, str] = {}
        self._read: set[str] = set()

    def read(self, store: GraphStore, iris: set[str]) -> None:
        """Reads what is not known of the nodes, and of those that they are made of."""
        waiting = iris - self._read
        while waiting:  # populations, then their groups, then who these are
            self._read_things(store, waiting)
            others = self._read_pairs(store, waiting)
            self._read |= waiting
            waiting = others - self._read

    def _read_things(self, store: GraphStore, iris: set[str]) -> None:
        labels: dict[str, str] = {}
        classes: dict[str, set[str]] = defaultdict(set)
        for row in rows(store, "graph-things", values("thing", sorted(iris))):
            labels.setdefault(row["thing"], row["label"])
            classes[row["thing"]].add(row["class"].removeprefix(CML.iri))
        for iri, label in labels.items():
            self.things[iri] = Thing(iri, label, frozenset(classes[iri]))

    def _read_pairs(self, store: GraphStore, iris: set[str]) -> set[str]:
        others: set[str] = set()
        for row in rows(store, "graph-pairs", values("thing", sorted(iris))):
            thing, other = row["thing"], row["other"]
            if row["what"] == "member":
                self.members[thing] = (*self.members.get(thing, ()), other)
            else:
                (self.drugs if row["what"] == "drug" else self.mutations).setdefault(thing, other)
            others.add(other)
        return others


@lru_cache(maxsize=1)  # by the identity of the store: another build is another store
def known(store: GraphStore) -> Known:
    """What is known so far of the store's nodes."""
    return Known()
