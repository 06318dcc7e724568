"""One article: what its record states, its text with the mentions in it, and its claims."""

from dataclasses import dataclass

from kg.graph.store import GraphStore
from kg.server.errors import Refused
from kg.server.reads.claims import details
from kg.server.reads.model import Claim
from kg.server.reads.rows import rows, values


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names something, in code points."""

    start: int
    end: int
    type: str
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A word or words that negate or hedge the claims of these IRIs, in code points."""

    start: int
    end: int
    type: str
    """``negation`` or ``hedge``."""
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article; an empty value is one that its record does not state."""

    iri: str
    key: str
    title: str
    text: str
    """Title, newline, abstract: what offsets count in."""
    authors: tuple[str, ...]
    date: str
    journal: str
    volume: str
    issue: str
    pages: str
    language: str
    types: tuple[str, ...]
    keywords: tuple[str, ...]
    pmid: str
    pmcid: str
    doi: str
    retracted: bool
    notices: tuple[str, ...]
    mentions: tuple[Mention, ...]
    signs: tuple[Sign, ...]
    claims: tuple[Claim, ...]
    """All of them: negated ones, and those that are set aside."""
    rests_on: dict[str, tuple[tuple[int, int], ...]]
    """For the IRI of a claim, where the mentions stand that it was read from."""


def article(store: GraphStore, iri: str) -> Article:
    """The article of that IRI."""
    this = values("article", [iri])
    told = next(rows(store, "article", this), None)
    if told is None:
        raise Refused(404, f"no such article: {iri}")
    lists: dict[str, list[str]] = {}
    for row in rows(store, "article-lists", this):
        lists.setdefault(row["what"], []).append(row["value"])
    rests_on: dict[str, list[tuple[int, int]]] = {}
    for row in rows(store, "article-evidence", this):
        rests_on.setdefault(row["claim"], []).append((int(row["start"]), int(row["end"])))
    mentions: dict[tuple[int, int], Mention] = {}
    for row in rows(store, "article-mentions", this):
        place = int(row["start"]), int(row["end"])
        mentions.setdefault(place, Mention(*place, row["type"], row["body"], row["label"]))
    signs: dict[tuple[int, int, str], list[str]] = {}
    for row in rows(store, "article-signs", this):
        signs.setdefault((int(row["start"]), int(row["end"]), row["type"]), []).append(row["claim"])
    return Article(
        iri=iri,
        key=told["key"],
        title=told["title"],
        text=told["text"],
        authors=tuple(lists.get("author", ())),
        date=told["date"],
        journal=told["journal"],
        volume=told["volume"],
        issue=told["issue"],
        pages="-".join(filter(None, (told["first"], told["last"]))),
        language=told["language"],
        types=tuple(lists.get("type", ())),
        keywords=tuple(lists.get("keyword", ())),
        pmid=told["pmid"],
        pmcid=told["pmcid"],
        doi=told["doi"],
        retracted=told["retracted"] == "true",
        notices=tuple(lists.get("notice", ())),
        mentions=tuple(mentions.values()),
        signs=tuple(Sign(*where, tuple(claims)) for where, claims in signs.items()),
        claims=tuple(details(store, [row["claim"] for row in rows(store, "article-claims", this)])),
        rests_on={claim: tuple(places) for claim, places in rests_on.items()},
    )
