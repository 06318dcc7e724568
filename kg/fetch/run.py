"""A fetch from its first request to the manifest; killed at any point, the same call goes on from there."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from kg.fetch import europe_pmc, pubmed
from kg.fetch.arguments import SOURCES, Order
from kg.fetch.client import Client, FetchError, Timing
from kg.fetch.manifest import Manifest, Page, Pending, Run, digest, load, tidy, write_whole
from kg.fetch.wanted import Wanted

Progress = Callable[[int, str], None]
"""Told how many records are there, and what is under way."""
_OVERLAP = timedelta(days=2)
"""An update begins that much earlier: the services' days are not ours, and their indexes lag."""


class Service(Protocol):
    """What a module of a service offers."""

    client: Client
    notes: list[str]

    def begin(
        self, wanted: Wanted, since: date | None, known: Collection[str], room: int
    ) -> tuple[int, Pending]:
        """How many records there are, and how to get them."""

    def asking(self, names: Iterable[str]) -> list[str]:
        """What to do to get records that are known by their ids."""

    def next(self, pending: Pending) -> tuple[bytes, Mapping[str, bytes], Pending]:
        """A page, its records, and how to go on."""

    def records(self, data: bytes) -> Mapping[str, bytes]:
        """Id and bytes of every record of a page."""

    def keep(self, data: bytes, names: Collection[str]) -> bytes:
        """The page with these records only."""

    def dois(self, record: bytes) -> set[str]:
        """The DOIs of a record."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fetch did."""

    folder: Path
    title: str
    records: int
    brought: int
    replaced: int
    found: int
    missing: list[str]
    short: int
    notes: list[str]

    @property
    def whole(self) -> bool:
        """Whether everything came that was asked for."""
        return not self.missing and not self.short

    def lines(self) -> list[str]:
        """The same in plain words."""
        told = [f"{'Folder':<12}{self.folder}: {self.records} records from {self.title}"]
        told.append(f"{'Brought':<12}{self.brought}, {self.replaced} of them revised ({self.found} found)")
        if self.missing:
            more = f" and {len(self.missing) - 10} more (see manifest.json)" if len(self.missing) > 10 else ""
            told.append(f"{'Missing':<12}{', '.join(self.missing[:10])}{more}")
        if self.short:
            told.append(f"{'Short':<12}{self.short} records that {self.title} counted did not come")
        return told


def fetch(order: Order, *, progress: Progress | None = None, timing: Timing | None = None) -> Outcome:
    """Brings the records of the order into its folder; FetchError says what is in the way."""
    fetching = _Fetch(order, progress or (lambda done, what: None), timing or Timing())
    with fetching.service.client:
        return fetching.run()


