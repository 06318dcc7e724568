"""What was merged into the articles of a graph, and which values of their records cannot both be right."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES
from kg.model import Finding, Severity

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_MERGED = """SELECT ?article ?key ?count ?name ?format ?digest WHERE {
  ?article cml:mergedRecords ?count ; dcterms:identifier ?key ; prov:wasDerivedFrom ?file .
  ?file cml:fileName ?name ; cml:format ?format ; cml:sha256 ?digest } ORDER BY ?key ?name ?format ?digest"""
_CONFLICTS = """SELECT ?article ?key ?field ?kept ?name ?format ?digest ?other ?name2 ?format2 ?digest2
WHERE {
  ?article cml:conflict ?conflict ; dcterms:identifier ?key .
  ?conflict cml:field ?field ; cml:keptValue ?kept ; cml:otherValue ?other ;
    cml:keptFrom ?file ; cml:otherFrom ?file2 .
  ?file cml:fileName ?name ; cml:format ?format ; cml:sha256 ?digest .
  ?file2 cml:fileName ?name2 ; cml:format ?format2 ; cml:sha256 ?digest2 } ORDER BY ?key ?field"""


def merging(store: GraphStore) -> list[Finding]:
    """A Warning for each conflict, then an Info for each article of several records."""
    files: dict[str, list[tuple[str, ...]]] = {}
    counts: dict[str, tuple[str, str]] = {}
    for article, key, count, *file in _rows(store, _MERGED):
        counts[article] = key, count
        files.setdefault(article, []).append(tuple(file))
    found: list[Finding] = []
    for article, key, field, kept, *rest in _rows(store, _CONFLICTS):
        first, other, second = tuple(rest[:3]), rest[3], tuple(rest[4:])
        known = files.get(article, [])
        message = (
            f"the records of one work differ in {field}: “{kept}” in {_named(first, known)}, "
            f"“{other}” in {_named(second, known)}; the first is kept"
        )
        mend = "correct the record that is wrong"
        found.append(Finding(Severity.WARNING, message, first[0], key, mend=mend, focus=article))
    for article, (key, count) in counts.items():
        named = ", ".join(f"{_named(file, files[article])} ({file[1]})" for file in files[article])
        message = f"{count} records of one work were merged: {named}"
        found.append(Finding(Severity.INFO, message, files[article][0][0], key, focus=article))
    return found


def _named(file: tuple[str, ...], among: list[tuple[str, ...]]) -> str:
    """The name of a file; where another has the same, with the beginning of its digest."""
    name, _, digest = file
    alone = sum(other[0] == name for other in among) < 2
    return name if alone else f"{name} [sha256 {digest[:8]}]"


def _rows(store: GraphStore, question: str) -> Iterator[tuple[str, ...]]:
    answer = store.query(_HEAD + question)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        yield tuple("" if term is None else term.value for term in row)
