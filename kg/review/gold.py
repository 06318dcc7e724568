"""Decided articles as gold, in the columns of the evidence table."""

from collections import defaultdict
from dataclasses import dataclass

from kg.graph.store import GraphStore
from kg.model import CLAIM_COLUMNS, Decision, SetAside, Status, Verdict
from kg.query import Table
from kg.review.decisions import Decisions, about, settled
from kg.review.sheet import claims

_COLUMNS = ("article", *CLAIM_COLUMNS, "quote", "start", "end")
_POPULATION = CLAIM_COLUMNS.index("population")


@dataclass(frozen=True, slots=True)
class GoldTable:
    """The table, and what is not in it."""

    table: Table
    articles: int
    undecided: tuple[str, ...]
    """Articles of which some claims are decided and some not: what is not decided would count as wrong."""


def gold(store: GraphStore, decisions: Decisions) -> GoldTable:
    """What curators say that the articles claim whose every claim they have decided on."""
    known: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        known[about(decision)].append(decision)
    articles: dict[str, list[tuple[dict[str, str], Decision | None]]] = defaultdict(list)
    for row in claims(store):
        verdict = settled(known[row["id"]])
        if verdict or row["set_aside"] != SetAside.SECOND_READER:
            articles[row["article"]].append((row, verdict))
    rows: dict[tuple[str, ...], None] = {}
    whole = [article for article, found in articles.items() if all(decision for _, decision in found)]
    for article in whole:
        pairs = ((row, decision) for row, decision in articles[article] if decision)
        told = dict.fromkeys(cells for row, decision in pairs for cells in _rows(row, decision))
        rows |= told or {(article, *("" for _ in _COLUMNS[1:])): None}
    begun = {article for article, found in articles.items() if any(decision for _, decision in found)}
    return GoldTable(Table(_COLUMNS, tuple(rows)), len(whole), tuple(sorted(begun.difference(whole))))


def _rows(row: dict[str, str], decision: Decision) -> list[tuple[str, ...]]:
    """A row for each member of the population; a negated claim is in no table."""
    if decision.verdict is Verdict.REJECT:
        return []
    said = decision.corrected or decision.columns
    if said[-1] == Status.NEGATED:
        return []
    before, after = said[:_POPULATION], said[_POPULATION + 1 :]
    place = [row[column] for column in _COLUMNS[-3:]]
    return [(row["article"], *before, group, *after, *place) for group in said[_POPULATION].split(" or ")]
