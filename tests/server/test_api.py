"""The JSON API does what its description says."""

import re
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from kg.server.api import ROUTES
from kg.server.reads import articles, claims
from tests.graph import samples


@pytest.fixture(scope="module")
def described(address: str) -> dict[str, Any]:
    document = httpx.get(f"{address}/api/openapi.json").json()
    assert isinstance(document, dict)
    return document


def operation(described: dict[str, Any], path: str) -> dict[str, Any]:
    """The operation whose path is the longest that fits."""
    fitting = [
        known
        for known in described["paths"]
        if re.fullmatch(re.sub(r"\{key\}", ".+", re.sub(r"\{(?!key)\w+\}", "[^/]+", known)), path)
    ]
    found: dict[str, Any] = described["paths"][
        max(fitting, key=lambda known: (known.count("{") == 0, len(known)))
    ]["get"]
    return found


def test_the_description_is_valid_and_names_this_server(described: dict[str, Any], address: str) -> None:
    openapi_spec_validator = pytest.importorskip("openapi_spec_validator")
    openapi_spec_validator.validate(described)
    assert described["servers"] == [{"url": address}]


def test_every_route_and_filter_is_described(described: dict[str, Any]) -> None:
    routes = {route.path.replace(":path", "") for route in ROUTES}
    assert routes == described["paths"].keys()
    for path, filters in (("/api/claims", claims.FILTERS), ("/api/articles", articles.FILTERS)):
        told = {parameter["name"] for parameter in described["paths"][path]["get"]["parameters"]}
        assert told == {*filters, "limit", "offset"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/questions", 200),
        ("/api/questions/tolerability", 200),
        ("/api/questions/nothing", 404),
        ("/api/questions/tolerability/answer?drug=nilotinib", 200),
        ("/api/questions/tolerability/answer?drug=nilotinip", 400),
        ("/api/questions/agents-addressing-resistance/answer", 400),
        ("/api/ask?q=which+agents+address+imatinib+resistance", 200),
        ("/api/ask?q=moonlight", 200),
        ("/api/terms", 200),
        ("/api/ask?question=moonlight", 400),
        ("/api/claims", 200),
        ("/api/claims?limit=x", 400),
        ("/api/claims?limit=1001", 400),
        ("/api/claims?certainty=sure", 400),
        ("/api/claims?colour=red", 400),
        ("/api/claims?kind=safety&kind=need", 400),
        ("/api/claims/nothing", 404),
        ("/api/concepts?words=imat&limit=3", 200),
        ("/api/concepts/imatinib", 200),
        ("/api/concepts/Gleevec", 200),
        ("/api/concepts/imatinip", 404),
        ("/api/graph?node=https://w3id.org/cml-kg/concept/imatinib", 200),
        ("/api/graph?node=state:unmet+need&type=patient+group,article&certainty=hedged,asserted", 200),
        ("/api/graph?node=https://w3id.org/cml-kg/concept/imatinib&from=2009&to=2010&limit=2", 200),
        ("/api/graph", 400),
        ("/api/graph?node=no+IRI", 400),
        ("/api/graph?node=https://example.org/nothing", 404),
        ("/api/graph?node=state:nothing", 404),
        ("/api/graph?node=state:unmet+need&type=colour", 400),
        ("/api/graph?node=state:unmet+need&from=yesterday", 400),
        ("/api/articles", 200),
        ("/api/articles/10000001", 200),
        ("/api/articles/10.5555/none", 404),
    ],
)
def test_answers_are_as_described(
    client: httpx.Client, described: dict[str, Any], path: str, status: int
) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    responses = operation(described, path.partition("?")[0])["responses"]
    told = responses["200"] if status == 200 else described["components"]["responses"]["Error"]
    schema = {"components": described["components"], **told["content"]["application/json"]["schema"]}
    Draft202012Validator(schema).validate(answer.json())


@pytest.mark.slow
def test_every_question_answers_its_example(client: httpx.Client) -> None:
    questions = client.get("/api/questions").json()
    assert len(questions) > 20
    for question in questions:
        values = {
            p["name"]: p["example"] for p in question["parameters"] if p["example"] and p["name"] != "article"
        }
        if any(p["name"] == "article" for p in question["parameters"]):
            values["article"] = "10000001"
        answer = client.get(f"/api/questions/{question['name']}/answer", params=values)
        assert answer.status_code == 200 or "no such" in answer.json()["error"], (
            question["name"],
            answer.text,
        )


@pytest.mark.parametrize(
    ("asked", "statements"),
    [
        ({"kind": "safety"}, {"pleural effusion is low with nilotinib"}),
        ({"drug": "Iclusig", "kind": "development"}, {"ponatinib is in development"}),
        ({"outcome": "A399G"}, 1),
        ({"population": "T315I mutation"}, 3),
        ({"about": "T315I", "certainty": "negated"}, 1),
        ({"article": "doubtful", "certainty": "hedged"}, 1),
        ({"words": "PLEURAL"}, 1),
        ({"since": "2010"}, 1),
        ({"direction": "better"}, 1),
        ({"certainty": "any", "article": "doubtful"}, 4),
        ({"article": "doubtful"}, 3),
    ],
)
def test_claims_are_found_by(client: httpx.Client, asked: dict[str, str], statements: set[str] | int) -> None:
    found = client.get("/api/claims", params=asked).json()
    assert found["total"] == len(found["claims"])
    if isinstance(statements, int):
        assert found["total"] == statements
    else:
        assert {claim["statement"] for claim in found["claims"]} == statements


def test_a_claim_leads_to_its_sentence_and_article(client: httpx.Client) -> None:
    (claim,) = client.get("/api/claims", params={"kind": "outcome"}).json()["claims"]
    assert (claim["agent"]["label"], claim["dose"]["label"]) == ("dasatinib", "100 mg once daily")
    assert (claim["value"], claim["unit"], claim["timepoint"]) == (46.5, "%", "12 months")
    article = client.get(f"/api/articles/{claim['article']['key']}").json()
    (sentence,) = claim["sentences"]
    assert article["text"][sentence["start"] : sentence["end"]] == sentence["text"]
    assert article["authors"] == ["Ada Example", "Bo Sample"]
    assert client.get(f"/api/claims/{claim['iri'].rpartition('/')[2]}").json() == claim
    assert claim["iri"] in {other["iri"] for other in article["claims"]}


def test_pages_of_a_list_do_not_overlap(client: httpx.Client) -> None:
    whole = client.get("/api/claims").json()
    first = client.get("/api/claims", params={"limit": 4}).json()
    second = client.get("/api/claims", params={"limit": 4, "offset": 4}).json()
    assert first["total"] == whole["total"]
    assert [*first["claims"], *second["claims"]] == whole["claims"][:8]


def test_values_of_parameters_are_offered(client: httpx.Client) -> None:
    told = client.get("/api/questions/mutations-and-drugs").json()
    (drug,) = told["parameters"]
    assert {"imatinib", "ponatinib"} <= set(drug["choices"])
    assert "SELECT" in told["query"]


def test_hostile_words_are_only_words(client: httpx.Client) -> None:
    words = '" } . ?x ?y ?z } DROP ALL # \\" \n'
    assert client.get("/api/claims", params={"since": words}).status_code == 400
    for name in ("words", "population", "kind", "article"):
        answer = client.get("/api/claims", params={name: words})
        assert (answer.status_code, answer.json()["total"]) == (200, 0)


def test_samples_are_what_is_served(client: httpx.Client) -> None:
    assert client.get("/api/articles").json()["total"] == len(samples.READINGS) + 1
