"""Folders, .gz and .zip: the files that are in them. Nothing is unpacked to a place that a name says.

A compressed file may hold another one, and no deeper. What it holds may be RATIO times as long as itself
and at least FREE bytes, but no longer than MOST; past that it counts as a bomb and is left.
"""

import gzip
import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, cast

from kg.errors import InputError

RATIO = 100
FREE = 64 << 20
MOST = 16 << 30
_MEMBERS = 100_000
_IN_MEMORY = 8 << 20
_DEEPEST = 2
_MEND = "unpack it yourself, if you trust it"
_NOT_RECORDS = ("readme", "license", "changelog", "manifest")
"""Files that accompany records in a folder and are none; they are passed over without a word."""
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
_DAMAGED = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, wherever it is."""

    name: str
    """Without folder, and without ".gz"."""
    shown: str
    """What messages call it."""
    open: Callable[[], BinaryIO]


def walk(path: Path) -> Iterator[Path | InputError]:
    """The files at and below ``path``; no built graph; hidden ones and companions only if named."""
    if not path.exists():
        yield InputError("there is no such file or folder", file=str(path), mend="check the path")
    elif not path.is_dir():
        yield path
    else:
        errors: list[OSError] = []
        found = False
        inside = path.resolve()
        for folder, folders, names in os.walk(path, onerror=errors.append):
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and not _is_graph(Path(folder, name))
            )
            for file in (Path(folder, name) for name in sorted(names) if not _passed_over(name)):
                found = True
                if file.is_symlink() and not file.resolve().is_relative_to(inside):
                    problem = "this link leads out of the folder, and is not followed"
                    yield InputError(problem, file=str(file), mend="name the file itself")
                else:
                    yield file
        for error in errors:
            yield InputError(f"the folder cannot be read: {error.strerror}", file=str(error.filename))
        if not found and not errors:
            yield InputError("the folder holds no records", file=str(path), mend="put records into it")


def entries(path: Path) -> Iterator[Entry | InputError]:
    """The file itself, or what is in it if it is compressed; an entry is open to read until the next."""
    allowance = _Allowance(min(MOST, max(FREE, RATIO * path.stat().st_size)))
    return _unpacked(Entry(path.name, str(path), lambda: path.open("rb")), allowance, 0)


def _unpacked(entry: Entry, allowance: "_Allowance", depth: int) -> Iterator[Entry | InputError]:
    try:
        with entry.open() as stream:
            head = stream.read(4)
        gzipped, zipped = head.startswith(b"\x1f\x8b"), head in (b"PK\x03\x04", b"PK\x05\x06")
        if (gzipped or zipped) and depth == _DEEPEST:
            problem = "this is an archive in an archive in an archive"
            raise InputError(problem, file=entry.shown, mend="unpack the outer one")
        if gzipped:
            yield from _unpacked(_gunzipped(entry, allowance), allowance, depth + 1)
        elif zipped:
            yield from _members(entry, allowance, depth)
        else:
            yield entry
    except InputError as error:
        yield error
    except zipfile.BadZipFile as error:
        yield _damaged(entry.shown, error)


def _gunzipped(entry: Entry, allowance: "_Allowance") -> Entry:
    meter = _Meter(allowance, entry.shown)
    name = entry.name[:-3] if entry.name.lower().endswith(".gz") else entry.name

    def opened() -> BinaryIO:
        outer = entry.open()
        return meter.reading(cast(IO[bytes], gzip.GzipFile(fileobj=outer, mode="rb")), outer)

    return Entry(name, entry.shown, opened)


def _members(entry: Entry, allowance: "_Allowance", depth: int) -> Iterator[Entry | InputError]:
    with ExitStack() as stack:
        stream = stack.enter_context(entry.open())
        if depth:
            stream = stack.enter_context(_kept(stream))  # the list of members stands at the end
        archive = stack.enter_context(zipfile.ZipFile(stream))
        members = [member for member in archive.infolist() if not member.is_dir()]
        if any(member.filename in _OFFICE for member in members):
            problem = "this is a document of an office program, not an archive of records"
            raise InputError(problem, file=entry.shown, mend="save it as plain text")
        if len(members) > _MEMBERS:
            raise InputError(f"the archive holds more than {_MEMBERS} files", file=entry.shown, mend=_MEND)
        found = False
        for member in sorted(members, key=lambda member: member.filename):
            parts = _harmless(member.filename)
            if not parts or _passed_over(parts[-1]) or any(part.startswith((".", "__MAC")) for part in parts):
                continue
            found = True
            inner = _member(archive, member, "/".join((entry.shown, *parts)), allowance)
            yield from _unpacked(inner, allowance, depth + 1)
        if not found:
            raise InputError("the archive holds no records", file=entry.shown, mend="put records into it")


def _harmless(name: str) -> list[str]:
    """The parts of a member's name, of which none leads anywhere or does anything to a terminal."""
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return [part for part in shown.replace("\\", "/").split("/") if part not in ("", ".", "..")]


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, allowance: "_Allowance") -> Entry:
    meter = _Meter(allowance, shown)

    def opened() -> BinaryIO:
        try:
            return meter.reading(archive.open(member))
        except NotImplementedError as error:
            problem = f"the archive is compressed in a way that is not known: {error}"
            raise InputError(problem, file=shown, mend="unpack it yourself") from None
        except RuntimeError:
            raise InputError("the archive has a password", file=shown, mend="unpack it yourself") from None

    return Entry(shown.rpartition("/")[2], shown, opened)


