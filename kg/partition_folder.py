"""The folder of partitions on disk: every file whole or not there, and one writer at a time.

with PartitionFolder(path) as folder:
    folder.add(facts, quads, claims)            # of each unit that it has not
    folder.publish(head, names, common, lines)  # the manifest; then what it does not name goes
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from kg.errors import StoreError

_PLACES = ("quads", "claims", "units")
_MANIFEST = "manifest.json"


class Totals(NamedTuple):
    """What the partitions hold together."""

    articles: int = 0
    statements: int = 0
    claims: int = 0
    quarantined: int = 0


class PartitionFolder:
    """A folder that one build writes partitions into."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        """StoreError while another build is at work; one that died holds no lock."""
        try:
            for place in _PLACES:
                (self._path / place).mkdir(parents=True, exist_ok=True)
            self._lock = sqlite3.connect(self._path / ".lock", timeout=0, isolation_level=None)
            self._lock.execute("BEGIN EXCLUSIVE")
        except (OSError, sqlite3.OperationalError) as error:
            reason = getattr(error, "strerror", None) or error
            busy = "locked" in str(error)
            why = "another build is writing to it" if busy else f"it cannot be written ({reason})"
            raise StoreError(f"{self._path}: {why}") from error
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock:
            self._lock.close()

    def has(self, unit: str) -> bool:
        """Whether the unit is done: its facts are written after its partitions."""
        try:
            facts = json.loads(self._facts(unit).read_bytes())
            parts = (facts["quads"], facts["claims"])
            return all((self._path / part["file"]).stat().st_size == part["bytes"] for part in parts)
        except (OSError, ValueError, KeyError):
            return False

    def add(self, facts: Mapping[str, Any], quads: bytes, claims: bytes) -> None:
        """Puts in what a unit gave."""
        _write(self._path / facts["quads"]["file"], quads)
        _write(self._path / facts["claims"]["file"], claims)
        _write(self._facts(facts["unit"]), _json(facts))

    def publish(
        self, head: Mapping[str, Any], units: Sequence[str], common: bytes, lines: int
    ) -> tuple[Path, Totals]:
        """Writes the manifest of these units and of what is ``common`` to them; removes all others."""
        name = f"quads/common-{sha256(common).hexdigest()[:16]}.nq.gz"
        _write(self._path / name, common)
        head = {**head, "common": {**described(name, common), "statements": lines}}
        manifest = self._path / _MANIFEST
        totals = Totals()
        with _whole(manifest) as part, part.open("wb") as stream:
            stream.write(_json(head)[:-1] + b', "units": [')
            named = {name}
            for number, unit in enumerate(units):  # one in memory at a time, and one a line
                data = self._facts(unit).read_bytes()
                facts = json.loads(data)
                named |= {facts["quads"]["file"], facts["claims"]["file"], f"units/{unit}.json"}
                totals = _added(totals, facts)
                stream.write((b",\n" if number else b"\n") + data)
            stream.write(b"\n]}\n")
        for place in _PLACES:
            for file in (self._path / place).iterdir():
                if f"{place}/{file.name}" not in named:
                    file.unlink()
        return manifest, totals

    def _facts(self, unit: str) -> Path:
        return self._path / "units" / f"{unit}.json"


def described(name: str, data: bytes) -> dict[str, Any]:
    """What the manifest says of a file."""
    return {"file": name, "bytes": len(data), "sha256": sha256(data).hexdigest()}


def _added(totals: Totals, facts: Mapping[str, Any]) -> Totals:
    aside = sum("quarantined" in article for article in facts["articles"])
    more = (len(facts["articles"]) - aside, facts["quads"]["statements"], facts["claims"]["rows"], aside)
    return Totals(*(one + other for one, other in zip(totals, more, strict=True)))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode(errors="replace")


def _write(path: Path, data: bytes) -> None:
    with _whole(path) as part:
        part.write_bytes(data)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file to be written, that takes its place only when it is whole."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
