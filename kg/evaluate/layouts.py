"""The tables that are scored: their columns, and which of them are compared together."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Layout:
    """One table of the evidence-table format."""

    name: str
    """Of the table and of the saved query that returns it."""
    columns: tuple[str, ...]
    """Those that a gold table has, besides ``article``; all of them must agree."""
    sets: Mapping[str, tuple[str, ...]]
    """Columns that are also compared alone, by the name of the set; the last set is all of them."""
    kind: str = ""
    """The column by whose values the scores are also given."""

    def cells(self, row: Mapping[str, str]) -> tuple[str, ...]:
        """The cells of a row in the one way that they are compared: 46.0 is 46, case and spaces are idle."""
        return tuple(_plain(row.get(column) or "", column in _NUMBERS) for column in self.columns)

    def projected(self, cells: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
        """The cells of those columns."""
        return tuple(cells[self.columns.index(column)] for column in columns)


_NUMBERS = {"value", "amount", "per_day"}
_CLAIM = (
    "kind", "agent", "dose", "comparator", "comparator_dose", "population", "outcome", "direction", "value",
    "unit", "timepoint", "certainty",
)  # fmt: skip
_DOSE = ("agent", "amount", "unit", "frequency", "per_day", "per_day_unit")
ALL = "all columns"

CLAIMS = Layout(
    "claims",
    _CLAIM,
    {
        "kind, agent, direction": ("kind", "agent", "direction"),
        "... and population": ("kind", "agent", "direction", "population"),
        "... and comparator, outcome, value": (
            "kind", "agent", "direction", "comparator", "outcome", "value", "unit",
        ),
        ALL: _CLAIM,
    },
    "kind",
)  # fmt: skip
DOSES = Layout("doses", _DOSE, {"agent, amount, unit": ("agent", "amount", "unit"), ALL: _DOSE})
LAYOUTS = (CLAIMS, DOSES)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, of the gold or of the graph."""

    cells: tuple[str, ...]
    """As ``Layout.cells`` gives them."""
    quote: str = ""
    rule: str = ""
    """The rule that read it; only for claims of the graph."""


def _plain(cell: str, number: bool) -> str:
    """
    >>> _plain("46.0", True), _plain(" Primary  Resistance", False)
    ('46', 'primary resistance')
    """
    text = " ".join(cell.split()).casefold()
    if number and text:
        try:
            value = Decimal(text.replace(",", ""))
        except InvalidOperation:
            return text
        return format(value.normalize(), "f") if value.is_finite() else text
    return text
