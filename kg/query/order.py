"""Sorts the answer of a saved question here instead of in the store.

To sort, Oxigraph looks each term up on disk again for every comparison, which takes longer than finding them.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

Terms = tuple[object, ...]
"""A solution: a term, or None, for each variable."""

_KEY = re.compile(r"\s*(?P<down>DESC\()?(?P<bound>BOUND\()?\?(?P<name>\w+)(?(bound)\))(?(down)\))")
_PROJECTION = re.compile(r"SELECT\s.*?(?=\sWHERE\b)", re.DOTALL)
_NUMBERS = {"integer", "decimal", "double"}
_XSD = "http://www.w3.org/2001/XMLSchema#"


class Key(NamedTuple):
    """One key of ORDER BY."""

    name: str
    down: bool
    bound: bool
    """Whether it is bound is what counts."""


@lru_cache(maxsize=256)
def unsorted(text: str) -> tuple[str, tuple[Key, ...], frozenset[str]]:
    """The query without its ORDER BY, which selects its keys; the keys; those that it did not select before.

    A query that orders by other expressions than variables stays as it is.

    >>> unsorted("SELECT ?a WHERE { ?a ?b ?c } ORDER BY DESC(?b) ?a")[0]
    'SELECT ?a ?b WHERE { ?a ?b ?c } '
    """
    head, _, tail = text.rpartition("ORDER BY")
    keys = tuple(
        Key(match["name"], bool(match["down"]), bool(match["bound"])) for match in _KEY.finditer(tail)
    )
    selected = _PROJECTION.search(head)
    if not keys or _KEY.sub("", tail).strip() or selected is None:
        return text, (), frozenset()
    names = dict.fromkeys(key.name for key in keys)
    missing = [name for name in names if not re.search(rf"\?{name}\b", selected[0])]
    more = "".join(f" ?{name}" for name in missing)
    return head[: selected.end()] + more + head[selected.end() :], keys, frozenset(missing)


def ordered(names: list[str], rows: Iterable[Terms], keys: tuple[Key, ...]) -> list[Terms]:
    """The rows as ORDER BY would have them."""
    found = list(rows)
    for key in reversed(keys):
        at = names.index(key.name)
        if key.bound:
            found.sort(key=lambda row: row[at] is not None, reverse=key.down)
        else:
            found.sort(key=lambda row: _rank(row[at]), reverse=key.down)
    return found


def _rank(term: object) -> tuple[int, Decimal | float, str]:
    """What is unbound comes first, then IRIs, numbers by value, and texts."""
    if term is None:
        return 0, 0, ""
    if not isinstance(term, ox.Literal):
        return 1, 0, str(term)
    if term.datatype.value.removeprefix(_XSD) in _NUMBERS:
        return 2, Decimal(term.value), ""
    return 3, 0, term.value
