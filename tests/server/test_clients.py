"""Clients that people use, against the running server."""

import json
import shutil
import subprocess

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore

IMATINIB = URIRef("https://w3id.org/cml-kg/concept/imatinib")
CLAIMS = """
PREFIX cml: <https://w3id.org/cml-kg/ontology#>
SELECT DISTINCT ?kind { ?c cml:kind ?kind } ORDER BY ?kind"""


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(address: str, method: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{address}/sparql")
    client.setMethod(method)
    client.setQuery(CLAIMS)
    for form in (wrapper.JSON, wrapper.XML, wrapper.CSV, wrapper.TSV):
        client.setReturnFormat(form)
        assert b"efficacy" in client.query().response.read()
    client.setReturnFormat(wrapper.JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert [row["kind"]["value"] for row in rows][:2] == ["comparison", "development"]
    client.setQuery("ASK { ?s ?p ?o }")
    assert client.queryAndConvert()["boolean"] is True
    client.setQuery(f"DESCRIBE <{IMATINIB}>")
    for form, name in ((wrapper.TURTLE, "turtle"), (wrapper.RDFXML, "xml"), (wrapper.JSONLD, "json-ld")):
        client.setReturnFormat(form)
        read = Graph().parse(data=client.query().response.read(), format=name)
        assert (IMATINIB, SKOS.prefLabel, None) in read
    client.setQuery("SELECT * {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="does not parse"):
        client.query()


def test_rdflibs_sparql_store(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    assert [str(label) for label in graph.objects(IMATINIB, SKOS.prefLabel)] == ["imatinib"]
    assert len(graph) > 1000
    assert [str(row.kind) for row in graph.query(CLAIMS)][:2] == ["comparison", "development"]  # type: ignore[union-attr]
    assert graph.query("ASK { ?s ?p ?o }").askAnswer
    made = graph.query(f"CONSTRUCT WHERE {{ <{IMATINIB}> ?p ?o }}").graph
    assert made is not None
    assert (IMATINIB, SKOS.prefLabel, None) in made


def test_rdflib_reads_a_resource_by_its_address(address: str) -> None:
    read = Graph().parse(f"{address}/concept/imatinib")
    assert (IMATINIB, SKOS.prefLabel, None) in read


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(address: str) -> None:
    def curl(*words: str) -> str:
        return subprocess.run(["curl", "-sS", *words], capture_output=True, text=True, check=True).stdout

    got = json.loads(curl("--get", f"{address}/sparql", "--data-urlencode", f"query={CLAIMS}"))
    assert got["results"]["bindings"][0]["kind"]["value"] == "comparison"
    assert curl(
        "-H", "Accept: text/csv", "--data-urlencode", f"query={CLAIMS}", f"{address}/sparql"
    ).startswith("kind\ncomparison\n")
    assert curl("-I", f"{address}/sparql").startswith("HTTP/1.1 200")
