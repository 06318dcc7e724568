"""What curators decided, as activities of PROV: who, when and why; in a named graph of its own."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import iris
from kg.graph.vocab import CML, CURATION_GRAPH, OA, PROV, RDF, SCHEMA, XSD
from kg.model import CLAIM_COLUMNS, Decision


def node(base: str, decision: Decision) -> NamedNode:
    """The decision; it has the same name as long as the claim and who decided what about it are the same."""
    about: list[iris.Content] = [*decision.columns]
    instead: list[iris.Content] = [*decision.corrected]
    said = (decision.verdict.value, instead, decision.reviewer, decision.time, decision.reason)
    return iris.mint(base, "decision", decision.article, about, decision.quote, *said)


def quads(base: str, decisions: Iterable[Decision]) -> Iterator[Quad]:
    """The decisions, and those who made them."""
    for decision in decisions:
        this, who = node(base, decision), iris.mint(base, "reviewer", decision.reviewer)
        facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
            (this, RDF.type, CML.Decision),
            (this, RDF.type, PROV.Activity),
            (this, CML.verdict, Literal(decision.verdict.value)),
            (this, CML.reading, Literal(reading(decision.columns))),
            (this, OA.exact, Literal(decision.quote)),
            (this, PROV.used, iris.article(base, decision.article)),
            (this, PROV.wasAssociatedWith, who),
            (this, PROV.endedAtTime, Literal(decision.time, datatype=XSD.dateTime)),
            (who, RDF.type, PROV.Person),
            (who, SCHEMA.name, Literal(decision.reviewer)),
        ]
        if decision.reason:
            facts.append((this, CML.reason, Literal(decision.reason)))
        for fact in facts:
            yield Quad(*fact, CURATION_GRAPH)


def reading(columns: tuple[str, ...]) -> str:
    """The columns in one line, empty ones left out.

    >>> reading(("efficacy", "bosutinib", "", "", "", "", "efficacy", "effective", "", "", "", "asserted"))
    'kind: efficacy; agent: bosutinib; outcome: efficacy; direction: effective; certainty: asserted'
    """
    said = zip(CLAIM_COLUMNS, columns, strict=True)
    return "; ".join(f"{column}: {cell}" for column, cell in said if cell)
