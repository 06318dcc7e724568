"""A user's own queries: what they answer, and what is refused."""

import io
import itertools

import pytest

from kg.errors import QueryError
from kg.query import Table, Triples, sparql
from tests.query.engines import UnionStore

FAR = "<http://localhost:1/sparql>"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"SELECT * {{ SERVICE {FAR} {{ ?s ?p ?o }} }}", "another server"),
        (f"SELECT * {{ service silent {FAR} {{ ?s ?p ?o }} }}", "another server"),
        (f"SELECT * {{ ?s ?p ?o OPTIONAL {{ SERVICE{FAR} {{ ?s ?p ?o }} }} }}", "another server"),
        ("PREFIX : <http://localhost:1/> SELECT * {SERVICE:a { ?s ?p ?o }}", "another server"),
        ("PREFIX : <http://localhost:1/> SELECT * {?s ?p true.SERVICE:a { ?s ?p ?o }}", "another server"),
        (f"SELECT * {{ ?s ?p trueSERVICE {FAR} {{ ?s ?p ?o }} }}", "another server"),
        (f"SELECT * {{ ?s ?p 1SERVICE {FAR} {{ ?s ?p ?o }} }}", "another server"),
        (f'SELECT * {{ ?s ?p "#" . SERVICE {FAR} {{ ?s ?p ?o }} }}', "another server"),
        (f'SELECT * {{ ?s ?p """a"b""" . SERVICE {FAR} {{ ?s ?p ?o }} }}', "another server"),
        (f"SELECT * {{ ?s ?p '\\'' . SERVICE {FAR} {{ ?s ?p ?o }} }}", "another server"),
        (f"SELECT * {{ ?s ?p <http://x/#a> . SERVICE {FAR} {{ ?s ?p ?o }} }}", "another server"),
        (f"SELECT * {{ ?s ?p ?o FILTER(?o<?s) SERVICE {FAR} {{ ?s ?p ?o }} }}", "another server"),
        (f"SELECT * {{ \\u0053ERVICE {FAR} {{ ?s ?p ?o }} }}", "another server"),
        (f"SELECT * {{ # \r SERVICE {FAR} {{ ?s ?p ?o }}\n }}", "another server"),
        (f"SELECT * FROM {FAR} {{ ?s ?p ?o }}", "graph to be fetched"),
        (f"SELECT * FROM NAMED {FAR} {{ ?s ?p ?o }}", "graph to be fetched"),
        (f"ASKFROM{FAR}{{ ?s ?p ?o }}", "graph to be fetched"),
        (f"LOAD {FAR}", "LOAD is an update"),
        ("DROP ALL", "DROP is an update"),
        ("PREFIX x: <http://x/> INSERT DATA { x:a x:b x:c }", "INSERT is an update"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
    ],
)
def test_a_query_that_reaches_out_is_refused(text: str, why: str, store: UnionStore) -> None:
    before = len(store.store)
    with pytest.raises(QueryError, match=f"^refused: .*{why}"):
        sparql(store, text)
    assert len(store.store) == before


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service ?from { BIND(1 AS ?service) BIND(2 AS ?from) } # SERVICE FROM",
        "SELECT ?x { BIND(\"SERVICE <http://x/> { } FROM 'LOAD'\" AS ?x) }",
        "SELECT ?x { BIND('''DROP \" ALL''' AS ?x) }",
        "SELECT ?x { BIND(<http://x/SERVICE#FROM> AS ?x) }",
        "PREFIX ex: <http://x/> SELECT ?x { BIND(ex:service AS ?x) }",
        "PREFIX load: <http://x/> SELECT ?x { BIND(load:from AS ?x) }",
        "SELECT ?x { BIND('a'@from AS ?x) }",
    ],
)
def test_the_same_words_elsewhere_are_no_matter(text: str, store: UnionStore) -> None:
    answer = sparql(store, text)
    assert isinstance(answer, Table)
    assert len(answer.rows) == 1


def test_words_inside_any_quoting_are_never_keywords(store: UnionStore) -> None:
    quotes = ('"', "'", '"""', "'''")
    for outer, inner in itertools.permutations(quotes, 2):
        if inner[0] != outer[0]:
            answer = sparql(store, f"SELECT ?x {{ BIND({outer} {inner} FROM # {outer} AS ?x) }}")
            assert isinstance(answer, Table)
            assert answer.rows == ((f" {inner} FROM # ",),)


def test_ask_answers_in_a_table_of_one_cell(store: UnionStore) -> None:
    assert sparql(store, "ASK { ?s ?p ?o }") == Table(("answer",), ((True,),))


def test_construct_and_describe_answer_with_turtle(store: UnionStore) -> None:
    prefix = (
        "PREFIX c: <https://w3id.org/cml-kg/concept/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
    )
    constructed = sparql(store, f"{prefix} CONSTRUCT {{ ?s skos:altLabel ?o }} {{ ?s skos:altLabel ?o }}")
    assert isinstance(constructed, Triples)
    written = io.StringIO()
    constructed.write(written)
    assert '"AP24534"@en' in written.getvalue()
    described = sparql(store, f"{prefix} DESCRIBE c:ponatinib")
    assert isinstance(described, Triples)
    assert described.triples


def test_a_query_that_does_not_parse_says_where(store: UnionStore) -> None:
    with pytest.raises(QueryError, match="does not parse: error at 1:"):
        sparql(store, "SELECT WHERE")
