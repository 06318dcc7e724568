"""The network of claims: what stands where, and in which words."""

from kg.graph.network import build, network, plain_words
from kg.graph.statements import statements
from kg.graph.store import GraphStore
from tests.graph import samples
from tests.web.conftest import graph


def lines(store: GraphStore) -> set[tuple[str, str, str, str]]:
    drawn = network(store)
    label = {node: str(told["label"]) for node, told in drawn.nodes(data=True)}
    return {(label[a], edge["label"], label[b], edge["status"]) for a, b, edge in drawn.edges(data=True)}


def test_each_kind_of_claim_reads_from_its_agent_to_what_it_is_about() -> None:
    assert lines(graph(samples.every_kind)) >= {
        ("dasatinib", "effective", "imatinib resistance", "asserted"),
        ("dasatinib", "effective", "imatinib intolerance", "asserted"),
        (
            "dasatinib 100 mg once daily",
            "better than · tolerability",
            "dasatinib 70 mg twice daily",
            "asserted",
        ),
        ("dasatinib 100 mg once daily", "46.5 % at 12 months", "MMR", "asserted"),
        ("nilotinib", "low", "pleural effusion", "asserted"),
        ("T315I", "resistant to", "imatinib", "asserted"),
        ("T315I", "sensitive to", "ponatinib", "asserted"),
        ("nilotinib", "recommended: switch", "imatinib resistance", "asserted"),
        ("ponatinib", "is", "in development", "asserted"),
        ("unmet need", "in", "T315I mutation", "asserted"),
        ("cytarabine + imatinib", "effective", "chronic myeloid leukemia", "asserted"),
        ("dasatinib 70 mg twice daily", "dose of", "dasatinib", "asserted"),
        ("cytarabine + imatinib", "contains", "cytarabine", "asserted"),
        ("T315I mutation", "carry", "T315I", "asserted"),
    }


def test_doubt_stays_on_the_line() -> None:
    found = lines(graph(samples.doubtful))
    assert ("nilotinib", "effective", "T315I mutation", "negated") in found
    assert ("ponatinib", "effective", "T315I mutation", "hedged") in found
    assert ("nilotinib", "effective", "T315I mutation", "asserted") not in found


def test_types_come_from_the_ontology() -> None:
    drawn = network(graph(samples.every_kind))
    types = {told["label"]: told["type"] for _, told in drawn.nodes(data=True)}
    assert types["dasatinib"] == "drug"
    assert types["dasatinib 100 mg once daily"] == "dose"
    assert types["imatinib resistance"] == "patient group"
    assert types["A399G"] == "mutation or mechanism"
    assert types["pleural effusion"] == "adverse event"
    assert types["MMR"] == "outcome"
    assert types["cytarabine + imatinib"] == "combination"
    assert types["unmet need"] == "state"
    assert types["Kinase inhibitors after imatinib"] == "article"


def test_an_edge_carries_its_sentence_and_article() -> None:
    drawn = network(graph(samples.every_kind))
    told = [edge for _, _, edge in drawn.edges(data=True) if edge["kind"] == "safety"]
    assert [(edge["sentence"], edge["article"], edge["direction"]) for edge in told] == [
        ("Pleural effusion was rare with nilotinib.", "10000001", "low")
    ]


def test_plain_words() -> None:
    source = statements(graph(samples.every_kind))
    words = {plain_words(claim, source) for claim in source.claims}
    assert words == {
        "dasatinib: effective in imatinib intolerance or imatinib resistance",
        "dasatinib 100 mg once daily: better than dasatinib 70 mg twice daily in tolerability",
        "dasatinib 100 mg once daily: MMR observed · 46.5 % at 12 months in chronic myeloid leukemia",
        "nilotinib: pleural effusion low",
        "T315I: resistant to imatinib",
        "A399G: resistant to imatinib",
        "T315I: sensitive to ponatinib",
        "nilotinib: switch recommended in imatinib resistance",
        "ponatinib: in development",
        "T315I mutation: unmet need",
        "cytarabine + imatinib: effective in chronic myeloid leukemia",
    }


def test_every_claim_is_drawn_and_every_quote_is_its_stretch_of_the_text(store: GraphStore) -> None:
    source = statements(store)
    drawn = build(source)
    assert source.claims
    assert {claim.iri for claim in source.claims} == {
        edge["claim"] for _, _, edge in drawn.edges(data=True) if edge["claim"]
    }
    for claim in source.claims:
        text = source.articles[claim.article].text
        assert claim.quotes
        assert all(text[quote.start : quote.end] == quote.text for quote in claim.quotes)


def test_a_sentence_said_twice_is_two_quotes_of_one_claim() -> None:
    source = statements(graph(samples.said_twice))
    assert [len(claim.quotes) for claim in source.claims] == [2]


def test_a_reference_points_back() -> None:
    source = statements(graph(samples.every_kind))
    marks = [mark for claim in source.claims if claim.kind == "outcome" for mark in claim.quotes[0].marks]
    assert [mark.stands_for for mark in marks if mark.stands_for] == ["100 mg once daily"]
    assert any(mark.is_antecedent for mark in marks)
