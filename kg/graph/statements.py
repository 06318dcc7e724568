"""What a graph claims, read back as plain data: statements, the sentences that say so, the articles.

The page, the picture and the network are drawn from these; nothing here knows how they look.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from kg.graph import precision
from kg.graph.vocab import CML, PREFIXES

_PREFIXES = "".join(f"PREFIX {short}: <{iri}>\n" for short, iri in PREFIXES.items())

_CLAIMS = """
SELECT DISTINCT ?claim ?kind ?direction ?status ?rule ?confidence ?article ?agent ?agentDose ?comparator
  ?comparatorDose ?population ?outcome ?value ?unit ?timepoint %s WHERE {
  ?claim a cml:Claim ; cml:kind ?kind ; cml:direction ?direction ; cml:status ?status ;
    prov:wasDerivedFrom ?article .
  FILTER NOT EXISTS { ?claim cml:setAside ?why_not }
  OPTIONAL { ?claim cml:rule ?rule }
  OPTIONAL { ?claim cml:confidence ?confidence }
  OPTIONAL { ?claim cml:agent ?agent }
  OPTIONAL { ?claim cml:agentDose ?agentDose }
  OPTIONAL { ?claim cml:comparator ?comparator }
  OPTIONAL { ?claim cml:comparatorDose ?comparatorDose }
  OPTIONAL { ?claim cml:population ?population }
  OPTIONAL { ?claim cml:outcome ?outcome }
  OPTIONAL { ?claim cml:value ?value }
  OPTIONAL { ?claim cml:valueUnit ?unit }
  OPTIONAL { ?claim cml:timepoint ?timepoint }
%s
} ORDER BY ?claim"""

_EVIDENCE = """
SELECT DISTINCT ?claim ?evidence ?start ?end ?exact WHERE {
  ?claim cml:evidence ?evidence . ?evidence oa:hasTarget/oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact .
} ORDER BY ?claim ?start ?end ?evidence"""

_MENTIONS = """
SELECT DISTINCT ?evidence ?type ?start ?end WHERE {
  ?evidence cml:mention ?mention . ?mention cml:mentionType ?type ; oa:hasTarget/oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
} ORDER BY ?evidence ?start ?end ?type"""

_SIGNS = """
SELECT DISTINCT ?evidence ?type ?start ?end WHERE {
  VALUES (?by ?type) { (cml:negatedBy "negation") (cml:hedgedBy "hedge") }
  ?evidence ?by ?words . ?words oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end .
} ORDER BY ?evidence ?start ?end ?type"""

_REFERENCES = """
SELECT DISTINCT ?evidence ?type ?start ?end ?from ?to ?exact WHERE {
  ?evidence cml:reference ?reference .
  ?reference oa:hasTarget/oa:hasSelector ?here ; cml:antecedent ?mention .
  ?here oa:start ?start ; oa:end ?end .
  ?mention cml:mentionType ?type ; oa:hasTarget/oa:hasSelector ?there .
  ?there oa:start ?from ; oa:end ?to ; oa:exact ?exact .
} ORDER BY ?evidence ?start ?from"""

_ARTICLES = """
SELECT DISTINCT ?article ?key ?title ?text ?date ?journal ?volume ?issue ?first ?last ?pmid ?pmcid ?doi
WHERE {
  ?article a schema:ScholarlyArticle ; dcterms:title ?title ; cml:hasText/cml:string ?text .
  OPTIONAL { ?article dcterms:identifier ?key }
  OPTIONAL { ?article dcterms:issued ?date }
  OPTIONAL { ?article dcterms:isPartOf?/dcterms:isPartOf ?container .
             ?container a fabio:Journal ; dcterms:title ?journal }
  OPTIONAL { ?article prism:volume ?volume }
  OPTIONAL { ?article dcterms:isPartOf/prism:issueIdentifier ?issue }
  OPTIONAL { ?article prism:startingPage ?first }
  OPTIONAL { ?article prism:endingPage ?last }
  OPTIONAL { ?article fabio:hasPubMedId ?pmid }
  OPTIONAL { ?article cml:pmcid ?pmcid }
  OPTIONAL { ?article prism:doi ?doi }
} ORDER BY ?article"""

_AUTHORS = """
SELECT DISTINCT ?article ?position ?name WHERE {
  ?article cml:authorship ?authorship . ?authorship cml:position ?position ; schema:name ?name .
} ORDER BY ?article ?position"""

_THINGS = """
SELECT DISTINCT ?thing ?label ?class ?definition WHERE {
  { SELECT DISTINCT ?thing WHERE {
    ?told cml:agent|cml:agentDose|cml:comparator|cml:comparatorDose|cml:population|cml:outcome|cml:member
      |cml:component|cml:drug|cml:groupMutation ?thing } }
  ?thing skos:prefLabel ?label ; a ?class .
  OPTIONAL { ?thing skos:definition ?definition }
} ORDER BY ?thing ?class ?label"""

_PAIRS = """
SELECT DISTINCT ?a ?b WHERE { ?a %s ?b } ORDER BY ?a ?b"""


class Queryable(Protocol):
    """Anything that answers SPARQL over the union of all article graphs, such as the store."""

    def query(self, query: str, /) -> Any:
        """The solutions of a SELECT, addressed by variable name."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A concept, dose, patient group or combination that a claim is about."""

    iri: str
    label: str
    classes: frozenset[str] = frozenset()
    """Local names of its classes in the CML ontology."""
    definition: str = ""
    matches: tuple[str, ...] = ()
    """IRIs of the same concept elsewhere."""


