"""Pairs what was expected with what was found, so that a wrong column is seen as such."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.evaluate.layouts import Layout, Row

_WEIGHTS = {"kind": 3, "agent": 3, "outcome": 2, "population": 2, "comparator": 2, "direction": 2, "value": 2}
"""How much a cell that agrees says for two rows being the same statement; 1 for any other column."""
_ENOUGH = 5
"""Rows that agree in less than this are two different statements."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An error: a row that is missing, one too many, or two that should be one."""

    expected: Row | None
    found: Row | None

    def differing(self, layout: Layout) -> tuple[str, ...]:
        """The columns in which they differ; none where one of them is missing."""
        if self.expected is None or self.found is None:
            return ()
        cells = zip(layout.columns, self.expected.cells, self.found.cells, strict=True)
        return tuple(column for column, expected, found in cells if expected != found)


def errors(layout: Layout, expected: Sequence[Row], found: Sequence[Row]) -> list[Pair]:
    """What is wrong in one article, nearest rows paired, the pairs that differ least first."""
    right = {row.cells for row in expected} & {row.cells for row in found}
    missing = list({row.cells: row for row in expected if row.cells not in right}.values())
    extra = list({row.cells: row for row in found if row.cells not in right}.values())
    pairs = [Pair(missing[left], extra[other]) for left, other in _nearest(layout, missing, extra)]
    paired = {id(row) for pair in pairs for row in (pair.expected, pair.found)}
    pairs += [Pair(row, None) for row in missing if id(row) not in paired]
    return pairs + [Pair(None, row) for row in extra if id(row) not in paired]


def _nearest(layout: Layout, missing: Sequence[Row], extra: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """The nearest two first, each row once."""
    likeness = {
        (left, other): _likeness(layout, row, candidate)
        for left, row in enumerate(missing)
        for other, candidate in enumerate(extra)
    }
    used: set[tuple[str, int]] = set()
    for (left, other), score in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        if score >= _ENOUGH and not used & {("missing", left), ("extra", other)}:
            used |= {("missing", left), ("extra", other)}
            yield left, other


def _likeness(layout: Layout, left: Row, right: Row) -> float:
    cells = zip(layout.columns, left.cells, right.cells, strict=True)
    score = float(sum(_WEIGHTS.get(column, 1) for column, a, b in cells if a and a == b))
    return score + 0.5 if left.quote and left.quote == right.quote else score
