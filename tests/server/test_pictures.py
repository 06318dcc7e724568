"""Pictures over HTTP: the files, their pages with tables, and where they are shown."""

import csv
import io
from pathlib import Path

import httpx
import pytest

from kg.graph.store import GraphStore
from kg.plot.catalogue import PICTURES
from kg.plot.make import draw
from tests.server.test_pages import read


def test_a_file_is_what_the_command_writes(client: httpx.Client, folder: Path) -> None:
    drawn = draw(GraphStore.open(folder), "doses", {"drug": "dasatinib"})
    for form, media in (("svg", "image/svg+xml"), ("png", "image/png")):
        answer = client.get(f"/pictures/doses.{form}", params={"drug": "dasatinib"})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)
        assert answer.content == drawn.write(form)


def test_a_picture_opened_by_itself_keeps_its_looks_and_runs_nothing(client: httpx.Client) -> None:
    policy = client.get("/pictures/kinds.svg").headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_picture_is_listed_with_the_page_that_has_its_tables(client: httpx.Client) -> None:
    page = read(client, "/pictures")
    links = [link.partition("?")[0] for link in page.xpath("//main//a/@href")]
    assert links == [f"/pictures/{name}" for name in PICTURES]
    for address, file in zip(page.xpath("//main//a/@href"), page.xpath("//main//img/@src"), strict=True):
        whole = read(client, address)
        assert whole.xpath("//main//img/@src") == [file]
        picture = PICTURES[address.removeprefix("/pictures/").partition("?")[0]]
        assert len(whole.xpath("//main/section/h2")) == len(picture.QUESTIONS)


def test_its_tables_lead_to_their_sentences_and_are_there_to_save(client: httpx.Client) -> None:
    page = read(client, "/pictures/comparisons?drug=dasatinib")
    assert page.xpath("//a[@class='evidence']")
    (link,) = (link for link in page.xpath("//a/@href") if ".csv" in link)
    answer = client.get(link)
    assert answer.headers["content-type"].startswith("text/csv")
    assert 'filename="head-to-head-comparisons.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == len(page.xpath("//tbody/tr"))
    assert all("dasatinib" in row["agent"] + row["comparator"] for row in rows)


def test_a_concept_has_those_that_tell_of_it(client: httpx.Client) -> None:
    assert "/pictures/comparisons.svg?drug=dasatinib" in read(client, "/concept/dasatinib").xpath(
        "//main//img/@src"
    )
    assert read(client, "/concept/variant-T315I").xpath("//main//img/@src") == [
        "/pictures/mutations.svg?mutation=T315I"
    ]
    assert read(client, "/concept/chronic-myeloid-leukemia").xpath("//main//img/@src") == []


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/pictures/portrait", 404, "there is no picture portrait"),
        ("/pictures/portrait.svg", 404, "there is no picture portrait"),
        ("/pictures/years.pdf", 404, "a picture ends in .svg or .png"),
        ("/pictures/years.svg?colour=red", 400, "there is no parameter colour"),
        ("/pictures/doses.svg", 400, "needs a value for drug"),
    ],
)
def test_what_it_cannot_draw_it_says(client: httpx.Client, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, said in answer.text) == (status, True), answer.text


def test_a_page_without_the_value_it_needs_asks_for_it(client: httpx.Client) -> None:
    assert "Give a value for drug." in read(client, "/pictures/doses").text_content()
    wrong = read(client, "/pictures/doses?drug=dasatinip")
    assert "did you mean dasatinib" in wrong.xpath("//p[@role='alert']")[0].text
