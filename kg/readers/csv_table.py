"""CSV and TSV with a line of headings: exports of PubMed and Zotero as they are, or our own columns."""

import csv
from collections.abc import Iterator
from dataclasses import replace
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
    heading = next(rows, None)
    headings = heading.cells if heading else []
    if heading and heading.problem:
        raise source.error(heading.problem, mend=heading.mend)
    if "title" not in columns.known(headings):
        raise source.error("there is no column named title", mend=_MEND)
    by_initials = "first author" in map(columns.named, headings)
    at = next((n for n, cell in enumerate(headings) if columns.named(cell) == "pmid"), None)
    for number, row in enumerate(rows, 1):
        name = (row.cells[at] if at is not None and len(row.cells) > at else "") or f"number {number}"
        if row.problem:
            yield source.error(row.problem, record=f"number {number}", mend=row.mend)
            continue
        stated = dict(
            reversed(list(zip(headings, row.cells, strict=False)))
        )  # the first of two columns holds
        try:
            record = columns.draft(stated, by_initials).record(source, number)
        except ValueError as error:
            yield source.error(str(error), record=name, mend="correct the cell")
            continue
        if (
            isinstance(record, Record)
            and (reviewed := columns.yes_or_no(stated.get("peer_reviewed"))) is not None
        ):
            record = replace(record, peer_reviewed=reviewed)
        yield record


class _Row:
    __slots__ = ("cells", "mend", "problem")

    def __init__(self, cells: list[str], problem: str = "", mend: str = "") -> None:
        self.cells, self.problem, self.mend = cells, problem, mend


def _split(line: str) -> list[str]:
    """The headings of a line, by the delimiter that gives most known ones."""
    return next(csv.reader([line], delimiter=_delimiter(line)), [])


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=lambda sign: (len(columns.known(line.split(sign))), line.count(sign)))


def _rows(source: Source) -> Iterator[_Row]:
    """The headings and the rows; a row with an open quotation mark costs itself alone."""
    csv.field_size_limit(2 * LONGEST)
    stream = lines(source)
    held: list[Line] = []  # lines that were read on behalf of a row that did not end
    delimiter = ""
    width = 0
    while True:
        first = held.pop(0) if held else next(stream, None)
        if first is None:
            return
        if not first.text.strip() and not first.problem:
            continue
        delimiter = delimiter or _delimiter(first.text)
        used, held, closed = _row(first, held, stream)
        bad = next((line for line in used if line.problem), None)
        if not closed or (bad and len(used) > 1):
            held, used = [*used[1:], *held], used[:1]
        if bad:
            problem, mend = bad.problem, bad.mend
            if bad not in used:  # it stands in the way of this row, and has its own turn
                held = held[held.index(bad) + 1 :]
            yield _Row([], problem, mend)
        elif not closed:
            problem = f"a quotation mark in line {first.number} is not closed"
            yield _Row([], problem, "close it, or export the table again")
        else:
            cells = next(csv.reader([f"{line.text}\n" for line in used], delimiter=delimiter))
            while width and len(cells) > width and not cells[-1]:
                cells.pop()
            if width and len(cells) != width:
                problem = f"the row in line {first.number} has {len(cells)} columns, the headings {width}"
                yield _Row(
                    [], problem, "export the table again; a text with a comma or a tab needs quotation marks"
                )
            else:
                width = width or len(cells)
                yield _Row(cells)


def _row(first: Line, held: list[Line], stream: Iterator[Line]) -> tuple[list[Line], list[Line], bool]:
    """The lines of one row, those that are left of ``held``, and whether its quotation marks are closed."""
    used = [first]
    size, open_quote = len(first.text), first.text.count('"') % 2 == 1
    source = chain(held, stream)
    taken = 0
    while open_quote and not used[-1].problem and size < LONGEST and len(used) < _TRIES:
        line = next(source, None)
        if line is None:
            break
        taken += 1
        used.append(line)
        size += len(line.text)
        open_quote ^= line.text.count('"') % 2 == 1
    return used, held[taken:], not open_quote
