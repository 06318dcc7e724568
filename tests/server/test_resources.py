"""The IRIs of the graph, followed."""

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SKOS

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def claims(client: httpx.Client) -> list[str]:
    return [claim["iri"] for claim in client.get("/api/claims", params={"kind": "outcome"}).json()["claims"]]


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
    ],
)
def test_as_rdf(client: httpx.Client, accept: str, media: str, form: str) -> None:
    (claim,) = claims(client)
    answer = client.get(claim.replace("https://w3id.org/cml-kg", ""), headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.headers["vary"] == "Accept"
    read = Graph().parse(data=answer.text, format=form)
    cml = "https://w3id.org/cml-kg/ontology#"
    assert (URIRef(claim), RDF.type, URIRef(cml + "OutcomeClaim")) in read
    agent = read.value(URIRef(claim), URIRef(cml + "agent"))
    assert str(read.value(agent, SKOS.prefLabel)) == "dasatinib"


def test_the_ontology(client: httpx.Client) -> None:
    read = Graph().parse(data=client.get("/ontology").text, format="turtle")
    assert (URIRef("https://w3id.org/cml-kg/ontology#Claim"), RDF.type, OWL.Class) in read
    assert client.get("/ontology", headers=BROWSER).headers["content-type"].startswith("text/html")


def test_a_format_may_be_in_the_address(client: httpx.Client) -> None:
    answer = client.get("/concept/imatinib?format=jsonld", headers=BROWSER)
    assert answer.headers["content-type"] == "application/ld+json"
    assert client.get("/concept/imatinib?format=pdf").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/id/claim/000000000000000000000000",
        "/id/claim/x",
        "/id/secret/000000000000000000000000",
        "/concept/no-such",
        "/concept/%3E%20x",
        "/id/article/..%2f..%2fetc",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
    ],
)
def test_what_is_not_there(client: httpx.Client, path: str) -> None:
    for headers in ({}, BROWSER):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 404
        assert "Traceback" not in answer.text


def test_nothing_else_will_do(client: httpx.Client) -> None:
    assert client.get("/concept/imatinib", headers={"Accept": "image/png"}).status_code == 406
