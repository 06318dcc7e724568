"""What the server does with those who ask too much, or should not ask at all."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kg.server.guard import HEADERS
from kg.server.settings import Settings
from tests.graph import samples
from tests.server.conftest import build, serving

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "sort": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i LIMIT 1",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>)* ?b . ?c (!<x:y>)* ?d }",
}


def ask(address: str, query: str) -> tuple[httpx.Response, float]:
    before = time.monotonic()
    answer = httpx.get(f"{address}/sparql", params={"query": query}, timeout=60)
    return answer, time.monotonic() - before


@pytest.mark.parametrize(
    "name",
    [
        "cross product",
        pytest.param("sort", marks=pytest.mark.slow),
        pytest.param("path", marks=pytest.mark.slow),
    ],
)
def test_an_endless_query_is_stopped_while_others_are_answered(folder: Path, name: str) -> None:
    with serving(Settings(folder, seconds=3)) as address, ThreadPoolExecutor() as threads:
        ask(address, COUNT)  # the workers are there
        endless = threads.submit(ask, address, ENDLESS[name])
        time.sleep(0.5)
        answers = [ask(address, COUNT) for _ in range(5)]
        assert not endless.done()
        assert [answer.status_code for answer, _ in answers] == [200] * 5
        stopped, seconds = endless.result()
        assert stopped.status_code == 503
        assert stopped.text == "stopped: the query took longer than 3 seconds\n"
        assert 3 <= seconds < 8
        assert ask(address, COUNT)[0].status_code == 200


@pytest.mark.slow
def test_pages_go_on_while_endless_queries_hold_every_place(folder: Path) -> None:
    settings = Settings(folder, seconds=3)
    with serving(settings) as address, ThreadPoolExecutor() as threads:
        endless = [threads.submit(ask, address, ENDLESS["sort"]) for _ in range(settings.workers)]
        time.sleep(0.5)
        assert httpx.get(f"{address}/api/claims", timeout=60).status_code == 200
        assert not any(query.done() for query in endless)
        busy, _ = ask(address, COUNT)
        assert busy.status_code in (200, 503)
        assert {query.result()[0].status_code for query in endless} == {503}
        assert ask(address, COUNT)[0].status_code == 200


@pytest.mark.slow
def test_a_client_that_leaves_takes_its_query_along(folder: Path) -> None:
    with serving(Settings(folder, seconds=60, workers=1)) as address:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{address}/sparql", params={"query": ENDLESS["cross product"]}, timeout=2)
        answer, seconds = ask(address, COUNT)
        assert answer.status_code == 200
        assert seconds < 20


@pytest.mark.slow
def test_a_worker_that_dies_is_replaced(folder: Path) -> None:
    with serving(Settings(folder, seconds=30, workers=1, memory=1 << 30)) as address:
        wide = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"
        answer, _ = ask(address, wide)
        assert answer.status_code == 503
        assert answer.text.startswith("stopped: ")
        assert answer.headers["retry-after"]
        assert ask(address, COUNT)[0].status_code == 200


@pytest.mark.slow
def test_another_build_is_picked_up(tmp_path: Path) -> None:
    build(tmp_path, samples.bare)
    with serving(Settings(tmp_path, workers=1)) as address:
        assert httpx.get(f"{address}/api/articles").json()["total"] == 1
        build(tmp_path, samples.bare, samples.doubtful)
        assert httpx.get(f"{address}/api/articles").json()["total"] == 2
        build(tmp_path, *samples.READINGS.values())
        assert httpx.get(f"{address}/api/articles").json()["total"] == 4


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::1", "10.0.0.1"]
)
def test_other_names_are_refused(client: httpx.Client, host: str) -> None:
    answer = client.get("/sparql", headers={"Host": host})
    assert (answer.status_code, answer.text) == (421, "refused: this server has another name\n")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"])
def test_its_own_names_are_not(client: httpx.Client, host: str) -> None:
    assert client.get("/sparql", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_pages_of_other_sites_are_refused(client: httpx.Client, origin: str) -> None:
    answer = client.post("/sparql", data={"query": COUNT}, headers={"Origin": origin})
    assert (answer.status_code, answer.text) == (403, "refused: asked by a page of another site\n")


def test_a_picture_in_a_page_of_another_site_is_refused_and_a_link_is_not(client: httpx.Client) -> None:
    picture = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/sparql", params={"query": COUNT}, headers=picture).status_code == 403
    assert client.get("/articles", headers=link).status_code == 200


def test_its_own_pages_are_not(client: httpx.Client, address: str) -> None:
    assert client.post("/sparql", data={"query": COUNT}, headers={"Origin": address}).status_code == 200


def test_the_name_of_a_proxy_is_its_own(folder: Path) -> None:
    with serving(Settings(folder, names=("kg.example",), workers=1)) as address:
        own = {"Host": "kg.example", "Origin": "https://kg.example"}
        assert httpx.get(f"{address}/sparql", headers=own).status_code == 200


@pytest.mark.parametrize("path", ["/sparql", "/api/claims", "/nowhere", "/concept/imatinib"])
def test_every_answer_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    for headers in ({}, {"Host": "evil.example"}, {"Accept": "text/html"}):
        answer = client.get(path, headers=headers)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers or answer.headers["server"] == "uvicorn"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_the_token(folder: Path) -> None:
    with serving(Settings(folder, token="sesame", workers=1)) as address:
        refused = httpx.get(f"{address}/api/claims")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic")
        assert httpx.get(f"{address}/api/claims", auth=("", "open")).status_code == 401
        assert httpx.get(f"{address}/api/claims", headers={"Authorization": "Basic ?"}).status_code == 401
        assert httpx.get(f"{address}/api/claims", auth=("anyone", "sesame")).status_code == 200
        bearer = {"Authorization": "Bearer sesame"}
        assert httpx.get(f"{address}/api/claims", headers=bearer).status_code == 200
