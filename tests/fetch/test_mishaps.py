"""Both services at their worst: what is on disk, how often they were asked, and how long it waited."""

import logging
import time
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from kg.fetch import client
from kg.fetch.client import FetchError
from kg.fetch.wanted import Wanted
from tests.fetch.conftest import TODAY, Clock, Fetching
from tests.fetch.folders import assert_whole, titles
from tests.fetch.services import (
    Article,
    Handler,
    Mishap,
    Services,
    cut,
    instead,
    pubmed_set,
    status,
    truncated,
)

KEY = "0123456789abcdef-secret"
HTML = b"<!DOCTYPE html><html><head><title>Error</title></head><body>Down &amp; out</body></html>"
BACKEND = b"<eSearchResult><ERROR>Search Backend failed: try again</ERROR></eSearchResult>"
FEW = b"<eSearchResult><Count>10</Count><IdList><Id>101</Id></IdList></eSearchResult>"
BAD_TERM = b"<eSearchResult><ERROR>Bad term</ERROR></eSearchResult>"
BAD_KEY = b'{"error":"API key invalid","api-key":"%s"}' % KEY.encode()
PROXY = b"<eFetchResult><ERROR>proxy_stream(): 502</ERROR></eFetchResult>"
LIMIT = b'{"error":"API rate limit exceeded","api-key":"%s","count":"4","limit":"3"}' % KEY.encode()
STRANGERS = pubmed_set(Article("666"), Article("667"))


def slow(handler: Handler, usual: bytes) -> None:
    time.sleep(0.3)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TIMEOUT", 0.1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("path", "mishap"),
    [
        ("esearch.fcgi", status(429)),
        ("esearch.fcgi", instead(BACKEND)),
        ("esearch.fcgi", instead(HTML)),
        ("esearch.fcgi", instead(b"")),
        ("esearch.fcgi", truncated),
        ("esearch.fcgi", instead(FEW)),
        ("esearch.fcgi", slow),
        ("efetch.fcgi", status(500, b"oops")),
        ("efetch.fcgi", status(400, PROXY)),
        ("efetch.fcgi", status(400, LIMIT)),
        ("efetch.fcgi", instead(LIMIT)),
        ("efetch.fcgi", status(503)),
        ("efetch.fcgi", truncated),
        ("efetch.fcgi", cut),
        ("efetch.fcgi", slow),
        ("efetch.fcgi", instead(HTML)),
        ("efetch.fcgi", instead(STRANGERS)),
        ("efetch.fcgi", instead(pubmed_set(Article("")))),
    ],
)
def test_a_mishap_of_pubmed_costs_one_request(
    fetch: Fetching, services: Services, folder: Path, clock: Clock, path: str, mishap: Mishap
) -> None:
    services.go_wrong(path, mishap)
    outcome = fetch(key=KEY)
    assert_whole(folder, 10)
    assert outcome.whole
    assert len(services.requests) == 6
    assert 1.0 in clock.slept


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "mishap",
    [
        status(429),
        status(502),
        truncated,
        cut,
        slow,
        instead(HTML),
        instead(b'{"version": "6.9"}'),
        instead(b"[]"),
        instead(b'{"errCode": 500, "errMsg": "Server error, try again"}'),
        instead(b'{"hitCount": 10, "nextCursorMark": "x", "resultList": {"result": []}}'),
        instead(b'{"hitCount": 10, "resultList": {"result": [{"id": "101", "source": "MED"}]}}'),
        instead(b'{"hitCount": 3, "resultList": {"result": [{}, {}, {}]}}'),
    ],
)
def test_a_mishap_of_europe_pmc_costs_one_request(
    fetch: Fetching, services: Services, folder: Path, mishap: Mishap
) -> None:
    services.go_wrong("search", None, mishap)
    outcome = fetch(source="europe-pmc")
    assert_whole(folder, 10)
    assert outcome.whole
    assert len(services.requests) == 6


def test_a_service_may_say_how_long_to_wait(fetch: Fetching, services: Services, clock: Clock) -> None:
    until = format_datetime(TODAY + timedelta(seconds=90))
    services.go_wrong("esearch.fcgi", status(429, Retry_After="17"))
    services.go_wrong("efetch.fcgi", status(503, Retry_After=until), status(429, Retry_After="soon"))
    fetch()
    waits = [slept for slept in clock.slept if slept > 0.5]
    assert waits[0] == 17
    assert 70 < waits[1] < 73.0  # what was left of the 90 seconds
    assert waits[2] == 2.0  # it was not understood, so as for any second attempt


def test_a_wait_of_an_hour_is_left_to_the_user(fetch: Fetching, services: Services) -> None:
    services.go_wrong("efetch.fcgi", status(429, Retry_After="3600"))
    with pytest.raises(FetchError, match="asks to come back in 60 minutes"):
        fetch()


def test_waits_double_and_end(fetch: Fetching, services: Services, clock: Clock, folder: Path) -> None:
    services.go_wrong("efetch.fcgi", None, *[status(500, b"<h1>Down</h1>")] * 6)
    with pytest.raises(FetchError, match="after 6 attempts: status 500, Down; the same command goes on"):
        fetch()
    assert [slept for slept in clock.slept if slept >= 1] == [1, 2, 4, 8, 16]
    assert titles(folder).keys() == {"101", "102", "103"}
    services.requests.clear()
    fetch()
    assert_whole(folder, 10)
    assert len(services.requests) == 3


