"""Solutions as plain text, and the queries that pages and API are made of."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES
from kg.server.errors import Refused

Row = dict[str, str]
"""A solution by variable; what is unbound is the empty text."""

_PREFIXES = "".join(f"PREFIX {short}: <{iri}>\n" for short, iri in PREFIXES.items())
_PLACE = "# (here)"
SORTED = 3000
"""Solutions that are put in order."""


def rows(store: GraphStore, name: str, *here: str) -> Iterator[Row]:
    """The answer to the query of that name, with the patterns put in at their place.

    Patterns are written by this program; what a client gives is in them only as ``values`` and ``value``.
    """
    yield from _solutions(store, _text(name).replace(_PLACE, "\n  ".join(here)))


def _solutions(store: GraphStore, text: str) -> Iterator[Row]:
    found = store.query(_PREFIXES + text)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    for solution in found:
        yield {name: "" if (term := solution[name]) is None else _plain(term) for name in names}


def page(store: GraphStore, name: str, limit: int, offset: int, *here: str) -> tuple[int, list[Row]]:
    """How many solutions there are in all, as ``NAME-counted`` says, and some of them.

    They are in order unless they are very many: to sort, the store looks up each term again and again.
    """
    total = int(next(rows(store, f"{name}-counted", *here))["n"])
    text = _text(name).replace(_PLACE, "\n  ".join(here))
    if total > SORTED:
        text = text.rpartition("ORDER BY")[0]
    text += f" LIMIT {limit} OFFSET {offset}"
    return total, list(_solutions(store, text))


def values(variable: str, iris: Iterable[str]) -> str:
    """A VALUES block of nodes."""
    return f"VALUES ?{variable} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}"


def strings(variable: str, texts: Iterable[str]) -> str:
    """A VALUES block of strings; RDF's own syntax for them leaves nothing to be read as a query."""
    return f"VALUES ?{variable} {{ {' '.join(str(Literal(text)) for text in sorted(texts))} }}"


def value(variable: str, text: str) -> str:
    """A VALUES block of one string."""
    return strings(variable, [text])


def date(variable: str, text: str) -> str:
    """A VALUES block of a date as precise as it is given; ISO dates of any precision sort as text."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text, re.ASCII):
        raise Refused(400, f"'{text}' is no date (write YYYY, YYYY-MM or YYYY-MM-DD)")
    return value(variable, text)


def _plain(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


@cache
def _text(name: str) -> str:
    return (files("kg.server") / "queries" / f"{name}.rq").read_text(encoding="utf-8")
