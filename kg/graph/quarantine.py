"""Articles that violate a shape, put beside the graph as Turtle, with a report of what is wrong with each."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.graph.reports import write_reports
from kg.graph.vocab import PREFIXES
from kg.model import Finding

_NO_NAME = re.compile(r"[^A-Za-z0-9.]+")
_LONGEST = 60
"""Characters of a key in the name of a file."""
_TURTLE = "article-*.ttl"


def quarantine(folder: Path) -> Path:
    """Where the articles are that the graph of the folder does not take."""
    return folder / "quarantine"


def quarantined(folder: Path) -> int:
    """How many articles the graph of the folder does not take."""
    return sum(1 for _ in quarantine(folder).glob(_TURTLE))


class Quarantine:
    """What one build puts aside; it takes the place of what an older one did when it is published."""

    def __init__(self, folder: Path) -> None:
        self._place, self._part = quarantine(folder), folder / ".quarantine.part"
        self.findings: list[Finding] = []
        self.gravest: list[Finding] = []
        """Of each article."""

    def add(self, key: str, graph: ox.NamedNode, quads: bytes, findings: Sequence[Finding]) -> None:
        """Puts an article aside: those quads that are of the named graph; the gravest finding first."""
        said = (quad.triple for quad in ox.parse(quads, ox.RdfFormat.N_QUADS) if quad.graph_name == graph)
        triples = sorted(set(said), key=str)
        name = f"article-{_NO_NAME.sub('-', key)[:_LONGEST]}-{graph.value[-8:]}.ttl"
        self._part.mkdir(exist_ok=True)
        ox.serialize(triples, self._part / name, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        self.findings += findings
        self.gravest.append(findings[0])

    def publish(self) -> None:
        """Makes it what is in the folder."""
        if self.findings:
            write_reports(self.findings, self._part)
        shutil.rmtree(self._place, ignore_errors=True)
        if self._part.exists():
            self._part.rename(self._place)

    def __enter__(self) -> Self:
        shutil.rmtree(self._part, ignore_errors=True)  # of a build that was killed
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._part, ignore_errors=True)
