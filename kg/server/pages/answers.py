"""Tables of answers as a page shows them: grouped, with links, and each row with its evidence."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from urllib.parse import quote

from kg.query.table import Cell, Table, text
from kg.server.places import outside, place
from kg.server.reads.questions import Grounded

MOST = 1000
"""Rows that a page shows; the API has all."""
_OFFSETS = ("start", "end")
"""Columns that the link to the evidence stands for."""
_LINKED = ("agent", "comparator", "mutation", "outcome", "drug")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: its text, where it leads, and what it is sorted by if that is a number."""

    text: str
    href: str = ""
    number: Decimal | int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the sentence of a row stands: in its article's page, and alone."""

    page: str
    part: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with the place of its sentence."""

    cells: tuple[ShownCell, ...]
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A table, ready to be shown; the group is None where rows are not grouped."""

    columns: tuple[str, ...]
    groups: list[tuple[str | None, list[ShownRow]]]
    count: int
    more: int
    """Rows that are left out."""
    evidence: bool


def shown(table: Table, by: str = "", grounds: Grounded | None = None) -> Answer:
    """The table, grouped by a column, with links to what it is grounded in.

    Columns without any value are left out.
    """
    grounds = grounds or Grounded(table, {}, {}, {})
    blank = {
        column
        for column, *cells in zip(table.columns, *table.rows, strict=True)
        if column != by and all(cell is None for cell in cells)
    }
    told = _OFFSETS if grounds.said else ()
    kept = [column for column in table.columns if column not in blank and column != by and column not in told]
    rows = []
    for row in table.rows[:MOST]:
        cells = dict(zip(table.columns, row, strict=True))
        at = grounds.said.get((text(cells.get("article")), text(cells.get("sentence", cells.get("quote")))))
        evidence = _evidence(*at) if at else None
        shown_row = ShownRow(tuple(_cell(column, cells[column], grounds) for column in kept), evidence)
        rows.append((text(cells[by]) if by in cells else None, shown_row))
    order = {group: number for number, group in enumerate(dict.fromkeys(group for group, _ in rows))}
    rows.sort(key=lambda one: order[one[0]])
    groups = [
        (group, [row for _, row in several]) for group, several in groupby(rows, key=lambda one: one[0])
    ]
    return Answer(
        tuple(kept), groups, len(rows), len(table.rows) - len(rows), any(row.evidence for _, row in rows)
    )


def _evidence(article: str, start: int) -> Evidence:
    return Evidence(f"{place(article)}#s{start}", f"/evidence/{article.rpartition('/')[2]}/{start}")


def _cell(column: str, value: Cell, grounds: Grounded) -> ShownCell:
    said = text(value)
    number = value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    if column == "article" and said:
        return ShownCell(grounds.cited.get(said, said), f"/articles/{quote(said, safe='')}")
    if column in _LINKED and said in grounds.named:
        return ShownCell(said, place(grounds.named[said].iri))
    if "://" in said and " " not in said:
        return ShownCell(said.rpartition("/")[2] if place(said) else said, place(said) or outside(said))
    return ShownCell(said, number=number)
