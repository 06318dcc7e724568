"""The SPARQL 1.1 Protocol, clause by clause."""

import httpx
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import RDF

from kg.graph.vocab import BACKGROUND_GRAPH, LEXICON_GRAPH

SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
SELECT = f"{SKOS} SELECT ?label {{ <https://w3id.org/cml-kg/concept/imatinib> skos:prefLabel ?label }}"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { <https://w3id.org/cml-kg/concept/imatinib> ?p ?o }"
DESCRIBE = "DESCRIBE <https://w3id.org/cml-kg/concept/imatinib>"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PLAIN = {"Content-Type": "application/sparql-query"}


def asked(client: httpx.Client, query: str, accept: str = "*/*", **more: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def count(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_the_three_ways_to_ask(client: httpx.Client, how: str) -> None:
    answer = {
        "get": lambda: client.get("/sparql", params={"query": SELECT}),
        "form": lambda: client.post("/sparql", data={"query": SELECT}),
        "direct": lambda: client.post("/sparql", content=SELECT, headers=PLAIN),
    }[how]()
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["label"]["value"] for row in answer.json()["results"]["bindings"]] == ["imatinib"]


@pytest.mark.parametrize(
    ("accept", "media", "begins"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '{"head"'),
        ("application/json", "application/json", '{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "label\r\nimatinib"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?label\n"imatinib"@en'),
        ("text/turtle, text/csv;q=0.3", "text/csv; charset=utf-8", "label"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "application/xml", "<?xml"),
    ],
)
def test_tables_in_every_format(client: httpx.Client, accept: str, media: str, begins: str) -> None:
    answer = asked(client, SELECT, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert answer.text.startswith(begins)
    assert asked(client, ASK, accept).status_code == 200


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "turtle"),
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/n-quads", "nquads"),
        ("application/trig", "trig"),
    ],
)
def test_triples_in_every_format(client: httpx.Client, query: str, accept: str, form: str) -> None:
    answer = asked(client, query, accept)
    assert answer.status_code == 200
    read = Dataset(default_union=True).parse(data=answer.text, format=form)
    assert len(read) == len(Graph().parse(data=asked(client, query).text, format="turtle")) > 5


def test_the_default_graph_is_the_union_without_the_background(client: httpx.Client) -> None:
    everything = count(asked(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    lexicon = count(
        asked(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **{"default-graph-uri": LEXICON_GRAPH.value})
    )
    assert 0 < lexicon < everything
    fact = f"ASK {{ GRAPH <{BACKGROUND_GRAPH.value}> {{ ?s a ?c }} FILTER NOT EXISTS {{ ?s a ?c }} }}"
    assert asked(client, fact).json()["boolean"]


def test_the_dataset_of_the_protocol(client: httpx.Client) -> None:
    number = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(asked(client, number)) > 4
    assert count(asked(client, number, **{"named-graph-uri": LEXICON_GRAPH.value})) == 1
    assert count(asked(client, number, **{"default-graph-uri": LEXICON_GRAPH.value})) == 0
    outside = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert count(asked(client, outside, **{"named-graph-uri": LEXICON_GRAPH.value})) == 0
    both = [
        ("query", number),
        ("named-graph-uri", LEXICON_GRAPH.value),
        ("named-graph-uri", BACKGROUND_GRAPH.value),
    ]
    assert count(client.post("/sparql", content=httpx.QueryParams(both).__str__(), headers=FORM)) == 2
    as_parameters = {"named-graph-uri": LEXICON_GRAPH.value}
    assert count(client.post("/sparql", params=as_parameters, content=number, headers=PLAIN)) == 1


def test_from_names_graphs_of_this_store_only(client: httpx.Client) -> None:
    own = f"SELECT (COUNT(*) AS ?n) FROM <{LEXICON_GRAPH.value}> {{ ?s ?p ?o }}"
    named = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{LEXICON_GRAPH.value}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert count(asked(client, own)) == count(asked(client, named)) > 100
    for clause in (
        "FROM <http://localhost:1/x>",
        f"FROM <{LEXICON_GRAPH.value}> FROM <http://localhost:1/x>",
    ):
        answer = asked(client, f"SELECT * {clause} {{ ?s ?p ?o }}")
        assert answer.status_code == 403
        assert "FROM names a graph to be fetched" in answer.text
    answer = asked(client, SELECT, **{"default-graph-uri": "http://localhost:1/x"})
    assert (answer.status_code, answer.text) == (
        400,
        "http://localhost:1/x is no graph of this store, and none is fetched\n",
    )


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://localhost:1/> { ?s ?p ?o } }",
        "LOAD <http://localhost:1/>",
        "INSERT DATA { <http://x/a> <http://x/b> <http://x/c> }",
    ],
)
def test_what_reaches_out_or_writes_is_refused(client: httpx.Client, query: str) -> None:
    answer = asked(client, query)
    assert answer.status_code == 403
    assert answer.text.startswith("refused: ")
    assert "Traceback" not in answer.text


