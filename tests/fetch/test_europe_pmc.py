"""Europe PMC: what is asked for, and what is on disk afterwards."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from kg.fetch.client import FetchError
from kg.fetch.wanted import Wanted
from tests.fetch.conftest import Clock, Fetching
from tests.fetch.folders import assert_whole, manifest, titles
from tests.fetch.services import Article, Services


def test_a_query_is_walked_through_by_cursor(fetch: Fetching, services: Services, folder: Path) -> None:
    outcome = fetch(source="europe-pmc", email="curator@example.org")
    assert_whole(folder, 10)
    assert (outcome.brought, outcome.found, outcome.whole) == (10, 10, True)
    assert [page["file"] for page in manifest(folder)["pages"]] == [
        f"europe-pmc-{n:04}.json" for n in (1, 2, 3, 4)
    ]
    assert manifest(folder)["pages"][0]["ids"] == ["MED:101", "MED:102", "MED:103"]
    marks = [request.values["cursorMark"] for request in services.asked("search")]
    assert marks == ["*", "*", "after+3", "after+6", "after+9"]
    last = services.requests[-1].values
    assert (last["resultType"], last["format"], last["email"]) == ("core", "json", "curator@example.org")


def test_four_requests_a_second(fetch: Fetching, services: Services) -> None:
    fetch(source="europe-pmc")
    times = [request.at for request in services.requests]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.25


def test_pmids_and_dois(fetch: Fetching, folder: Path, tmp_path: Path) -> None:
    outcome = fetch(Wanted("pmids", ("103", "999")), source="europe-pmc")
    assert (list(titles(folder)), outcome.missing) == (["103"], ["999"])
    other = tmp_path / "dois"
    outcome = fetch(Wanted("dois", ("10.1000/a(104)", "10.1/x")), source="europe-pmc", folder=other)
    assert (list(titles(other)), outcome.missing) == (["104"], ["10.1/x"])


def test_long_lists_go_in_batches(fetch: Fetching, services: Services, folder: Path) -> None:
    services.add(*(Article(str(number)) for number in range(1000, 1120)))
    fetch(Wanted("pmids", tuple(str(number) for number in range(1000, 1120))), source="europe-pmc")
    assert_whole(folder, 120)
    assert max(len(request.url) for request in services.requests) < 2000


def test_a_maximum(fetch: Fetching, services: Services, folder: Path) -> None:
    outcome = fetch(source="europe-pmc", limit=4)
    assert_whole(folder, 4)
    assert outcome.whole
    assert [request.values["pageSize"] for request in services.asked("search")] == ["1", "3", "1"]


def test_an_empty_result_leaves_no_folder(fetch: Fetching, folder: Path) -> None:
    with pytest.raises(FetchError, match="Europe PMC finds nothing for nothing"):
        fetch(Wanted("query", ("nothing",)), source="europe-pmc")
    assert not folder.exists()


def test_an_update_brings_the_new_and_the_revised(
    fetch: Fetching, services: Services, folder: Path, clock: Clock
) -> None:
    fetch(source="europe-pmc")
    clock.day = clock.day.replace(month=4)
    services.add(Article("111", entered="2026-03-20"), Article("112", entered="2026-03-21"))
    services.revise("102", "2026-03-25", "Corrected")
    services.revise("103", "2026-03-09", services.articles["103"].title)  # the record itself is as it was
    outcome = fetch(None, update=True)
    assert_whole(folder, 12)
    assert (outcome.brought, outcome.replaced) == (3, 1)
    assert titles(folder)["102"] == "Corrected"
    query = services.requests[-1].values["query"]
    assert (
        query
        == "(cml) AND (FIRST_IDATE:[2026-03-08 TO 3000-12-31] OR UPDATE_DATE:[2026-03-08 TO 3000-12-31])"
    )


def test_an_update_without_news(fetch: Fetching, folder: Path) -> None:
    fetch(source="europe-pmc")
    outcome = fetch(None, update=True)
    assert (outcome.brought, outcome.whole) == (0, True)
    assert_whole(folder, 10)


def test_pages_say_what_the_service_said(fetch: Fetching, folder: Path) -> None:
    fetch(source="europe-pmc")
    page = json.loads((folder / "europe-pmc-0001.json").read_bytes())
    assert (page["version"], page["hitCount"]) == ("6.9", 10)
