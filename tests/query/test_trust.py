"""Answers can be trusted: each row leads to its sentence, counts agree everywhere, edges are claims."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import EXPORTERS
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.graph.vocab import CML, CONCEPT, RDF, SKOS
from kg.model import Claim, ClaimKind, Concept, MentionType, SetAside, Status
from kg.query import Question, questions, run
from kg.query.table import Cell
from tests.graph import samples
from tests.query.engines import DATA, UnionStore, values_of

QUESTIONS = questions()
CASES = sorted(path.stem for path in DATA.glob("*.csv") if not path.stem.endswith(".forbidden"))
QUOTES = {
    "sentence": ("article", "start", "end"),
    "quote": ("article", "start", "end"),
    "recommendation": ("article", "start", "end"),
    "comparison": ("article", "comparison_start", "comparison_end"),
    "other_sentence": ("other_article", "other_start", "other_end"),
    "text": ("article", "start", "end"),
}
"""Columns that quote an article, and those that say from where."""
OTHERWISE = {"overview", "background", "concepts", "articles"}
"""Questions with such a tag count claims, or are about something else."""
DECIDED = "reviewed-claims"
"""It quotes what a curator saw, which outlives the text."""
EDGES = {
    (ClaimKind.EFFICACY, "effective"): CML.effectiveIn,
    (ClaimKind.EFFICACY, "ineffective"): CML.ineffectiveIn,
    (ClaimKind.RECOMMENDATION, "recommended"): CML.recommendedFor,
}
TREATS = ("switch", "first-line", "dose-escalation")
NO_TREATMENT = ("discontinuation", "monitoring", "dose-interruption")
Edge = tuple[str, str, str]


@pytest.fixture(scope="module")
def texts(store: UnionStore) -> dict[Cell, str]:
    answer = store.query(
        """PREFIX cml: <https://w3id.org/cml-kg/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?key ?text { ?article dcterms:identifier ?key ; cml:hasText/cml:string ?text }"""
    )
    assert isinstance(answer, ox.QuerySolutions)
    return {row["key"].value: row["text"].value for row in answer}


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith(DECIDED)])
def test_every_row_leads_to_its_sentence(case: str, store: UnionStore, texts: dict[Cell, str]) -> None:
    question = QUESTIONS[case.partition(".")[0]]
    table = run(question, store, values_of(case))
    quoting = [column for column in QUOTES if column in table.columns]
    assert quoting or OTHERWISE & set(question.tags) or _counts(question)
    for cells in table.rows:
        row = dict(zip(table.columns, cells, strict=True))
        for column in quoting:
            article, start, end = (row[name] for name in QUOTES[column])
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert texts[article][start:end] == row[column]


def _counts(question: Question) -> bool:
    return "COUNT(" in question.text


def test_claims_are_as_many_in_graph_exports_and_tables() -> None:
    store = GraphStore.in_memory([quad for make in samples.READINGS.values() for quad in quads(make())])
    count = store.counts()["claims"]
    assert count > 10
    for name, write in EXPORTERS.items():
        if name != "graphml":
            assert len(set(_claims(write, store, name))) == count, name
    by_kind = run(QUESTIONS["claim-counts"], store)
    assert sum(int(str(row[3])) for row in by_kind.rows) == count
    told = run(QUESTIONS["evidence-for-claim"], store)
    assert len({row[0] for row in told.rows}) == count
    listed = run(QUESTIONS["claims-by-confidence"], store)
    denied = sum(int(str(row[3])) for row in by_kind.rows if row[1] == "negated")
    assert len({row[listed.columns.index("claim")] for row in listed.rows}) == count - denied


def _claims(write: object, store: GraphStore, name: str) -> Iterator[str]:
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
    stream = io.BytesIO()
    assert callable(write)
    write(store, stream)
    for quad in ox.parse(stream.getvalue(), format=formats[name]):
        if quad.predicate == RDF.type and quad.object == CML.Claim:
            yield str(quad.subject)


@st.composite
def changed(draw: st.DrawFn) -> list[Claim]:
    """Claims of the samples with other certainties, directions, actions and fates."""
    known = [claim for make in (samples.every_kind, samples.doubtful) for claim in make().claims]
    chosen = draw(st.lists(st.sampled_from(known[:12]), min_size=1, max_size=8))
    claims = []
    for claim in chosen:
        direction = claim.direction
        if claim.kind is ClaimKind.EFFICACY:
            direction = draw(st.sampled_from(["effective", "ineffective", "promising", "investigated"]))
        if claim.kind is ClaimKind.RECOMMENDATION:
            direction = draw(st.sampled_from(["recommended", "not recommended"]))
            action = draw(st.sampled_from(TREATS + NO_TREATMENT))
            claim = replace(claim, outcome=Concept(action, action))
        claims.append(
            replace(
                claim,
                direction=direction,
                status=draw(st.sampled_from(Status)),
                set_aside=draw(st.sampled_from([None, None, SetAside.REJECTED, SetAside.SECOND_READER])),
            )
        )
    return claims


@given(changed())
@settings(max_examples=60, deadline=None)
def test_an_edge_is_there_if_and_only_if_its_claim_is(claims: list[Claim]) -> None:
    reading = replace(samples.every_kind(), claims=tuple(claims))
    found = list(quads(reading))
    labels = {q.subject: q.object.value for q in found if q.predicate == SKOS.prefLabel}
    predicates = {*EDGES.values(), CML.confersResistanceTo, CML.sensitiveTo}
    edges = {
        (q.subject.value, q.predicate.value, labels.get(q.object, q.object.value))
        for q in found
        if q.predicate in predicates
    }
    assert edges == {edge for claim in claims for edge in _expected(claim)}


def _expected(claim: Claim) -> Iterator[Edge]:
    """What a reader may conclude from one claim."""
    if claim.status is not Status.ASSERTED or claim.set_aside or not claim.agent:
        return
    if len(claim.agent.concepts) > 1:
        return
    agent = CONCEPT + claim.agent.concepts[0].id
    predicate = EDGES.get((claim.kind, claim.direction))
    stopped = claim.kind is ClaimKind.RECOMMENDATION and claim.outcome and claim.outcome.id in NO_TREATMENT
    if predicate and claim.population and not stopped:
        for group in claim.population.groups:
            yield agent, predicate.value, group.label
    if claim.kind is ClaimKind.RESISTANCE and claim.outcome and claim.outcome.type is MentionType.MUTATION:
        towards = {"resistant": CML.confersResistanceTo, "sensitive": CML.sensitiveTo}.get(claim.direction)
        if towards:
            yield CONCEPT + claim.outcome.id, towards.value, agent
