"""Holds a built graph against gold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import CmlKgError
from kg.evaluate.align import Pair, errors
from kg.evaluate.gold import Gold
from kg.evaluate.layouts import CLAIMS, LAYOUTS, Layout, Row
from kg.evaluate.mentions import MentionError, Spans, compare
from kg.evaluate.scores import Count, Score, scores
from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES
from kg.query import questions, run
from kg.query.table import text

_TEXTS = "".join(f"PREFIX {short}: <{iri}>\n" for short, iri in PREFIXES.items()) + (
    "SELECT ?key ?text WHERE { ?a a schema:ScholarlyArticle ; dcterms:identifier ?key ;"
    " cml:hasText/cml:string ?text }"
)
Rows = Mapping[str, Sequence[Row]]
"""By article."""
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One score: of which table, of which of its rows, in which columns."""

    table: str
    rows: str
    columns: str
    score: Score


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out."""

    articles: int
    """How many are scored."""
    absent: tuple[str, ...]
    """Articles of the gold that the graph has not; all that is in them counts as missed."""
    lines: tuple[Line, ...]
    rules: Mapping[str, tuple[int, int]]
    """Rows of claims that each rule found, and how many of them are right in all columns."""
    errors: tuple[tuple[str, Layout, Pair], ...]
    """(article, layout, error)."""
    mention_errors: tuple[tuple[str, MentionError], ...]
    unplaced: int
    """Gold mentions whose words are not in the text of the graph; they are not scored."""


def evaluate(store: GraphStore, gold: Gold) -> Evaluation:
    """Scores the articles of the gold; CmlKgError where the graph has none of them."""
    texts = _texts(store)
    named = gold.articles()
    absent = tuple(sorted(named - texts.keys()))
    if len(absent) == len(named):
        raise CmlKgError("the graph has none of the articles of the gold (build it from their records)")
    lines: list[Line] = []
    wrong: list[tuple[str, Layout, Pair]] = []
    rules: dict[str, tuple[int, int]] = {}
    for layout in LAYOUTS:
        expected = gold.rows.get(layout.name)
        if expected:
            found = _found(store, layout, expected)
            lines += _lines(layout, expected, found)
            for article, rows in sorted(expected.items()):
                wrong += [(article, layout, pair) for pair in errors(layout, rows, found[article])]
            if layout is CLAIMS:
                rules = _by_rule(expected, found)
    spans = Spans({}, (), 0)
    if gold.mentions:
        spans = compare(run(questions()["mentions"], store), gold.mentions, texts)
        for (type, how), score in scores(spans.counts, gold.mentions).items():
            lines.append(Line("mentions", type, how, score))
    return Evaluation(
        len(named), absent, tuple(lines), rules, tuple(wrong), spans.errors, spans.unplaced
    )  # fmt: skip


def _texts(store: GraphStore) -> dict[str, str]:
    answer = store.query(_TEXTS)
    assert isinstance(answer, ox.QuerySolutions)
    return {solution["key"].value: solution["text"].value for solution in answer}


def _found(store: GraphStore, layout: Layout, expected: Rows) -> dict[str, list[Row]]:
    """The rows that the graph has for the articles of the gold."""
    rules = {} if layout is not CLAIMS else dict(_rules(store))
    found: dict[str, list[Row]] = {article: [] for article in expected}
    for row in _rows(store, layout.name):
        if row["article"] in found:
            cells = layout.cells(row)
            rule = rules.get((row["article"], cells), "")
            found[row["article"]].append(Row(cells, " ".join(row.get("quote", "").split()), rule))
    return found


def _rules(store: GraphStore) -> Iterator[tuple[tuple[str, Cells], str]]:
    for row in _rows(store, "claims-by-confidence"):
        yield (row["article"], CLAIMS.cells(row)), row["rule"]


def _rows(store: GraphStore, question: str) -> Iterator[dict[str, str]]:
    table = run(questions()[question], store)
    for row in table.rows:
        yield dict(zip(table.columns, map(text, row), strict=True))


def _lines(layout: Layout, expected: Rows, found: Rows) -> list[Line]:
    """Scores of all rows and of each kind, for each set of columns; a row counts once an article."""
    counts: dict[tuple[str, str], dict[str, Count]] = defaultdict(dict)
    for article in expected:
        for name, columns in layout.sets.items():
            left = {layout.projected(row.cells, columns) for row in expected[article]}
            right = {layout.projected(row.cells, columns) for row in found[article]}
            counts["all", name][article] = _count(left, right)
            if layout.kind:
                at = columns.index(layout.kind)
                for kind in {cells[at] for cells in left | right}:
                    ours, theirs = ({cells for cells in side if cells[at] == kind} for side in (left, right))
                    counts[kind, name][article] = _count(ours, theirs)
    order = sorted(counts, key=lambda key: (key[0] != "all", key[0], list(layout.sets).index(key[1])))
    scored = scores({key: counts[key] for key in order}, expected)
    return [Line(layout.name, kind, name, score) for (kind, name), score in scored.items()]


def _count(expected: Set[Cells], found: Set[Cells]) -> Count:
    return Count(len(expected), len(found), len(expected & found))


def _by_rule(expected: Rows, found: Rows) -> dict[str, tuple[int, int]]:
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for article, rows in found.items():
        right = {row.cells for row in expected[article]}
        for cells, rule in {row.cells: row.rule for row in rows}.items():
            tally[rule][0] += 1
            tally[rule][1] += cells in right
    return {rule: (found, right) for rule, (found, right) in sorted(tally.items()) if rule}
