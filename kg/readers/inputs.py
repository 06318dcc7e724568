"""From paths to records: walk, recognise, read, and say what was left out."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.model import Record
from kg.readers.source import Reader, Source

_HEAD = 64 * 1024
_NOT_RECORDS = ("readme", "license", "changelog")
"""Files that accompany records in a folder and are none; they are passed over without a word."""


def read_with(readers: Mapping[str, Reader], paths: Sequence[Path]) -> Iterator[Record | InputError]:
    """Records and errors of all ``paths``, whatever their order; every file is read once."""
    files: dict[Path, Path] = {}
    for path in sorted(set(paths)):
        for found in _walk(path):
            if isinstance(found, InputError):
                yield found
            else:
                files.setdefault(found.resolve(), found)
    seen: dict[str, str] = {}
    for path in sorted(files.values(), key=lambda path: (path.name, path)):
        for item in _read(readers, path):
            if isinstance(item, InputError):
                yield item
            elif item.key in seen:
                problem = f"another record with this key was read from {seen[item.key]}"
                yield InputError(
                    problem, file=str(path), record=item.key, mend="rename or remove one of them"
                )
            else:
                seen[item.key] = str(path)
                yield item


def _walk(path: Path) -> Iterator[Path | InputError]:
    """The files at and below ``path``; hidden ones and companions only if named themselves."""
    if not path.exists():
        yield InputError("there is no such file or folder", file=str(path), mend="check the path")
    elif not path.is_dir():
        yield path
    else:
        errors: list[OSError] = []
        found = False
        for folder, folders, names in os.walk(path, onerror=errors.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in names:
                if not name.startswith(".") and Path(name).stem.lower() not in _NOT_RECORDS:
                    found = True
                    yield Path(folder, name)
        for error in errors:
            yield InputError(f"the folder cannot be read: {error.strerror}", file=str(error.filename))
        if not found and not errors:
            yield InputError("the folder holds no records", file=str(path), mend="put records into it")


def _read(readers: Mapping[str, Reader], path: Path) -> Iterator[Record | InputError]:
    try:
        if not path.is_file():
            raise InputError("this is not a regular file", file=str(path))
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if not head:
            raise InputError("the file is empty", file=str(path), mend="remove it, or put an article into it")
        for name, reader in readers.items():
            if reader.recognise(head, path.name):
                source = Source(path.name, str(path), name, digest, lambda: path.open("rb"))
                yield from reader.read(source)
                return
        formats = ", ".join(readers)
        raise InputError("no known format", file=str(path), mend=f"formats that are read: {formats}")
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(f"the file cannot be read: {error.strerror}", file=str(path))
