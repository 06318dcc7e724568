"""Every question over HTTP, as a query with its values written in, has the rows of the embedded store."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import uvicorn

from kg.graph.store import GraphStore
from kg.graph.vocab import BUILD_GRAPH
from kg.query import Table, questions, run
from kg.query.parameters import terms
from kg.query.standalone import standalone
from kg.query.table import cell
from kg.server.app import application
from kg.server.settings import Settings
from tests.query.engines import DATA, UnionStore, values_of

QUESTIONS = questions()
CASES = sorted(path.stem for path in DATA.glob("*.csv") if not path.stem.endswith(".forbidden"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, store: UnionStore) -> Path:
    """The invented graph as a built one, with no other lexicon than its own."""
    made = tmp_path_factory.mktemp("served")
    nothing = tmp_path_factory.mktemp("ontology")
    with GraphStore.create(made) as draft:
        draft.add_graph(store.store)
        draft.commit("0", nothing)
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    line = socket.socket()
    line.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(Settings(folder)), log_level="warning"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[line])), daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.05)
    yield f"http://127.0.0.1:{line.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.mark.parametrize("case", CASES)
def test_the_rows_are_those_of_the_embedded_store(case: str, store: UnionStore, client: httpx.Client) -> None:
    question, values = QUESTIONS[case.partition(".")[0]], values_of(case)
    text = standalone(question, terms(question, store, values))
    response = client.post(
        "/sparql", data={"query": text}, headers={"accept": "application/sparql-results+json"}
    )
    assert response.status_code == 200, response.text
    answer = ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON)
    assert isinstance(answer, ox.QuerySolutions)
    columns = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(cell(row[name]) for name in columns) for row in answer)
    assert Table(columns, tuple(dict.fromkeys(rows))) == run(question, store, values)


def test_an_editor_finds_the_examples_and_each_runs(folder: Path) -> None:
    with GraphStore.open(folder) as store:
        found = store.query(
            """PREFIX sh: <http://www.w3.org/ns/shacl#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            SELECT ?comment ?query {
              ?example a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select ?query }"""
        )
        assert isinstance(found, ox.QuerySolutions)
        examples = [(row["comment"].value, row["query"].value) for row in found]
        assert len(examples) == len(QUESTIONS)
        for comment, query in examples:
            assert isinstance(store.query(query), ox.QuerySolutions), comment


def test_an_editor_finds_prefixes_classes_and_their_properties(folder: Path) -> None:
    with GraphStore.open(folder) as store:

        def rows(text: str) -> set[tuple[str, ...]]:
            answer = store.query(
                f"""PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX void: <http://rdfs.org/ns/void#>
                PREFIX void-ext: <http://ldf.fi/void-ext#> PREFIX cml: <https://w3id.org/cml-kg/ontology#>
                {text}"""
            )
            assert isinstance(answer, ox.QuerySolutions)
            return {tuple(term.value for term in row) for row in answer}

        declared = rows("SELECT ?p ?n { [] sh:declare ?d . ?d sh:prefix ?p ; sh:namespace ?n }")
        assert ("cml", "https://w3id.org/cml-kg/ontology#") in declared
        counted = rows(
            """SELECT ?n { ?dataset a void:Dataset ; void:classPartition ?c .
            ?c void:class cml:Claim ; void:entities ?n }"""
        )
        assert counted == {(str(store.counts()["claims"]),)}
        kinds = rows(
            """SELECT ?type { ?c void:class cml:Claim ; void:propertyPartition ?p .
            ?p void:property cml:kind ;
            void-ext:datatypePartition/void-ext:datatype ?type }"""
        )
        assert kinds == {("http://www.w3.org/2001/XMLSchema#string",)}
        agents = rows(
            """SELECT ?class { ?c void:class cml:Claim ; void:propertyPartition ?p .
            ?p void:property cml:agent ;
            void:classPartition/void:class ?class }"""
        )
        assert ("https://w3id.org/cml-kg/ontology#Drug",) in agents
        assert list(store.quads(BUILD_GRAPH))
