"""Answers as tables, and how a table is written: CSV, TSV, JSON or for a terminal."""

import csv
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, TextIO

import pyoxigraph as ox

if TYPE_CHECKING:
    import pandas
    import polars

Cell = str | int | Decimal | bool | None
"""None is an empty cell: the graph does not say."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WIDE = {"sentence", "quote", "recommendation", "comparison", "title", "statement"}
_PIPE_WIDTH = 160
_LONGEST_NAME = 40
_SHOWN = 200
"""Rows that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns, and rows with one cell for each of them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def without(self, hidden: Callable[[str], bool]) -> "Table":
        """The table less the columns whose name is ``hidden``; rows that thereby become equal are one."""
        kept = [index for index, column in enumerate(self.columns) if not hidden(column)]
        rows = dict.fromkeys(tuple(row[index] for index in kept) for row in self.rows)
        return Table(tuple(self.columns[index] for index in kept), tuple(rows))

    def to_pandas(self) -> "pandas.DataFrame":
        """The table as a frame of pandas, if that is installed; numbers are numbers."""
        import pandas

        return pandas.DataFrame([[*map(_json, row)] for row in self.rows], columns=[*self.columns])

    def to_polars(self) -> "polars.DataFrame":
        """The table as a frame of polars, if that is installed; numbers are numbers."""
        import polars

        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        told = {name: [*map(_json, cells)] for name, cells in zip(self.columns, columns, strict=True)}
        return polars.DataFrame(told, strict=False)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        if not self.rows:
            return "<p>Not stated: nothing in the graph answers this.</p>"
        head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(text(value))}</td>' for value in row)}</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = f"<p>{len(self.rows) - _SHOWN:,} more rows</p>" if len(self.rows) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


@dataclass(frozen=True, slots=True)
class Triples:
    """What CONSTRUCT and DESCRIBE answer."""

    triples: tuple[ox.Triple, ...]

    def write(self, stream: TextIO) -> None:
        """Turtle, in an order that depends on the content only."""
        turtle = ox.serialize(sorted(set(self.triples), key=str), format=ox.RdfFormat.TURTLE)
        assert turtle is not None  # it is None only where a file is given to write to
        stream.write(turtle.decode())


def cell(term: object) -> Cell:
    """The plain value of an RDF term."""
    if isinstance(term, ox.Literal):
        name = term.datatype.value.removeprefix(_XSD)
        if name == "integer":
            return int(term.value)
        if name == "decimal":
            return Decimal(term.value)
        return term.value == "true" if name == "boolean" else term.value
    if isinstance(term, ox.NamedNode):
        return term.value
    return None if term is None else str(term)


def text(value: Cell) -> str:
    """How a cell is written where everything is text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def write_csv(table: Table, stream: TextIO) -> None:
    """RFC 4180, with a header."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([text(value) for value in row] for row in table.rows)


def write_tsv(table: Table, stream: TextIO) -> None:
    """Tab-separated plain text, with a header; a tab or line break inside a cell becomes a space."""
    for row in (table.columns, *table.rows):
        stream.write("\t".join(" ".join(text(value).splitlines()).replace("\t", " ") for value in row) + "\n")


def write_json(table: Table, stream: TextIO) -> None:
    """A list of objects, one a row; numbers are numbers and an empty cell is null."""
    rows = [dict(zip(table.columns, map(_json, row), strict=True)) for row in table.rows]
    json.dump(rows, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _json(value: Cell) -> str | int | float | bool | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def write_terminal(table: Table, stream: TextIO) -> None:
    """A drawn table with its sentences wrapped; columns without any value, and offsets, are left out."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    if not table.rows:
        stream.write("Not stated: nothing in the graph answers this.\n")
        return
    blank = {
        name for name, *cells in zip(table.columns, *table.rows, strict=True) if cells == [None] * len(cells)
    }
    # the sentence is shown; where it stands is for programs
    places = (
        {name for name in table.columns if name.endswith(("start", "end"))}
        if "sentence" in table.columns
        else set()
    )
    shown = table.without((blank | places).__contains__)
    drawn = Drawn(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column, *values in zip(shown.columns, *shown.rows, strict=True):
        ratio, least = (1, 40) if column in _WIDE else (None, None)
        whole = _are_names(values)
        drawn.add_column(
            column.replace("_", " "), overflow="fold", ratio=ratio, min_width=least, no_wrap=whole
        )
    previous: Cell = None
    for row in shown.rows:
        if shown.columns[0] == "group" and previous not in (None, row[0]):
            drawn.add_section()
        previous = row[0]
        drawn.add_row(*(Text(text(value)) for value in row))  # Text: a cell is never rich markup
    width = None if stream.isatty() or "COLUMNS" in os.environ else _PIPE_WIDTH
    Console(file=stream, width=width, highlight=False, soft_wrap=False).print(drawn)


def _are_names(values: Sequence[Cell]) -> bool:
    """Whether a column holds single words, which somebody may copy: they are not broken."""
    return all(len(word) <= _LONGEST_NAME and " " not in word for word in map(text, values))


FORMATS: dict[str, Callable[[Table, TextIO], None]] = {
    "table": write_terminal,
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
}
"""Every format that an answer can be written in."""
