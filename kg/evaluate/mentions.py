"""Gold mentions against those of the graph: the same span, or any overlap, of the same type."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.evaluate.scores import Count
from kg.evaluate.spans import GoldMention
from kg.query import Table

EXACT, OVERLAPPING = "exact spans", "overlapping spans"
Span = tuple[int, int]


class MentionError(NamedTuple):
    """A mention that nothing overlaps on the other side."""

    type: str
    expected: str
    found: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Spans:
    """What the comparison came to."""

    counts: Mapping[tuple[str, str], Mapping[str, Count]]
    """By type and way of comparing, by article."""
    errors: tuple[tuple[str, MentionError], ...]
    unplaced: int


def compare(table: Table, gold: Mapping[str, Sequence[GoldMention]], texts: Mapping[str, str]) -> Spans:
    """The graph's table of mentions against the gold; only types that the gold has are scored."""
    found = _by_type(table)
    types = {mention.type: mention.types for mentions in gold.values() for mention in mentions}
    counts: dict[tuple[str, str], dict[str, Count]] = {
        (type, how): {} for type in sorted(types) for how in (EXACT, OVERLAPPING)
    }
    errors: list[tuple[str, MentionError]] = []
    unplaced = 0
    for article, mentions in sorted(gold.items()):
        text = texts.get(article, "")
        for type, ours in sorted(types.items()):
            wanted = [mention for mention in mentions if mention.type == type]
            left, lost = _placed(wanted, text)
            unplaced += lost
            right = sorted({span for name in ours for span in found[article, name]})
            common = set(left) & set(right)
            pairs = _overlapping(left, right)
            counts[type, EXACT][article] = Count(len(left), len(right), len(common))
            counts[type, OVERLAPPING][article] = Count(len(left), len(right), len(pairs))
            missed = set(left) - {pair[0] for pair in pairs}
            extra = set(right) - {pair[1] for pair in pairs}
            errors += [(article, _error(type, span, text, span in missed)) for span in sorted(missed | extra)]
    return Spans(counts, tuple(errors), unplaced)


def _placed(mentions: Sequence[GoldMention], text: str) -> tuple[list[Span], int]:
    """Their spans in the graph's text, where the graph has it, and how many are not in it."""
    places = [mention.place(text) if text else (mention.start, mention.end) for mention in mentions]
    found = [place for place in places if place is not None]
    return sorted(set(found)), len(places) - len(found)


def _by_type(table: Table) -> dict[tuple[str, str], list[Span]]:
    at = {name: number for number, name in enumerate(table.columns)}
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in table.rows:
        start, end = row[at["start"]], row[at["end"]]
        assert isinstance(start, int)
        assert isinstance(end, int)
        found[str(row[at["article"]]), str(row[at["type"]])].append((start, end))
    return found


def _overlapping(left: Sequence[Span], right: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Pairs that overlap, each span in one pair at most; both lists are in order."""
    pairs: list[tuple[Span, Span]] = []
    first = second = 0
    while first < len(left) and second < len(right):
        one, other = left[first], right[second]
        if one[0] < other[1] and other[0] < one[1]:
            pairs.append((one, other))
            first, second = first + 1, second + 1
        elif one[1] <= other[1]:
            first += 1
        else:
            second += 1
    return pairs


def _error(type: str, span: Span, text: str, missed: bool) -> MentionError:
    quoted = f"{text[span[0] : span[1]]} ({span[0]}-{span[1]})"
    around = " ".join(text[max(0, span[0] - 60) : span[1] + 60].split())
    return MentionError(type, quoted if missed else "", "" if missed else quoted, around)
