"""The text of an article, cut so that each sentence stands beside the claims that it makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.server.reads.article import Article, Mention, Sign
from kg.server.reads.model import Claim


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch within a row: plain, or something marked with the claims that were read from it."""

    text: str
    type: str = ""
    """Of a mention; ``negation`` or ``hedge``; empty where the text is plain."""
    label: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the text with the claims that it makes; most make none."""

    start: int
    parts: tuple[Part, ...]
    claims: tuple[Claim, ...] = ()


def title(article: Article) -> Row:
    """The title, with its mentions."""
    end = article.text.find("\n")
    return _row(article, 0, len(article.text) if end < 0 else end, ())


def body(article: Article) -> list[Row]:
    """What comes after the title, and before that the title where it makes claims."""
    cut = article.text.find("\n")
    beginning = len(article.text) if cut < 0 else cut + 1
    rows: list[Row] = []
    at = beginning
    for (start, end), claims in _sentences(article.claims):
        if start < beginning:
            rows.append(_row(article, start, min(end, beginning), claims))
            continue
        if article.text[at:start].strip():
            rows.append(_row(article, at, start, ()))
        rows.append(_row(article, start, end, claims))
        at = end
    if article.text[at:].strip():
        rows.append(_row(article, at, len(article.text), ()))
    return rows


def around(article: Article, start: int) -> tuple[Row | None, Row | None, Row | None]:
    """The row that begins there, between what comes before and after it."""
    rows = [None, *body(article), None]
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        if row and row.start == start:
            return before, row, after
    return None, None, None


def _sentences(claims: Iterable[Claim]) -> list[tuple[tuple[int, int], tuple[Claim, ...]]]:
    """Stretches that make claims, in order and apart from each other; where two overlap they are one."""
    said = sorted(
        ((sentence.start, sentence.end, claim) for claim in claims for sentence in claim.sentences),
        key=lambda one: one[:2],
    )
    found: list[tuple[tuple[int, int], tuple[Claim, ...]]] = []
    for start, end, claim in said:
        if found and start < found[-1][0][1]:
            (first, last), those = found[-1]
            found[-1] = (first, max(last, end)), those if claim in those else (*those, claim)
        else:
            found.append(((start, end), (claim,)))
    return found


def _row(article: Article, start: int, end: int, claims: Sequence[Claim]) -> Row:
    parts: list[Part] = []
    at = start
    marks: list[Mention | Sign] = [*article.mentions, *article.signs]
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < at or mark.end > end or mark.start == mark.end:
            continue  # elsewhere, or inside one that is marked already
        parts.append(Part(article.text[at : mark.start]))
        if isinstance(mark, Sign):
            label, using = "", mark.claims
        else:
            place = (mark.start, mark.end)
            label, using = mark.label, tuple(claim for claim, at in article.rests_on.items() if place in at)
        short = tuple(claim.rpartition("/")[2] for claim in using)
        parts.append(Part(article.text[mark.start : mark.end], mark.type, label, short))
        at = mark.end
    parts.append(Part(article.text[at:end]))
    return Row(start, tuple(part for part in parts if part.text), tuple(claims))
