"""What the graph says about a reading, and what it must not say."""

import random
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg.graph import vocab
from kg.graph.mapping import quads
from kg.graph.mapping.article import date
from kg.graph.mapping.claim import CLASSES
from kg.graph.store import GraphStore
from kg.graph.vocab import CML, CONCEPT, FABIO, OA, PREFIXES, PRISM, RDF, SCHEMA, XSD
from kg.model import ClaimKind, Concept, Dose, Frequency, Reading, Status
from tests.graph import samples

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
EDGES = {CML.effectiveIn, CML.ineffectiveIn, CML.recommendedFor, CML.confersResistanceTo, CML.sensitiveTo}


def ask(reading: Reading, where: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT over one reading, sorted."""
    answer = GraphStore.in_memory(quads(reading)).query(HEAD + where)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(tuple("" if term is None else term.value for term in solution) for solution in answer)


def edges(reading: Reading) -> set[tuple[str, str, str]]:
    """Direct edges as local names; a patient group by its label."""
    labels = dict(ask(reading, "SELECT ?g ?l { ?g a cml:PatientGroup ; skos:prefLabel ?l }"))
    return {
        (
            quad.subject.value.removeprefix(CONCEPT),
            quad.predicate.value.removeprefix(CML.iri),
            labels.get(quad.object.value, quad.object.value.removeprefix(CONCEPT)),
        )
        for quad in quads(reading)
        if quad.predicate in EDGES
    }


def test_every_kind_of_claim_has_its_class() -> None:
    rows = ask(
        samples.every_kind(), "SELECT DISTINCT ?kind ?class { ?x a cml:Claim, ?class ; cml:kind ?kind }"
    )
    expected = {(kind.value, class_.value) for kind, class_ in CLASSES.items()}
    assert set(rows) - {(kind.value, CML.Claim.value) for kind in ClaimKind} == expected
    assert len(expected) == len(ClaimKind)


@pytest.mark.parametrize("make", samples.READINGS.values(), ids=samples.READINGS.keys())
def test_nothing_outside_the_vocabulary_and_no_blank_nodes(make: samples.Make) -> None:
    for quad in quads(make()):
        terms = (quad.subject, quad.predicate, quad.object)
        assert not any(isinstance(term, ox.BlankNode) for term in terms)
        assert vocab.undeclared(term.value for term in terms if isinstance(term, ox.NamedNode)) == []


def test_edges_are_those_of_asserted_claims() -> None:
    assert edges(samples.every_kind()) == {
        ("dasatinib", "effectiveIn", "imatinib resistance"),
        ("dasatinib", "effectiveIn", "imatinib intolerance"),
        ("nilotinib", "recommendedFor", "imatinib resistance"),
        ("variant-T315I", "confersResistanceTo", "imatinib"),
        ("variant-A399G", "confersResistanceTo", "imatinib"),
        ("variant-T315I", "sensitiveTo", "ponatinib"),
    }


def test_negated_hedged_and_investigated_claims_yield_no_edge() -> None:
    assert edges(samples.doubtful()) == {("imatinib", "ineffectiveIn", "T315I mutation")}
    statuses = ask(
        samples.doubtful(), "SELECT ?a ?s { ?c cml:agent ?a ; cml:direction 'effective' ; cml:status ?s }"
    )
    assert [(agent.rpartition("/")[2], status) for agent, status in statuses] == [
        ("nilotinib", "negated"),
        ("ponatinib", "hedged"),
    ]


@pytest.mark.parametrize("status", [Status.HEDGED, Status.NEGATED])
def test_no_claim_of_any_kind_yields_an_edge_unless_asserted(status: Status) -> None:
    reading = samples.every_kind()
    doubted = replace(reading, claims=tuple(replace(claim, status=status) for claim in reading.claims))
    assert edges(doubted) == set()


@pytest.mark.parametrize(
    ("action", "treats"),
    [("switch", True), ("first-line", True), ("discontinuation", False), ("monitoring", False)],
)
def test_an_agent_is_recommended_only_by_actions_that_give_it(action: str, treats: bool) -> None:
    reading = samples.every_kind()
    claims = tuple(
        replace(claim, outcome=Concept(action, action)) if claim.kind is ClaimKind.RECOMMENDATION else claim
        for claim in reading.claims
    )
    found = edges(replace(reading, claims=claims))
    assert (("nilotinib", "recommendedFor", "imatinib resistance") in found) is treats


def test_a_combination_is_one_agent_and_yields_no_edge_of_its_parts() -> None:
    rows = ask(
        samples.every_kind(),
        """SELECT ?label ?part { ?claim cml:agent ?a .
           ?a a cml:Combination ; skos:prefLabel ?label ; cml:component ?part }""",
    )
    assert rows == [
        ("cytarabine + imatinib", CONCEPT + "cytarabine"),
        ("cytarabine + imatinib", CONCEPT + "imatinib"),
    ]


def test_a_pooled_population_is_one_node_with_two_members() -> None:
    rows = ask(
        samples.every_kind(),
        """SELECT ?p ?label ?member ?status ?drug {
           ?p a cml:Population ; skos:prefLabel ?label ; cml:member ?g .
           ?g skos:prefLabel ?member ; cml:groupStatus ?status ; cml:groupDrug ?drug
           FILTER(CONTAINS(?label, " or ")) }""",
    )
    assert [row[1:] for row in rows] == [
        ("imatinib intolerance or imatinib resistance", f"imatinib {it}", CONCEPT + it, CONCEPT + "imatinib")
        for it in ("intolerance", "resistance")
    ]
    assert rows[0][0] == rows[1][0]


def test_doses_say_only_what_is_stated_or_follows() -> None:
    rows = ask(
        samples.every_kind(),
        """SELECT ?label ?drug ?amount ?unit ?frequency ?times ?total ?totalUnit ?level {
             ?d a cml:Dose ; skos:prefLabel ?label .
             OPTIONAL { ?d cml:drug/^cml:agent ?x ; cml:drug ?drug } OPTIONAL { ?d cml:amount ?amount }
             OPTIONAL { ?d cml:unit ?unit } OPTIONAL { ?d cml:frequency ?frequency }
             OPTIONAL { ?d cml:timesPerDay ?times } OPTIONAL { ?d cml:amountPerDay ?total }
             OPTIONAL { ?d cml:amountPerDayUnit ?totalUnit } OPTIONAL { ?d cml:doseLevel ?level } }""",
    )
    dasatinib, imatinib = CONCEPT + "dasatinib", CONCEPT + "imatinib"
    assert sorted(set(rows)) == [
        ("100 mg once daily", dasatinib, "100", "mg", "once daily", "1", "100", "mg/d", ""),
        ("70 mg twice daily", dasatinib, "70", "mg", "twice daily", "2", "140", "mg/d", ""),
        ("high dose", imatinib, "", "", "", "", "", "", "high dose"),
    ]


def test_a_weekly_dose_of_no_drug_has_no_daily_total() -> None:
    said = {
        quad.predicate.value.removeprefix(CML.iri)
        for quad in quads(samples.doubtful())
        if "/dose/" in quad.subject.value and quad.predicate.value in CML
    }
    assert said == {"amount", "unit", "frequency"}


def test_two_sentences_with_one_claim_are_two_evidences() -> None:
    rows = ask(
        samples.said_twice(),
        """SELECT ?claim ?quote { ?claim cml:evidence/oa:hasTarget/oa:hasSelector/oa:exact ?quote }""",
    )
    assert len({claim for claim, _ in rows}) == 1
    assert [quote.split(",")[0].split()[0] for _, quote in rows] == ["Dasatinib", "In"]
    assert len(ask(samples.said_twice(), "SELECT ?rule { ?claim cml:rule ?rule }")) == 1


def test_articles_that_say_the_same_share_the_proposition_and_not_the_claim() -> None:
    store = GraphStore.in_memory(
        quad for make in (samples.every_kind, samples.said_twice) for quad in quads(make())
    )
    rows = store.query(
        HEAD
        + """SELECT ?label (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(DISTINCT ?article) AS ?articles)
             { ?claim cml:proposition ?p ; prov:wasDerivedFrom ?article . ?p skos:prefLabel ?label }
             GROUP BY ?p ?label HAVING(COUNT(DISTINCT ?claim) > 1)"""
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert [tuple(term.value for term in row if term) for row in rows] == [
        ("dasatinib is effective in patients with imatinib intolerance or imatinib resistance", "2", "2")
    ]


def test_quotes_are_the_text_at_their_offsets() -> None:
    for make in samples.READINGS.values():
        text = make().record.text
        selectors = "?t oa:start ?s ; oa:end ?e ; oa:exact ?x ; oa:prefix ?p ; oa:suffix ?n"
        places = ask(make(), f"SELECT ?s ?e ?x ?p ?n {{ {selectors} }}")
        assert places or make is samples.bare
        for start, end, exact, before, after in places:
            assert text[int(start) : int(end)] == exact
            assert text[: int(start)].endswith(before)
            assert text[int(end) :].startswith(after)
            assert max(len(before), len(after)) <= 32


def test_a_reference_leads_to_its_antecedent_outside_the_sentence() -> None:
    rows = ask(
        samples.every_kind(),
        """SELECT ?here ?there { ?e cml:reference ?r . ?r oa:hasTarget/oa:hasSelector/oa:exact ?here ;
             cml:antecedent/oa:hasTarget/oa:hasSelector/oa:exact ?there }""",
    )
    assert rows == [("The former schedule", "100 mg once daily")]


def test_plain_words() -> None:
    rows = ask(samples.every_kind(), "SELECT ?label { ?p a cml:Proposition ; skos:prefLabel ?label }")
    assert [label for (label,) in rows] == [
        "A399G confers resistance to imatinib",
        "MMR was observed with dasatinib 100 mg once daily in patients with chronic myeloid leukemia:"
        " 46.5 % at 12 months",
        "T315I confers resistance to imatinib",
        "T315I is sensitive to ponatinib",
        "cytarabine + imatinib is effective in patients with chronic myeloid leukemia",
        "dasatinib 100 mg once daily is better than dasatinib 70 mg twice daily in tolerability",
        "dasatinib is effective in patients with imatinib intolerance or imatinib resistance",
        "nilotinib is recommended for patients with imatinib resistance (switch)",
        "patients with T315I mutation need a better option",
        "pleural effusion is low with nilotinib",
        "ponatinib is in development",
    ]


def test_nothing_is_invented_for_a_record_that_states_nothing() -> None:
    said = {quad.predicate for quad in quads(samples.bare()) if "/article/" in quad.subject.value}
    names = {iri.value.rpartition("/")[2].rpartition("#")[2] for iri in said}
    assert names == {"type", "identifier", "title", "hasText", "wasDerivedFrom"}


def test_a_full_record_is_stated_in_full() -> None:
    article = {
        quad.predicate.value.rpartition("/")[2].rpartition("#")[2]: quad.object
        for quad in quads(samples.every_kind())
        if "/article/" in quad.subject.value and isinstance(quad.object, ox.Literal)
    }
    assert {name: literal.value for name, literal in article.items() if name != "keywords"} == {
        "identifier": "10000001", "title": "Kinase inhibitors after imatinib", "issued": "2009-03",
        "language": "en-US", "articleType": "Review article", "peerReviewed": "true", "volume": "7",
        "startingPage": "S1", "endingPage": "S9", "subject": "Hematology", "hasPubMedId": "10000001",
        "doi": "10.5555/example.1", "pmcid": "PMC100",
    }  # fmt: skip
    authors = "SELECT ?n ?name { ?a cml:authorship [ cml:position ?n ; schema:name ?name ] }"
    assert ask(samples.every_kind(), authors) == [("1", "Ada Example"), ("2", "Bo Sample")]
    counts = "SELECT ?n ?by { ?a cml:citationCount [ cml:count ?n ; cml:countedBy ?by ] }"
    assert ask(samples.every_kind(), counts) == [("12", "Example Index")]
    issue = """SELECT ?issue ?title { ?a dcterms:isPartOf ?i . ?i a fabio:JournalIssue ;
               prism:issueIdentifier ?issue ; dcterms:isPartOf [ a fabio:Journal ; dcterms:title ?title ] }"""
    assert ask(samples.every_kind(), issue) == [("SUPPL. 1", "Journal of Examples")]
    assert ask(samples.every_kind(), "SELECT ?a { ?a a fabio:ReviewArticle }") != []


def test_a_trial_report_is_no_review() -> None:
    reading = samples.bare()
    typed = replace(reading, record=replace(reading.record, article_types=("Clinical Trial", "Preview")))
    types = {quad.object for quad in quads(typed) if quad.predicate == RDF.type}
    assert SCHEMA.ScholarlyArticle in types
    assert FABIO.ReviewArticle not in types


def test_an_issue_number_belongs_to_its_journal_and_year() -> None:
    def issue(**stated: str) -> str:
        reading = samples.bare()
        changed = replace(reading, record=replace(reading.record, issue="2", **stated))
        return next(q.subject.value for q in quads(changed) if q.predicate == PRISM.issueIdentifier)

    same = issue(journal="A", date="2008-06-30")
    assert same == issue(journal="A", date="2008-07", key="other")
    assert same != issue(journal="A", date="2009")
    assert same != issue(journal="B", date="2008")
    assert issue() != issue(key="other")


@pytest.mark.parametrize(
    ("iso", "type_"),
    [("2008", XSD.gYear), ("2008-06", XSD.gYearMonth), ("2008-06-30", XSD.date), ("Spring", XSD.string)],
)
def test_dates_keep_their_precision(iso: str, type_: ox.NamedNode) -> None:
    assert date(iso) == ox.Literal(iso, datatype=type_)
    assert date("") is None


@pytest.mark.parametrize("amount", ["400", "0.5", "0.50", "4E+2", "0.0000001", "12345678901234567890.125"])
def test_decimals_survive_the_store(amount: str) -> None:
    dose = Dose(Decimal(amount), "mg", Frequency("daily", Decimal(1)))
    reading = samples.bare()
    title = reading.record.title
    mention = samples.Mention(0, 7, title[:7], samples.MentionType.DOSE, dose=dose)
    rows = ask(replace(reading, mentions=(mention,)), "SELECT ?a { ?d cml:amount ?a }")
    (written,) = {
        q.object.value for q in quads(replace(reading, mentions=(mention,))) if q.predicate == CML.amount
    }
    assert rows == [(written,)]
    assert Decimal(written) == Decimal(amount)
    assert "E" not in written


def test_the_text_is_kept_to_the_character() -> None:
    odd = "A\ttab, a\r\nreturn, “quotes”, 𝛽, e\u0301 and 0.50\u2011fold"
    reading = samples.bare()
    strange = replace(reading, record=replace(reading.record, abstract=odd))
    assert ask(strange, "SELECT ?x ?n { ?t cml:string ?x ; cml:length ?n }") == [
        (strange.record.text, str(len(strange.record.text)))
    ]


def test_the_order_of_mentions_and_claims_does_not_matter() -> None:
    reading = samples.every_kind()
    mentions, claims = list(reading.mentions), list(reading.claims)
    for seed in range(3):
        random.Random(seed).shuffle(mentions)
        random.Random(seed).shuffle(claims)
        shuffled = replace(reading, mentions=tuple(mentions), claims=tuple(claims))
        assert set(quads(shuffled)) == set(quads(reading))


def test_no_quad_comes_twice_and_all_are_in_the_graph_of_the_article() -> None:
    found = list(quads(samples.every_kind()))
    assert len(found) == len(set(found))
    (graph,) = {quad.graph_name.value for quad in found}
    (article,) = {q.subject.value for q in found if q.object == SCHEMA.ScholarlyArticle}
    assert graph == article.replace("/article/", "/graph/")


def test_the_base_is_the_users() -> None:
    ours = {q.subject.value for q in quads(samples.every_kind(), "https://example.org/kg/")}
    assert {iri.split("/")[2] for iri in ours} == {"example.org", "w3id.org"}
    assert all(iri.startswith(("https://example.org/kg/", CONCEPT)) for iri in ours)


def test_same_order_under_any_hash_seed() -> None:
    program = (
        "from tests.graph import samples; from kg.graph.mapping import quads\n"
        "print(*(q for make in samples.READINGS.values() for q in quads(make())), sep='\\n')"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def test_span_is_shared_by_mention_and_reference_to_the_same_stretch() -> None:
    found = list(quads(samples.every_kind()))
    spans = [q.subject for q in found if q.predicate == OA.hasSource]
    assert len(spans) == len(set(spans))