@dataclass(slots=True)
class _Allowance:
    """How many bytes may come out of one file, and how many did."""

    most: int
    used: int = 0


@dataclass(slots=True)
class _Meter:
    """Counts what comes out of one member, however often it is read."""

    allowance: _Allowance
    shown: str
    seen: int = 0

    def reading(self, stream: IO[bytes], *beneath: IO[bytes]) -> BinaryIO:
        return BufferedReader(_Metered(self, stream, beneath), 1 << 16)

    def count(self, position: int) -> None:
        if position > self.seen:
            self.allowance.used += position - self.seen
            self.seen = position
        if self.allowance.used > self.allowance.most:
            problem = (
                f"the archive unpacks to more than {self.allowance.most >> 20} MiB, {RATIO} times its size"
            )
            raise InputError(problem, file=self.shown, mend=_MEND)


class _Metered(RawIOBase):
    """A stream out of an archive; what is wrong with the archive becomes an InputError."""

    def __init__(self, meter: _Meter, stream: IO[bytes], beneath: tuple[IO[bytes], ...]) -> None:
        self._meter, self._stream, self._beneath = meter, stream, beneath

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except _DAMAGED as error:
            raise _damaged(self._meter.shown, error) from None
        buffer[: len(data)] = data
        self._meter.count(self._stream.tell())
        return len(data)

    def close(self) -> None:
        if not self.closed:
            for stream in (self._stream, *self._beneath):
                stream.close()
        super().close()


def _damaged(shown: str, error: Exception) -> InputError:
    return InputError(f"the archive is damaged or cut off: {error}", file=shown, mend="get it again")


def _kept(stream: BinaryIO) -> BinaryIO:
    """A copy that can be read from any place: in memory if it is short, else in a temporary file."""
    copy = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed by who asked for it
    while block := stream.read(1 << 20):
        copy.write(block)
    copy.seek(0)
    return cast(BinaryIO, copy)


def _is_graph(folder: Path) -> bool:
    """Whether a build writes, or wrote, its graph there."""
    return (folder / "store" / "current").is_file() or (folder / "store" / "new").is_dir()


def _passed_over(name: str) -> bool:
    return name.startswith(".") or Path(name).stem.lower() in _NOT_RECORDS
