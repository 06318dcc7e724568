"""PubMed: what is asked for, and what is on disk afterwards."""

from pathlib import Path
from typing import Any

import pytest

from kg.fetch import pubmed
from kg.fetch.client import FetchError
from kg.fetch.pubmed_page import dois, keep, records
from kg.fetch.wanted import Wanted
from tests.fetch.conftest import Clock, Fetching
from tests.fetch.folders import assert_whole, manifest, titles
from tests.fetch.services import Article, Services, instead, pubmed_set


def test_a_query_brings_every_record_and_a_manifest(
    fetch: Fetching, services: Services, folder: Path
) -> None:
    outcome = fetch(email="curator@example.org")
    assert_whole(folder, 10)
    assert (outcome.records, outcome.brought, outcome.found, outcome.whole) == (10, 10, 10, True)
    assert titles(folder)["101"] == "Imatinib & <i>BCR::ABL1</i> Ⅲ"
    told = manifest(folder)
    assert (told["source"], told["query"], told["date"][:10]) == ("pubmed", "cml", "2026-03-10")
    assert [page["file"] for page in told["pages"]] == [f"pubmed-{number:04}.xml" for number in (1, 2, 3, 4)]
    assert len(services.asked("esearch.fcgi")) == 1
    assert len(services.asked("efetch.fcgi")) == 4
    who = {
        (request.values["tool"], request.values["email"], request.agent[:7]) for request in services.requests
    }
    assert who == {("cml-kg", "curator@example.org", "cml-kg/")}


def test_pages_are_the_bytes_that_came(fetch: Fetching, services: Services, folder: Path) -> None:
    fetch(Wanted("pmids", ("101", "102")))
    came = pubmed_set(services.articles["101"], services.articles["102"])
    assert (folder / "pubmed-0001.xml").read_bytes() == came


def test_pmids_need_no_search_and_unknown_ones_are_named(
    fetch: Fetching, services: Services, folder: Path
) -> None:
    outcome = fetch(Wanted("pmids", ("103", "999", "101")))
    assert_whole(folder, 2)
    assert manifest(folder)["missing"] == outcome.missing == ["999"]
    assert not outcome.whole
    assert not services.asked("esearch.fcgi")


def test_a_list_of_unknown_pmids_is_no_failure_of_the_service(fetch: Fetching, services: Services) -> None:
    empty = b"<eFetchResult><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR></eFetchResult>"
    services.go_wrong("efetch.fcgi", instead(empty), instead(empty))
    assert fetch(Wanted("pmids", ("999",))).missing == ["999"]


def test_dois_are_looked_up_and_unknown_ones_are_named(fetch: Fetching, folder: Path) -> None:
    outcome = fetch(Wanted("dois", ("10.1000/a(104)", "10.9999/cited")))
    assert list(titles(folder)) == ["104"]
    assert outcome.missing == ["10.9999/cited"]  # it is only in a reference list


def test_books_count(fetch: Fetching, services: Services, folder: Path) -> None:
    services.add(Article("111", book=True))
    fetch()
    assert_whole(folder, 11)


def test_a_maximum(fetch: Fetching, services: Services, folder: Path) -> None:
    outcome = fetch(limit=4)
    assert_whole(folder, 4)
    assert (outcome.found, outcome.whole) == (10, True)
    assert services.asked("esearch.fcgi")[0].values["retmax"] == "4"


def test_three_requests_a_second_and_ten_with_a_key(
    fetch: Fetching, services: Services, tmp_path: Path
) -> None:
    fetch()
    assert most_in_a_second(services) == 3
    services.requests.clear()
    services.add(*(Article(str(number)) for number in range(200, 260)))
    fetch(key="k3y", folder=tmp_path / "keyed")
    assert 8 <= most_in_a_second(services) <= 10


def most_in_a_second(services: Services) -> int:
    times = [request.at for request in services.requests]
    return max(sum(first <= time < first + 1 for time in times) for first in times)


def test_too_many_for_one_search_are_divided_by_date(
    fetch: Fetching, services: Services, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pubmed, "MOST", 5)
    services.articles.clear()
    services.add(*(Article(str(300 + n), entered=f"{2000 + n}-06-30") for n in range(20)))
    services.add(*(Article(str(400 + n), entered=f"2011-01-{1 + n:02}") for n in range(9)))
    fetch()
    assert_whole(folder, 29)
    assert all(int(request.values["retmax"]) <= 5 for request in services.asked("esearch.fcgi"))


