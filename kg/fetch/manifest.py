"""What a folder holds and what is still to come: ``manifest.json``. Files are there whole or not at all."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.fetch.arguments import SOURCES
from kg.fetch.client import FetchError
from kg.fetch.wanted import Wanted

NAME = "manifest.json"
VERSION = 1


@dataclass(slots=True)
class Page:
    """One file of records."""

    file: str
    sha256: str
    ids: list[str]


@dataclass(slots=True)
class Run:
    """One fetch: the first, or an update."""

    started: str
    since: str = ""
    """First day that an update asked for."""
    finished: str = ""
    found: int = 0
    """Records that the service said it has."""
    brought: int = 0
    replaced: int = 0
    """Records of those brought that stand for an older state of theirs."""


@dataclass(slots=True)
class Pending:
    """How to go on."""

    todo: list[str] = field(default_factory=list)
    """PMIDs to fetch, or queries to walk through."""
    again: list[str] = field(default_factory=list)
    """PMIDs that did not come the first time."""
    missing: list[str] = field(default_factory=list)
    """Nor the second."""
    cursor: str = ""
    seen: list[str] = field(default_factory=list)
    """Ids that the walk through the first query has met so far."""
    short: int = 0
    """Records that the service counted and never gave."""
    room: int = -1
    """How many more records the user wants; -1: all."""

    @property
    def over(self) -> bool:
        """Whether nothing is left to ask for."""
        return not (self.todo or self.again) or self.room == 0


@dataclass(slots=True)
class Manifest:
    """A folder of fetched records."""

    source: str
    service: str
    wanted: Wanted
    software: str
    runs: list[Run] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Identifiers that the service has no record of."""
    pending: Pending | None = None

    def known(self) -> dict[str, Page]:
        """Every record in the folder and the page that holds it."""
        return {name: page for page in self.pages for name in page.ids}

    def save(self, folder: Path) -> None:
        """Writes it into the folder."""
        values: dict[str, Any] = {
            "manifest": VERSION,
            "software": self.software,
            "source": self.source,
            "service": self.service,
            self.wanted.kind: self.wanted.values[0] if self.wanted.kind == "query" else self.wanted.values,
            "date": self.runs[-1].finished or self.runs[-1].started,
            "complete": self.pending is None,
            "count": sum(len(page.ids) for page in self.pages),
            "missing": self.missing,
            "runs": [asdict(run) for run in self.runs],
            "pages": [asdict(page) for page in self.pages],
        }
        if self.pending:
            values["pending"] = asdict(self.pending)
        write_whole(folder / NAME, json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n")


def load(folder: Path) -> Manifest | None:
    """The manifest of the folder, if it has one."""
    path = folder / NAME
    try:
        values = json.loads(path.read_bytes())
        if values["manifest"] != VERSION:
            raise FetchError(f"{path}: written by another version of cml-kg; fetch into another folder")
        if values["source"] not in SOURCES:
            raise ValueError(values["source"])
        kind = next(kind for kind in ("query", "pmids", "dois") if kind in values)
        wanted = values[kind]
        return Manifest(
            values["source"],
            values["service"],
            Wanted(kind, (wanted,) if kind == "query" else tuple(wanted)),
            values["software"],
            [Run(**run) for run in values["runs"]],
            [Page(**page) for page in values["pages"]],
            values["missing"],
            Pending(**values["pending"]) if "pending" in values else None,
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, StopIteration) as error:
        raise FetchError(f"{path}: not a manifest of cml-kg; fetch into another folder") from error


def digest(data: bytes) -> str:
    """sha256 in hex."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """A file that is there only when it is whole; half of one is hidden, so that no reader takes it."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def tidy(folder: Path, manifest: Manifest, prefix: str, suffix: str) -> list[str]:
    """Removes what a killed fetch left half done; the ids of pages that are gone or damaged."""
    page_name = re.compile(rf"{re.escape(prefix)}-\d+\.{suffix}")
    for path in list(folder.iterdir()):
        whole = path.name.removeprefix(".").removesuffix(".part")
        if path.name == f".{whole}.part" and (page_name.fullmatch(whole) or whole == NAME):
            path.unlink()
    sound: dict[str, Page] = {}
    for page in manifest.pages:
        path = folder / page.file
        named = page_name.fullmatch(page.file)  # and no file outside the folder
        if named and path.is_file() and digest(path.read_bytes()) == page.sha256:
            sound[page.file] = page
    lost = [name for page in manifest.pages if page.file not in sound for name in page.ids]
    manifest.pages = list(sound.values())
    for path in list(folder.iterdir()):
        if page_name.fullmatch(path.name) and path.name not in sound:
            path.unlink()
    return lost