class _Fetch:
    def __init__(self, order: Order, progress: Progress, timing: Timing) -> None:
        self.order, self.progress, self.timing = order, progress, timing
        held = load(order.folder)
        self.new = held is None
        self.source = order.source or (held.source if held else "pubmed")
        module = {"pubmed": pubmed, "europe-pmc": europe_pmc}[self.source]
        self.title, self.suffix = module.TITLE, module.SUFFIX
        # Never the address in the manifest: a key goes only where its owner sends it.
        base = order.base or os.environ.get(SOURCES[self.source]) or module.BASE
        self.manifest = held or self._first(base)
        self._agree()
        agent = f"cml-kg/{_version()}"
        self.service: Service = (
            pubmed.PubMed(base, agent, timing, key=order.key, email=order.email)
            if self.source == "pubmed"
            else europe_pmc.EuropePMC(base, agent, timing, email=order.email)
        )
        self.notes: list[str] = []
        self.brought = self.replaced = self.short = 0

    def run(self) -> Outcome:
        manifest, folder = self.manifest, self.order.folder
        goes_on = manifest.pending is not None
        if self.new:
            self._begin(None)
        else:
            self._repair(tidy(folder, manifest, self.source, self.suffix))
        if manifest.pending is not None:
            self._bring()
        if self.order.update and not self.new:
            self._begin(date.fromisoformat(manifest.runs[-1].started[:10]) - _OVERLAP)
            self._bring()
        elif not (self.new or goes_on or self.brought):
            self.notes.append("everything is here already (--update looks for what is new)")
        notes = self.notes + self.service.notes
        return Outcome(folder, self.title, len(manifest.known()), self.brought, self.replaced,
                       manifest.runs[-1].found, manifest.missing, self.short, notes)  # fmt: skip

    def _first(self, base: str) -> Manifest:
        folder, wanted = self.order.folder, self.order.wanted
        if wanted is None:
            raise FetchError(
                f"{folder} holds no fetch to go on with: say what you want (--query, --pmids, --dois)"
            )
        if folder.is_dir() and any(folder.glob(f"{self.source}-*.{self.suffix}")):
            raise FetchError(f"{folder} has records and no manifest.json: fetch into another folder (-o)")
        address = urlsplit(base)
        service = urlunsplit(address._replace(netloc=address.netloc.rpartition("@")[2]))
        return Manifest(self.source, service, wanted, f"cml-kg {_version()}")

    def _agree(self) -> None:
        """One folder, one thing wanted."""
        held, asked = self.manifest, self.order.wanted
        if held.source != self.source:
            raise FetchError(f"{self.order.folder} was fetched from {held.source}: use another folder (-o)")
        if asked is not None and asked != held.wanted:
            raise FetchError(f"{self.order.folder} was fetched for {held.wanted}: use another folder (-o)")

    def _begin(self, since: date | None) -> None:
        manifest = self.manifest
        self.progress(len(manifest.known()), f"records, searching {self.title}")
        started = self._now()
        room = self.order.limit if since is None else -1
        found, manifest.pending = self.service.begin(manifest.wanted, since, manifest.known(), room)
        if not found and since is None:
            raise FetchError(
                "; ".join([f"{self.title} finds nothing for {manifest.wanted}", *self.service.notes])
            )
        manifest.runs.append(Run(started, since.isoformat() if since else "", found=found))
        self.order.folder.mkdir(parents=True, exist_ok=True)
        manifest.save(self.order.folder)

    def _repair(self, lost: list[str]) -> None:
        if lost:
            self.notes.append(f"{len(lost)} records were gone or damaged and are fetched again")
            pending = self.manifest.pending or Pending()
            pending.todo += self.service.asking(lost)
            if pending.room >= 0:
                pending.room += len(lost)
            self.manifest.pending = pending
            self.manifest.save(self.order.folder)

    def _bring(self) -> None:
        """Page after page into the folder, and the manifest after each."""
        manifest, run = self.manifest, self.manifest.runs[-1]
        pending = manifest.pending or Pending()
        while not pending.over:
            data, records, pending = self.service.next(pending)
            self._store(data, records, run)
            manifest.pending = pending
            manifest.save(self.order.folder)
            self.progress(len(manifest.known()), f"records from {self.title}, {run.found} found")
        manifest.missing, manifest.pending = self._missing(pending), None
        run.finished = self._now()
        self.short = pending.short
        manifest.save(self.order.folder)

    def _store(self, data: bytes, records: Mapping[str, bytes], run: Run) -> None:
        """What is new on the page, in a file; a revised record leaves the file of its older state."""
        known = self.manifest.known()
        old: dict[str, list[str]] = {}
        for name in records.keys() & known.keys():
            old.setdefault(known[name].file, []).append(name)
        revised = set()
        for file, names in old.items():
            held = self.service.records((self.order.folder / file).read_bytes())
            revised |= {name for name in names if held[name] != records[name]}
        names = [name for name in records if name not in known or name in revised]
        if not names:
            return
        number = 1 + max(
            (int(page.file.rpartition("-")[2].split(".")[0]) for page in self.manifest.pages), default=0
        )
        kept = self.service.keep(data, names)
        page = Page(f"{self.source}-{number:04}.{self.suffix}", digest(kept), names)
        write_whole(self.order.folder / page.file, kept)
        for held_page in {known[name].file: known[name] for name in revised}.values():
            self._leave(held_page, revised)
        self.manifest.pages.append(page)
        run.brought += len(names)
        run.replaced += len(revised)
        self.brought += len(names)
        self.replaced += len(revised)

    def _leave(self, page: Page, names: Collection[str]) -> None:
        path = self.order.folder / page.file
        page.ids = [name for name in page.ids if name not in names]
        if not page.ids:
            path.unlink()
            self.manifest.pages.remove(page)
            return
        data = self.service.keep(path.read_bytes(), page.ids)
        write_whole(path, data)
        page.sha256 = digest(data)

    def _missing(self, pending: Pending) -> list[str]:
        """Identifiers on the user's list, or that a search named, which the service has no record of."""
        wanted, known = self.manifest.wanted, self.manifest.known()
        if pending.room >= 0:
            return pending.missing
        if wanted.kind == "pmids":
            prefix = "" if self.source == "pubmed" else "MED:"
            return [name for name in wanted.values if prefix + name not in known]
        if wanted.kind == "dois":
            found: set[str] = set()
            for page in self.manifest.pages:
                for record in self.service.records((self.order.folder / page.file).read_bytes()).values():
                    found |= self.service.dois(record)
            return [name for name in wanted.values if name not in found]
        return [name for name in self.manifest.missing + pending.missing if name not in known]

    def _now(self) -> str:
        return self.timing.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def _version() -> str:
    try:
        return version("cml-kg")
    except PackageNotFoundError:
        return "unknown"
