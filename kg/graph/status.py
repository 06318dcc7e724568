"""What a built graph holds, from what, and by which program it was built when."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph import builds
from kg.graph.quarantine import quarantine, quarantined
from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES

_NAMED = 20
"""Files that are named; of more, the others are counted."""
_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_VERSION = "SELECT ?version { ?software schema:softwareVersion ?version }"
_FILES = """SELECT ?name ?format (COUNT(DISTINCT ?article) AS ?articles) {
  ?file a cml:SourceFile ; cml:fileName ?name ; cml:format ?format .
  ?article prov:wasDerivedFrom ?file .
} GROUP BY ?file ?name ?format ORDER BY ?name ?file"""


def status(folder: Path, program: str) -> Iterator[tuple[str, str]]:
    """Facts about the graph, each with its name; ``program`` is the one that would build it now.

    Raises StoreError where there is no graph.
    """
    place = folder / "store"
    with GraphStore.open(folder) as store:
        built = datetime.fromtimestamp((place / "current").stat().st_mtime, UTC)
        version = ", ".join(row["version"].value for row in _rows(store, _VERSION))
        yield "graph", str(folder)
        yield "built", f"{built:%Y-%m-%d %H:%M:%S} UTC by cml-kg {version}"
        memory = builds.remembered(place)
        same = memory.get("program") == program
        yield "next build", "reads what is new or changed" if same else "reads all: code or ontology changed"
        for name, count in store.counts().items():
            yield name, str(count)
        if begun := builds.begun(place).get("articles"):
            yield "interrupted", f"{len(begun)} articles are read for the next graph: build again to go on"
        if aside := quarantined(folder):
            yield "quarantined", f"{aside}, as they violate a shape: {quarantine(folder) / 'report.txt'}"
        yield from _made_from(memory.get("made from", {}))
        yield "base", store.base
        yield "on disk", f"{_size(place / builds.current(place)) / 1e6:.1f} MB"
        files = _rows(store, _FILES)
        for row in files[:_NAMED]:
            count = row["articles"].value
            several = "article" if count == "1" else "articles"
            yield "source", f"{row['name'].value} ({row['format'].value}): {count} {several}"
        if len(files) > _NAMED:
            yield "source", f"and {len(files) - _NAMED} more"


def _made_from(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the build was given; older graphs do not remember."""
    if inputs := facts.get("inputs"):
        more = f" and {len(inputs) - _NAMED} more" if len(inputs) > _NAMED else ""
        yield "inputs", " ".join(inputs[:_NAMED]) + more
    if facts.get("engine", "local") != "local":
        yield "engine", facts["engine"]
    if facts.get("only relevant"):
        yield "left out", f"{facts['left out']} records that name nothing of the field (--only-relevant)"
    if skipped := facts.get("not read"):
        yield "not read", f"{skipped} {'input' if skipped == 1 else 'inputs'} (building again says why)"


def _rows(store: GraphStore, question: str) -> list[ox.QuerySolution]:
    answer = store.query(_HEAD + question)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
