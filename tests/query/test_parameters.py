"""What a user types becomes the right RDF term, or a message that helps."""

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query import Question, questions, run
from kg.query.parameters import named, terms
from kg.query.questions import parse
from tests.query.engines import UnionStore

CONCEPT = "https://w3id.org/cml-kg/concept/"
TYPED = """#+ summary: One of each type
SELECT ?_since_date ?_rows_integer ?_least_decimal ?_word_text WHERE {}
"""


def question(name: str) -> Question:
    return questions()[name]


@pytest.mark.parametrize(
    ("kind", "typed", "concept"),
    [
        ("drug", "asciminib", "asciminib"),
        ("drug", "ASCIMINIB", "asciminib"),
        ("drug", " abl001 ".strip(), "asciminib"),
        ("drug", "SKI\u2010606", "bosutinib"),
        ("drug", "ski 606", "bosutinib"),
        ("drug", "tki", "bcr-abl1-tyrosine-kinase-inhibitor"),
        ("mutation", "t315i", "variant-T315I"),
        ("mutation", "F317L", "variant-F317L"),
    ],
)
def test_any_label_in_any_case_names_its_concept(
    kind: str, typed: str, concept: str, store: UnionStore
) -> None:
    assert named(store, kind, typed) == ox.NamedNode(CONCEPT + concept)


def test_an_iri_stands_for_itself(store: UnionStore) -> None:
    assert (
        named(store, "claim", "https://example.org/id/claim-b-1").value == "https://example.org/id/claim-b-1"
    )


def test_a_typo_is_answered_with_the_near_name(store: UnionStore) -> None:
    with pytest.raises(QueryError, match=r"^no such drug: ascimnib; did you mean asciminib\?$"):
        named(store, "drug", "ascimnib")


def test_the_near_name_is_written_as_the_lexicon_writes_it(store: UnionStore) -> None:
    with pytest.raises(QueryError, match=r"did you mean F317L\?$"):
        named(store, "mutation", "f317i")


def test_a_mutation_is_no_drug(store: UnionStore) -> None:
    with pytest.raises(QueryError, match=r"^no such drug: T315I$"):
        named(store, "drug", "T315I", ("Drug", "DrugClass"))


def test_an_ambiguous_name_lists_its_meanings(tmp_path) -> None:  # type: ignore[no-untyped-def]
    graph = tmp_path / "two.trig"
    graph.write_text(
        f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix c: <{CONCEPT}> .
        @prefix cml: <https://w3id.org/cml-kg/ontology#> .
        c:one a cml:Drug ; skos:prefLabel "oneinib" ; skos:altLabel "X-1" .
        c:two a cml:Drug ; skos:prefLabel "twoinib" ; skos:altLabel "x 1" ."""
    )
    with pytest.raises(QueryError, match=r"names more than one drug: oneinib <.*one>, twoinib <.*two>"):
        named(UnionStore(graph), "drug", "x-1")


@pytest.mark.parametrize(
    "typed",
    [
        'asciminib" } DROP ALL #',
        "asciminib> } ; DROP ALL #",
        'x" . ?s ?p ?o . FILTER("" = "',
        "https://example.org/> ?p ?o } #",
        "?_drug_iri",
    ],
)
def test_what_is_typed_never_becomes_part_of_the_query(typed: str, store: UnionStore) -> None:
    before = len(store.store)
    with pytest.raises(QueryError, match="no such drug"):
        run(question("doses-of-drug"), store, {"drug": typed})
    with pytest.raises(QueryError, match="no such article"):
        run(question("claims-of-article"), store, {"article": typed})
    assert len(store.store) == before


def test_a_missing_value_is_asked_for(store: UnionStore) -> None:
    with pytest.raises(
        QueryError, match="agents-addressing-resistance needs a value for drug: a drug, drug class"
    ):
        run(question("agents-addressing-resistance"), store)


def test_an_unknown_parameter_is_refused(store: UnionStore) -> None:
    with pytest.raises(QueryError, match=r"doses-of-drug has no parameter drugs; did you mean drug\?"):
        run(question("doses-of-drug"), store, {"drugs": "asciminib"})


def test_an_unknown_article_is_refused(store: UnionStore) -> None:
    with pytest.raises(QueryError, match=r"no such article: 90000010; did you mean .*90000001"):
        run(question("claims-of-article"), store, {"article": "90000010"})


@pytest.mark.parametrize(
    ("name", "typed", "value", "type_"),
    [
        ("since", "2019", "2019", "gYear"),
        ("since", "2019-02", "2019-02", "gYearMonth"),
        ("since", "2020-02-29", "2020-02-29", "date"),
        ("rows", "+07", "7", "integer"),
        ("least", "1e2", "100", "decimal"),
        ("least", "25.50", "25.50", "decimal"),
        ("word", 'say "so"\n', 'say "so"', "string"),
    ],
)
def test_values_are_typed(name: str, typed: str, value: str, type_: str, store: UnionStore) -> None:
    given = {"since": "2000", "rows": "1", "least": "1", "word": "x", name: typed}
    found = terms(parse("typed", TYPED), store, given)
    term = next(term for variable, term in found.items() if variable.startswith(f"_{name}_"))
    assert term == ox.Literal(value, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{type_}"))


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("since", "2019-02-30", "since: 2019-02-30 is no date"),
        ("since", "yesterday", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("since", "0000", "0000 is no date"),
        ("rows", "1.5", "no whole number"),
        ("rows", "²", "no whole number"),
        ("least", "much", "no number"),
        ("least", "NaN", "no number"),
    ],
)
def test_values_of_another_type_are_refused(name: str, typed: str, message: str, store: UnionStore) -> None:
    given = {"since": "2000", "rows": "1", "least": "1", "word": "x", name: typed}
    with pytest.raises(QueryError, match=message):
        terms(parse("typed", TYPED), store, given)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "no '#\\+ summary:'"),
        ("#+ summary: s\n#+ sumary: s\nSELECT * {}", "unknown header 'sumary'"),
        ("#+ summary: s\n#+ optional: drug\nSELECT ?drug {}", "names 'drug'"),
        ("#+ summary: s\n#+ example: drug\nSELECT ?_drug_iri {}", "not NAME=VALUE"),
        ("#+ summary: s\nSELECT ?_drug_thing {}", "ends in no known type"),
    ],
)
def test_a_faulty_header_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse("faulty", text)


def test_a_parameter_inside_a_comment_or_string_is_none() -> None:
    text = '#+ summary: s\n# ?_a_text\nSELECT ?x { ?x ?y "?_b_text" FILTER(?x != <http://x/?_c_text>) }'
    assert parse("quiet", text).parameters == ()
