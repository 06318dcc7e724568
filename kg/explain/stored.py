"""A claim of a built graph, and the record that it was read from, as far as the graph keeps it."""

from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES
from kg.model import Record

_COLUMNS = ("words", "status", "rule", "confidence", "key", "title", "text", "start")
_CLAIM = "".join(f"PREFIX {short}: <{iri}>\n" for short, iri in PREFIXES.items()) + (
    """SELECT DISTINCT ?words ?status ?rule ?confidence ?key ?title ?text ?start ?claim WHERE {
  ?claim a cml:Claim ; cml:status ?status ; cml:rule ?rule ; prov:wasDerivedFrom ?article ;
    cml:proposition/skos:prefLabel ?words ; cml:evidence/oa:hasTarget/oa:hasSelector/oa:start ?start .
  OPTIONAL { ?claim cml:confidence ?confidence }
  ?article dcterms:identifier ?key ; cml:hasText/cml:string ?text
  OPTIONAL { ?article dcterms:title ?title }
} ORDER BY ?start ?rule"""
)


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """What the graph says of a claim."""

    iri: str
    words: str
    status: str
    rule: str
    confidence: str
    """Empty where the graph gives none."""
    record: Record
    starts: tuple[int, ...]
    """Where the sentences begin that make it."""


def stored(store: GraphStore, iri: str) -> StoredClaim:
    """The claim of that IRI; QueryError where the graph has none."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        raise QueryError(f"{iri} is no IRI") from None
    answer = store.query(_CLAIM, {"claim": node})
    assert isinstance(answer, ox.QuerySolutions)
    rows = [
        {name: solution[name].value if solution[name] else "" for name in _COLUMNS} for solution in answer
    ]
    if not rows:
        raise QueryError(f"the graph has no claim {iri} (copy it from the page, or from a query's answer)")
    row = rows[0]
    record = Record(
        key=row["key"],
        title=row["title"],
        abstract=row["text"][len(row["title"]) + 1 :],
        file="",
        format="",
        digest="",
    )
    starts = tuple(sorted({int(row["start"]) for row in rows}))
    return StoredClaim(iri, row["words"], row["status"], row["rule"], row["confidence"], record, starts)