def test_updates_are_refused(client: httpx.Client) -> None:
    update = "DELETE WHERE { ?s ?p ?o }"
    for answer in (
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
        client.get("/sparql", params={"update": update}),
    ):
        assert answer.status_code == 403
        assert "changed only by building" in answer.text


@pytest.mark.parametrize(
    ("request_", "status", "told"),
    [
        ({"params": {"query": "SELECT * {"}}, 400, "the query does not parse: error at 1:"),
        ({"params": {"query": ""}}, 400, "does not parse"),
        ({"params": [("query", SELECT), ("query", ASK)]}, 400, "more than one query="),
        ({"params": {"qeury": SELECT}}, 400, "no query="),
        ({"method": "POST", "data": {"quer": "x"}}, 400, "no query="),
        ({"method": "POST", "content": b"\xff", "headers": PLAIN}, 400, "byte 0"),
        (
            {"method": "POST", "content": SELECT, "headers": {"Content-Type": "text/plain"}},
            415,
            "application/sparql-query",
        ),
        ({"params": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406, "text/csv"),
        (
            {"params": {"query": SELECT}, "headers": {"Accept": "application/rdf+xml"}},
            406,
            "the answer is a table",
        ),
        ({"params": {"query": CONSTRUCT}, "headers": {"Accept": "text/csv"}}, 406, "the answer is triples"),
        ({"method": "PUT", "content": "x"}, 405, "Method Not Allowed"),
        ({"method": "DELETE"}, 405, "Method Not Allowed"),
        ({"method": "POST", "content": "#" * 30_000, "headers": PLAIN}, 413, "20000 bytes"),
        ({"method": "POST", "content": iter([b"#" * 15_000] * 2), "headers": PLAIN}, 413, "20000 bytes"),
        ({"params": {"query": "SELECT * { ?s ?p ?o . ?a ?b ?c }"}}, 403, "add a LIMIT"),
    ],
)
def test_errors_say_in_plain_text_what_is_wrong(
    client: httpx.Client, request_: dict[str, object], status: int, told: str
) -> None:
    answer = client.request(**{"method": "GET", "url": "/sparql", **request_})  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert told in answer.text
    if status == 405:
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_the_service_describes_itself(client: httpx.Client, address: str) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    for accept, form in (
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ):
        answer = client.get("/sparql", headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(accept)
        told = Graph().parse(data=answer.text, format=form)
        (service,) = told.subjects(RDF.type, URIRef(sd + "Service"))
        assert told.value(service, URIRef(sd + "endpoint")) == URIRef(f"{address}/sparql")
        assert URIRef(sd + "SPARQL11Query") in set(told.objects(service, URIRef(sd + "supportedLanguage")))
        assert URIRef(LEXICON_GRAPH.value) in set(told.objects(None, URIRef(sd + "name")))


def test_a_browser_is_shown_to_the_page(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/query")