@pytest.mark.parametrize(
    ("path", "mishap", "message"),
    [
        ("efetch.fcgi", status(403, b"<p>Blocked</p>"), "refuses access .status 403.: Blocked"),
        ("efetch.fcgi", status(401), "check the API key"),
        ("esearch.fcgi", status(400, BAD_KEY), "key is not valid"),
        ("esearch.fcgi", status(400, BAD_TERM), "search for this: Bad"),
        ("esearch.fcgi", instead(BAD_TERM), "search for this: Bad"),
        ("esearch.fcgi", status(302, Location="https://example.org/"), "redirected to https://example.org/"),
        ("esearch.fcgi", status(414, b"Too long"), "status 414.: Too long"),
    ],
)
def test_what_waiting_does_not_mend_is_said_at_once(
    fetch: Fetching, services: Services, path: str, mishap: Mishap, message: str
) -> None:
    services.go_wrong(path, mishap)
    with pytest.raises(FetchError, match=message):
        fetch(key=KEY)
    assert len(services.asked(path)) == 1


def test_a_bad_query_of_europe_pmc(fetch: Fetching, services: Services, folder: Path) -> None:
    services.go_wrong("search", instead(b'{"errCode": 404, "errMsg": "Unknown field FOO"}'))
    with pytest.raises(FetchError, match="Unknown field FOO"):
        fetch(source="europe-pmc")
    assert not folder.exists()


def test_no_network(fetch: Fetching, clock: Clock) -> None:
    with pytest.raises(FetchError, match="PubMed: after 3 attempts: it cannot be reached: check the network"):
        fetch(base="http://127.0.0.1:1")


@pytest.mark.parametrize("base", ["eutils.example.org", "file:///etc/passwd", "ftp://example.org", "http://"])
def test_an_address_that_is_none(fetch: Fetching, base: str) -> None:
    with pytest.raises(FetchError, match="no address of a service"):
        fetch(base=base)


def test_an_endless_answer_is_no_answer(
    fetch: Fetching, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LARGEST_ANSWER", 1 << 20)
    services.go_wrong("efetch.fcgi", *[instead(b" " * (2 << 20))] * 6)
    with pytest.raises(FetchError, match="larger than 1 MB"):
        fetch()


def test_the_key_is_sent_and_never_written(
    fetch: Fetching, services: Services, folder: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    services.go_wrong("efetch.fcgi", status(429, LIMIT), *[status(500, LIMIT)] * 5)
    with pytest.raises(FetchError) as failed:
        fetch(key=KEY)
    services.go_wrong(
        "efetch.fcgi", instead(b"<eFetchResult><ERROR>%s</ERROR></eFetchResult>" % KEY.encode())
    )
    with pytest.raises(FetchError, match=r"PubMed: \[key\]") as refused:
        fetch(key=KEY)
    fetch(key=KEY)
    assert {request.values["api_key"] for request in services.requests} == {KEY}
    assert not any(KEY in request.url for request in services.requests)
    assert not any(KEY.encode() in path.read_bytes() for path in folder.iterdir())
    assert KEY not in caplog.text + str(failed.value) + str(refused.value)
    assert "httpx" in caplog.text


def test_the_key_does_not_go_out_in_the_clear(fetch: Fetching) -> None:
    with pytest.raises(FetchError, match=r"not sent to example\.org in the clear"):
        fetch(key=KEY, base="http://example.org")


def test_europe_pmc_is_never_told_the_key(fetch: Fetching, services: Services) -> None:
    fetch(source="europe-pmc", key=KEY)
    assert not any(KEY in request.url for request in services.requests)


def test_a_page_that_comes_twice_is_noticed(fetch: Fetching, services: Services, folder: Path) -> None:
    first = services.search({"query": "cml", "cursorMark": "*", "pageSize": "3"})
    services.go_wrong("search", None, None, instead(first))
    fetch(source="europe-pmc")
    assert_whole(folder, 10)
    assert len(services.requests) == 6


def test_a_page_that_keeps_coming_ends_with_a_word(fetch: Fetching, services: Services, folder: Path) -> None:
    first = services.search({"query": "cml", "cursorMark": "*", "pageSize": "3"})
    services.go_wrong("search", *[None] * 2, *[instead(first)] * 99)
    outcome = fetch(source="europe-pmc")
    assert (outcome.short, outcome.whole) == (7, False)
    assert_whole(folder, 3)
    assert len(services.requests) < 12


def test_a_wrong_count_of_pubmed_is_no_result(fetch: Fetching, services: Services) -> None:
    services.miscount = 2
    with pytest.raises(FetchError, match="10 PMIDs where it counted 12"):
        fetch()


def test_a_wrong_count_of_europe_pmc_is_told(fetch: Fetching, services: Services, folder: Path) -> None:
    services.miscount = 2
    outcome = fetch(source="europe-pmc")
    assert (outcome.short, outcome.whole) == (2, False)
    assert_whole(folder, 10)


def test_a_short_page_of_pubmed_is_filled_later(fetch: Fetching, services: Services, folder: Path) -> None:
    services.go_wrong("efetch.fcgi", instead(pubmed_set(services.articles["102"])))
    outcome = fetch(Wanted("pmids", tuple(services.articles)))
    assert_whole(folder, 10)
    assert outcome.whole