@dataclass(frozen=True, slots=True)
class Article:
    """Citation and text; an empty value is one that the record does not state."""

    iri: str
    key: str
    title: str
    text: str
    authors: tuple[str, ...] = ()
    date: str = ""
    journal: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    pmid: str = ""
    pmcid: str = ""
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the article's text to point at, and why."""

    start: int
    end: int
    type: str
    """A mention type, ``negation`` or ``hedge``."""
    stands_for: str = ""
    """What the expression points back to, where it is a reference."""
    is_antecedent: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence that says so, with its marks in the order of the text."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim; its participants are IRIs of things, empty where it has none."""

    iri: str
    kind: str
    direction: str
    status: str
    article: str
    rule: str = ""
    confidence: str = ""
    """A decimal above 0 and at most 1, or empty."""
    agent: str = ""
    agent_dose: str = ""
    comparator: str = ""
    comparator_dose: str = ""
    population: str = ""
    outcome: str = ""
    value: str = ""
    unit: str = ""
    timepoint: str = ""
    precision: str = ""
    """In words: counts, interval, hazard ratio, p-value."""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything a drawing needs of a graph, in an order that depends on its content only."""

    claims: tuple[Statement, ...]
    articles: dict[str, Article]
    things: dict[str, Thing]
    members: dict[str, tuple[str, ...]]
    """Patient groups of a population; components of a combination."""
    dose_drugs: dict[str, str]
    group_mutations: dict[str, str]


def statements(store: Queryable) -> Statements:
    """Reads all claims of the store with what they are about."""
    members = _grouped(store, "cml:member|cml:component")
    return Statements(
        claims=tuple(_claims(store)),
        articles=_articles(store),
        things=_things(store),
        members=members,
        dose_drugs={dose: drugs[0] for dose, drugs in _grouped(store, "cml:drug").items()},
        group_mutations={group: found[0] for group, found in _grouped(store, "cml:groupMutation").items()},
    )


def _rows(store: Queryable, query: str) -> Iterator[dict[str, str]]:
    """Each solution as text by variable; what is unbound is the empty text."""
    solutions = store.query(_PREFIXES + query)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: "" if (term := solution[name]) is None else str(term.value) for name in names}


def _grouped(store: Queryable, path: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, _PAIRS % path):
        found[row["a"]].append(row["b"])
    return {key: tuple(values) for key, values in found.items()}


def _claims(store: Queryable) -> Iterable[Statement]:
    marks: dict[str, list[Mark]] = defaultdict(list)
    for query in (_MENTIONS, _SIGNS):
        for row in _rows(store, query):
            marks[row["evidence"]].append(Mark(int(row["start"]), int(row["end"]), row["type"]))
    for row in _rows(store, _REFERENCES):
        here = Mark(int(row["start"]), int(row["end"]), row["type"], stands_for=row["exact"])
        there = Mark(int(row["from"]), int(row["to"]), row["type"], is_antecedent=True)
        marks[row["evidence"]] += [here, there]
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for row in _rows(store, _EVIDENCE):
        pointed = sorted(marks[row["evidence"]], key=lambda mark: (mark.start, -mark.end, mark.type))
        quotes[row["claim"]].append(Quote(int(row["start"]), int(row["end"]), row["exact"], tuple(pointed)))
    for row in _rows(store, _CLAIMS % (precision.VARIABLES, precision.PATTERNS)):
        yield Statement(
            iri=row["claim"],
            kind=row["kind"],
            direction=row["direction"],
            status=row["status"],
            article=row["article"],
            rule=row["rule"],
            confidence=row["confidence"],
            agent=row["agent"],
            agent_dose=row["agentDose"],
            comparator=row["comparator"],
            comparator_dose=row["comparatorDose"],
            population=row["population"],
            outcome=row["outcome"],
            value=row["value"],
            unit=row["unit"],
            timepoint=row["timepoint"],
            precision=precision.told(row),
            quotes=tuple(quotes[row["claim"]]),
        )


def _articles(store: Queryable) -> dict[str, Article]:
    authors: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _rows(store, _AUTHORS):
        authors[row["article"]].append((int(row["position"]), row["name"]))
    return {
        row["article"]: Article(
            iri=row["article"],
            key=row["key"],
            title=row["title"],
            text=row["text"],
            authors=tuple(name for _, name in sorted(authors[row["article"]])),
            date=row["date"],
            journal=row["journal"],
            volume=row["volume"],
            issue=row["issue"],
            first_page=row["first"],
            last_page=row["last"],
            pmid=row["pmid"],
            pmcid=row["pmcid"],
            doi=row["doi"],
        )
        for row in _rows(store, _ARTICLES)
    }


def _things(store: Queryable) -> dict[str, Thing]:
    matches = _grouped(store, "skos:exactMatch")
    classes: dict[str, set[str]] = defaultdict(set)
    rows = list(_rows(store, _THINGS))
    for row in rows:
        if row["class"].startswith(CML.iri):
            classes[row["thing"]].add(row["class"].removeprefix(CML.iri))
    return {
        row["thing"]: Thing(
            iri=row["thing"],
            label=row["label"],
            classes=frozenset(classes[row["thing"]]),
            definition=row["definition"],
            matches=matches.get(row["thing"], ()),
        )
        for row in rows
    }
