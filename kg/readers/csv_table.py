"""CSV and TSV with a line of headings: exports of PubMed and Zotero as they are, or our own columns."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePath

from kg.errors import InputError
from kg.model import Record
from kg.readers import columns
from kg.readers.lines import LONGEST, Line, lines
from kg.readers.source import Source, decode

_DELIMITERS = (",", "\t", ";")
_MEND = f"name its columns in the first line: title, and any of {', '.join(columns.COLUMNS)}"
_TRIES = 10_000
"""Lines that one row may go over."""


def recognise(head: bytes, name: str) -> bool:
    """Headings that are known, "title" among them; or the name alone, so that a wrong table is told of."""
    text = decode(head, errors="ignore").lstrip("\ufeff")
    headings = _split(text.partition("\n")[0])
    return {"title"} < columns.known(headings) or PurePath(name).suffix.lower() in (".csv", ".tsv")


def read(source: Source) -> Iterator[Record | InputError]:
    """A record a row."""
    rows = _rows(source)
    first = next(rows, None)
    headings = first.cells if first else []
    if first and first.problem:
        raise source.error(first.problem, mend=first.mend)
    if "title" not in columns.known(headings):
        raise source.error("there is no column named title", mend=_MEND)
    by_initials = "first author" in map(columns.named, headings)
    for number, row in enumerate(rows, 1):
        if row.problem:
            yield source.error(row.problem, record=f"number {number}", mend=row.mend)
            continue
        stated: dict[str, str] = {}
        for heading, cell in zip(headings, row.cells, strict=False):
            stated[heading] = stated.get(heading) or cell
        yield columns.record(source, number, stated, by_initials)


class _Row:
    """The cells of a row, or what is wrong with it."""

    __slots__ = ("cells", "mend", "problem")

    def __init__(self, cells: list[str], problem: str = "", mend: str = "") -> None:
        self.cells, self.problem, self.mend = cells, problem, mend


def _split(line: str) -> list[str]:
    """The headings of a line, by the delimiter that gives most known ones."""
    try:
        return next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:  # a bare carriage return, as in a binary file
        return []


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=lambda sign: (len(columns.known(line.split(sign))), line.count(sign)))


def _rows(source: Source) -> Iterator[_Row]:
    """The headings and the rows; one with an open quotation mark costs its first line alone."""
    csv.field_size_limit(LONGEST)
    stream = lines(source)
    held: list[Line] = []  # what was read for a row that did not end
    delimiter = ""
    width = 0
    while first := held.pop(0) if held else next(stream, None):
        if not first.text.strip() and not first.problem:
            continue
        delimiter = delimiter or _delimiter(first.text)
        used: list[Line] = []
        rest = chain([first], held, stream)
        try:
            cells = next(csv.reader(_fed(rest, used), delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            held = [*used[1:], *held[max(0, len(used) - 1) :]]
            problem = f"a quotation mark in line {first.number} is not closed, or not doubled"
            yield _Row([], first.problem or problem, first.mend or "correct it, or export the table again")
            continue
        held = held[max(0, len(used) - 1) :]
        bad = next((line for line in used if line.problem), None)
        while width and len(cells) > width and not cells[-1]:
            cells.pop()
        if bad:
            yield _Row([], bad.problem, bad.mend)
        elif width and len(cells) != width:
            problem = f"the row in line {first.number} has {len(cells)} columns, the headings {width}"
            mend = "export the table again; a text with a comma or a tab needs quotation marks"
            yield _Row([], problem, mend)
        else:
            width = width or len(cells)
            yield _Row(cells)


def _fed(rest: Iterator[Line], used: list[Line]) -> Iterator[str]:
    """Lines for the parser, which takes as many as the row has; ``used`` are those it took."""
    size = 0
    for line in rest:
        used.append(line)
        size += len(line.text)
        if size > LONGEST or len(used) > _TRIES:
            return
        yield f"{line.text}\n"