def test_the_newest_come_first_under_a_maximum(
    fetch: Fetching, services: Services, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pubmed, "MOST", 5)
    services.articles.clear()
    services.add(*(Article(str(300 + n), entered=f"{2000 + n}-06-30") for n in range(20)))
    fetch(limit=7)
    assert set(titles(folder)) == {str(number) for number in range(313, 320)}


def test_too_many_on_one_day_is_said(fetch: Fetching, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pubmed, "MOST", 5)
    with pytest.raises(FetchError, match="2020/01/01 has more: narrow the query"):
        fetch()
    assert not folder.exists()


def test_what_a_search_names_and_nobody_has_is_missing(
    fetch: Fetching, services: Services, folder: Path
) -> None:
    services.hidden = {"105"}
    assert fetch().missing == ["105"]
    assert_whole(folder, 9)


def test_an_empty_result_leaves_no_folder(fetch: Fetching, services: Services, folder: Path) -> None:
    services.unknown = "nothingmab"
    with pytest.raises(FetchError, match="finds nothing for nothing; PubMed does not know nothingmab"):
        fetch(Wanted("query", ("nothing",)))
    assert not folder.exists()


def test_a_phrase_that_was_ignored_is_told(fetch: Fetching, services: Services) -> None:
    services.unknown = "imatinibb"
    outcome = fetch()
    assert outcome.notes == ["PubMed does not know imatinibb"]
    assert outcome.whole


def test_an_update_brings_the_new_and_the_revised(
    fetch: Fetching, services: Services, folder: Path, clock: Clock
) -> None:
    fetch()
    clock.day = clock.day.replace(month=4)
    services.add(Article("111", entered="2026-03-20", revised="2026-03-20"))
    services.revise("102", "2026-03-25", "RETRACTED: Imatinib")
    services.requests.clear()
    outcome = fetch(None, update=True)
    assert_whole(folder, 11)
    assert (outcome.brought, outcome.replaced) == (2, 1)
    assert titles(folder)["102"] == "RETRACTED: Imatinib"
    fetched = [request.values["id"] for request in services.asked("efetch.fcgi")]
    assert fetched == ["111,102"]
    searched = [(each.values["datetype"], each.values["mindate"]) for each in services.asked("esearch.fcgi")]
    assert searched == [("edat", "2026/03/08"), ("mdat", "2026/03/08")]
    runs = manifest(folder)["runs"]
    assert [(run["since"], run["brought"], run["replaced"]) for run in runs] == [
        ("", 10, 0),
        ("2026-03-08", 2, 1),
    ]


def test_an_update_without_news_changes_no_file(fetch: Fetching, services: Services, folder: Path) -> None:
    services.add(Article("111", entered="2026-03-10", revised="2026-03-10"))
    fetch()
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("pubmed-*")}
    outcome = fetch(None, update=True)
    assert (outcome.brought, outcome.replaced, outcome.whole) == (0, 0, True)
    assert {path.name: path.stat().st_mtime_ns for path in folder.glob("pubmed-*")} == before


def test_an_update_of_a_list_asks_again_for_what_was_missing(
    fetch: Fetching, services: Services, folder: Path
) -> None:
    fetch(Wanted("pmids", ("101", "102", "111")))
    services.add(Article("111"))
    services.revise("102", "2026-03-25", "Corrected")
    outcome = fetch(None, update=True)
    assert titles(folder).keys() == {"101", "102", "111"}
    assert (outcome.missing, outcome.replaced, titles(folder)["102"]) == ([], 1, "Corrected")


def test_a_page_whose_every_record_is_revised_goes(fetch: Fetching, services: Services, folder: Path) -> None:
    fetch(Wanted("pmids", ("101",)))
    services.revise("101", "2026-03-25", "Corrected")
    fetch(None, update=True)
    assert [path.name for path in folder.glob("*.xml")] == ["pubmed-0002.xml"]
    assert_whole(folder, 1)


def test_keeping_some_records_of_a_page() -> None:
    one, two, three = (Article(pmid, doi=f"10.1000/{pmid}") for pmid in ("1", "2", "3"))
    page = pubmed_set(one, two, two, three)
    assert list(records(page)) == ["1", "2", "3"]
    assert list(records(keep(page, ["2"]))) == ["2"]
    assert keep(page, ["2"]).count(b"<PubmedArticle>") == 1
    assert dois(records(page)["2"]) == {"10.1000/2"}


@pytest.mark.parametrize("changes", [{"source": "europe-pmc"}, {"wanted": Wanted("query", ("aml",))}])
def test_a_folder_is_for_one_fetch(fetch: Fetching, changes: dict[str, Any]) -> None:
    fetch()
    with pytest.raises(FetchError, match=r"was fetched (from pubmed|for cml): use another folder \(-o\)"):
        fetch(**changes)
