"""From paths to records: walk, recognise, read, and say what was left out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.errors import InputError
from kg.model import Record
from kg.readers.containers import Entry, entries, walk
from kg.readers.source import LeftOut, Reader, Source, Withdrawal

_HEAD = 64 * 1024
_OTHERS = (
    (re.compile(rb"\A%PDF-"), "a PDF", "get the article's XML from PMC, or its record from PubMed"),
    (
        re.compile(rb"\A\s*<(?:!doctype )?html", re.IGNORECASE),
        "a web page",
        "export the records from the page",
    ),
)
"""What people have, and no reader reads."""


Screen = Callable[[bytes], bool]
"""Whether the bytes of a record are worth parsing."""


class Read(NamedTuple):
    """A record, and what messages call its file."""

    shown: str
    record: Record


Item = Read | Withdrawal | LeftOut | InputError
Elsewhere = Callable[[Sequence[Path]], Iterator[Iterable[Item] | None]]
"""Reads files in another place, in their order; None stands for one that is not there."""


def read_files(
    readers: Mapping[str, Reader],
    paths: Sequence[Path],
    screen: Screen | None = None,
    elsewhere: Elsewhere | None = None,
) -> Iterator[Item]:
    """Records and errors of all ``paths``, whatever their order; every file is read once."""
    files: dict[Path, Path] = {}
    for path in sorted(set(paths)):
        for found in walk(path):
            if isinstance(found, InputError):
                yield found
            else:
                files.setdefault(found.resolve(), found)
    ordered = sorted(files.values(), key=lambda path: (path.name, path))
    there = elsewhere(ordered) if elsewhere else (None for _ in ordered)
    for path, items in zip(ordered, there, strict=True):
        yield from read_file(readers, path, screen) if items is None else items


def read_file(readers: Mapping[str, Reader], path: Path, screen: Screen | None = None) -> Iterator[Item]:
    """Records and errors of one file or archive."""
    try:
        if not path.is_file():
            raise InputError("this is not a regular file", file=str(path))
        for entry in entries(path):
            if isinstance(entry, InputError):
                yield entry
            else:
                yield from _read(readers, entry, screen)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(f"the file cannot be read: {error.strerror or error}", file=str(path))


def _read(readers: Mapping[str, Reader], entry: Entry, screen: Screen | None) -> Iterator[Item]:
    try:
        with entry.open() as stream:
            head = stream.read(_HEAD)
        if not head:
            mend = "remove it, or put an article into it"
            raise InputError("the file is empty", file=entry.shown, mend=mend)
        for name, reader in readers.items():
            if reader.recognise(head, entry.name):
                with entry.open() as stream:
                    digest = _digest(stream)
                source = Source(entry.name, entry.shown, name, digest, entry.open, screen)
                for item in reader.read(source):
                    yield Read(entry.shown, item) if isinstance(item, Record) else item
                return
        formats = ", ".join(readers)
        for sign, what, mend in _OTHERS:
            if sign.search(head):
                raise InputError(f"this is {what}, no record of an article", file=entry.shown, mend=mend)
        raise InputError("no known format", file=entry.shown, mend=f"formats that are read: {formats}")
    except InputError as error:
        yield error


def _digest(stream: BinaryIO) -> str:
    digest = sha256()
    while block := stream.read(1 << 18):
        digest.update(block)
    return digest.hexdigest()
