"""What was read from files, field by field, before anything is built: ``cml-kg inspect``."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from kg.errors import InputError
from kg.model import Author, CitationCount, Notice, Record, Section
from kg.readers import read_each
from kg.readers.inputs import Read

_LATER = ("abstract", "body", "sections", "other")
_APART = frozenset({"key", "file", "format", "digest"})
Rows = list[tuple[str, str]]


def inspect(paths: Sequence[Path], limit: int | None = None) -> Iterator[Read | InputError]:
    """The records of files as they were read, nothing merged; no more than ``limit``."""
    read = 0
    for item in read_each(paths):
        if isinstance(item, Read):
            read += 1
        yield item
        if read == limit:
            return


def write(read: Read, stream: TextIO) -> None:
    """One record: a table on a terminal; else a line a value, in columns with tabs: key, field, value."""
    record = read.record
    rows = [("recognised as", record.format), ("read from", read.shown), *rows_of(record)]
    if not stream.isatty():
        stream.writelines(f"{_plain(record.key)}\t{name}\t{_plain(value)}\n" for name, value in rows)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, title=Text(_plain(record.key), "bold"), title_justify="left", box=None)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for name, values in groupby(rows, lambda row: row[0]):
        table.add_row(name, Text("\n".join(_plain(value) for _, value in values)))
    console = Console(file=stream)
    console.print(table)
    console.print()


def rows_of(record: Record) -> Rows:
    """The fields that the record states, with a row for each of several values and each line of a text."""
    names = [field.name for field in fields(record) if field.name not in _APART]
    names.sort(key=lambda name: name in _LATER)
    rows: Rows = []
    for name in names:
        value = getattr(record, name)
        if name == "sections":
            rows += [("section", f"{part.kind}: {_said(record, part)}") for part in value]
        elif name == "other":
            rows += [(f"other: {label}", stated) for label, stated in value]
        elif isinstance(value, tuple):
            rows += [(name.replace("_", " "), _shown(item)) for item in value]
        elif value not in ("", None):
            rows += [(name.replace("_", " "), line) for line in str(value).split("\n") if line]
    if record.retracted:
        rows.append(("retracted", "True"))
    return rows


def _said(record: Record, part: Section) -> str:
    text = record.text[part.start : part.end].replace("\n", " ")
    return f"{part.label} [{part.start}:{part.end}] {text if len(text) <= 60 else text[:59] + '…'}"


def _shown(value: Any) -> str:
    match value:
        case Author(name, orcid, collective):
            return " ".join(filter(None, (name, orcid and f"({orcid})", "(group)" * collective)))
        case CitationCount(count, source):
            return f"{count} {source}"
        case Notice(kind, citation, pmid, doi):
            named = ", ".join(filter(None, (pmid and f"PMID {pmid}", doi)))
            return ": ".join(filter(None, (kind, citation))) + (f" ({named})" if named else "")
        case (identifier, heading):
            return f"{heading} ({identifier})" if identifier else str(heading)
    return str(value)


def _plain(value: str) -> str:
    """Nothing that moves a cursor or breaks a column."""
    return "".join(character if character.isprintable() else " " for character in value)
