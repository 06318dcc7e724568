"""Scores and errors as tables."""

from kg.evaluate.align import Pair
from kg.evaluate.layouts import ALL, Layout, Row
from kg.evaluate.run import Evaluation
from kg.evaluate.scores import Measure
from kg.query.table import Cell, Table

_SCORES = (
    "table", "rows", "columns", "expected", "found", "right",
    "precision", "precision_95", "recall", "recall_95", "f1", "f1_95",
)  # fmt: skip
_ERRORS = ("article", "table", "problem", "differs", "expected", "found", "rule", "sentence")


def score_table(evaluation: Evaluation) -> Table:
    """A row for each score; then the precision of each rule, which has no recall."""
    rows: list[tuple[Cell, ...]] = []
    for line in evaluation.lines:
        score = line.score
        measures = [cell for m in (score.precision, score.recall, score.f1) for cell in _measure(m)]
        counts = (score.expected, score.found, score.right)
        rows.append((line.table, line.rows, line.columns, *counts, *measures))
    for rule, (found, right) in evaluation.rules.items():
        precision = f"{right / found:.3f}"
        rows.append(("rules", rule, ALL, None, found, right, precision, *[None] * 5))
    return Table(_SCORES, tuple(rows))


def error_table(evaluation: Evaluation) -> Table:
    """A row for each error, nearest rows side by side."""
    rows: list[tuple[Cell, ...]] = []
    for article, layout, pair in evaluation.errors:
        expected, found = (_shown(layout, row) for row in (pair.expected, pair.found))
        either = pair.found or pair.expected
        sentence = pair.found.quote if pair.found and pair.found.quote else either.quote if either else ""
        rule = pair.found.rule if pair.found else ""
        differing = ", ".join(pair.differing(layout))
        rows.append((article, layout.name, _problem(pair), differing, expected, found, rule, sentence))
    for article, error in evaluation.mention_errors:
        problem = "missed" if error.expected else "too many"
        rows.append(
            (article, "mentions", problem, error.type, error.expected, error.found, "", error.sentence)
        )
    return Table(_ERRORS, tuple(rows))


def _measure(measure: Measure) -> tuple[Cell, Cell]:
    if measure.value is None:
        return None, None
    interval = None if measure.low is None else f"{measure.low:.2f}-{measure.high:.2f}"
    return f"{measure.value:.3f}", interval


def _problem(pair: Pair) -> str:
    if pair.expected is None:
        return "too many"
    return "missed" if pair.found is None else "differs"


def _shown(layout: Layout, row: Row | None) -> str:
    """ "efficacy; agent imatinib; direction effective": the notation of the case files."""
    if row is None:
        return ""
    named = [pair for pair in zip(layout.columns, row.cells, strict=True) if pair[1]]
    return "; ".join(cell if column == "kind" else f"{column} {cell}" for column, cell in named)
