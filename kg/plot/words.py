"""Rows of answers as pictures need them, and what a picture says of itself in words."""

from collections.abc import Iterable, Iterator, Mapping

from kg.query.table import Cell, Table, text

Row = Mapping[str, Cell]


def rows(table: Table) -> Iterator[dict[str, Cell]]:
    """The rows by column."""
    for row in table.rows:
        yield dict(zip(table.columns, row, strict=True))


def said(row: Row, column: str) -> str:
    """The cell as text."""
    return text(row.get(column))


def regimen(agent: str, dose: str) -> str:
    """``dasatinib 100 mg once daily``"""
    return f"{agent} {dose}".strip()


def number(count: int, name: str, plural: str = "") -> str:
    """``1 article``, ``2 articles``

    >>> number(2, "study", "studies")
    '2 studies'
    """
    return f"{count:,} {name if count == 1 else plural or name + 's'}"


def cited(key: str) -> str:
    """An article's key as short as it can be looked up: a PMID, a DOI, or the name of its record."""
    name = f"PMID {key}" if key.isdecimal() else key
    return name if len(name) <= 24 else name[:23] + "…"


def rests_on(found: Iterable[Row], what: str = "sentence") -> str:
    """``Read from 3 sentences of 1 article.``"""
    places = {(said(row, "article"), said(row, "start")) for row in found if row.get("article") is not None}
    articles = {article for article, _ in places}
    return f"Read from {number(len(places), what)} of {number(len(articles), 'article')}."


def left_out(count: int, name: str, plural: str = "") -> str:
    """``12 more pairs are in the table.``; empty for none."""
    if not count:
        return ""
    name, are = (name, "is") if count == 1 else (plural or name + "s", "are")
    return f"{count:,} more {name} {are} in the table."
