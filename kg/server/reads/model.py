"""What is read from the store, as plain data that crosses from a worker to the server."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ref:
    """A node with its label."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a claim is from."""

    iri: str
    key: str
    title: str
    date: str
    journal: str
    retracted: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that makes a claim, by its place in title + newline + abstract, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim; None is what it does not have."""

    iri: str
    statement: str
    kind: str
    direction: str
    certainty: str
    agent: Ref | None
    dose: Ref | None
    comparator: Ref | None
    comparator_dose: Ref | None
    population: Ref | None
    outcome: Ref | None
    value: Decimal | None
    unit: str | None
    timepoint: str | None
    precision: str | None
    """Counts, interval, hazard ratio and p-value, in words."""
    rule: str
    confidence: Decimal | None
    set_aside: str | None
    """Why it is in no answer."""
    verdict: str | None
    """What a curator decided; None where nobody has looked."""
    article: Source
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims, and how many there are in all."""

    total: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A concept in a list."""

    iri: str
    label: str
    type: str
    """Such as drug; what mentions of it are called."""
    names: tuple[str, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in a list."""

    iri: str
    key: str
    title: str
    date: str
    journal: str
    claims: int
    retracted: bool


@dataclass(frozen=True, slots=True)
class Articles:
    """A page of articles, and how many there are in all."""

    total: int
    articles: tuple[ListedArticle, ...]
