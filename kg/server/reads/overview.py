"""What there is in the graph, for the first page."""

from dataclasses import dataclass

from kg.graph.store import GraphStore
from kg.server.reads.labels import index
from kg.server.reads.model import Listed
from kg.server.reads.rows import rows

_TYPES = ("drug", "mutation", "response", "adverse event", "resistance concept")
_FEW = 8


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers, and the concepts of some types that most is said of."""

    articles: int
    claims: int
    concepts: tuple[tuple[str, tuple[Listed, ...]], ...]


def overview(store: GraphStore) -> Overview:
    """The overview of the store."""
    counted = {row["what"]: int(row["n"]) for row in rows(store, "overview")}
    known = sorted(index(store).concepts.values(), key=lambda one: (-one.claims, one.label))
    return Overview(
        counted.get("articles", 0),
        counted.get("claims", 0),
        tuple(
            (type_, several)
            for type_ in _TYPES
            if (several := tuple(one for one in known if one.type == type_ and one.claims)[:_FEW])
        ),
    )
