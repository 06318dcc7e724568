"""Europe PMC: shapes of its answers, lite fields, and files broken on purpose."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Author, CitationCount, Record
from kg.readers import read_inputs
from tests.readers.broken import read

SAMPLES = Path(__file__).parent / "samples"
SAMPLE = (SAMPLES / "europe-pmc.json").read_bytes()
XML = (SAMPLES / "europe-pmc.xml").read_bytes()
RESULTS: list[dict[str, Any]] = json.loads(SAMPLE)["resultList"]["result"]
FIRST, SECOND, THIRD = "99000001", "99000002", "99000003"
LITE = {
    "id": "99000004", "source": "MED", "pmid": "99000004", "title": "A <i>lite</i> record.",
    "authorString": "Example AM, van der Probe J, A Study Group.", "journalTitle": "J Invent Hematol",
    "issue": "2", "journalVolume": "1", "pubYear": "2001", "pageInfo": "1-9",
    "pubType": "review; retracted publication", "firstPublicationDate": "2001-05-01", "citedByCount": 5,
}  # fmt: skip


def test_lite_fields(tmp_path: Path) -> None:
    file = tmp_path / "lite.json"
    file.write_text(json.dumps({"hitCount": 1, "resultList": {"result": [LITE]}}))
    (record,) = read_inputs([file])
    assert isinstance(record, Record)
    assert (record.title, record.journal, record.volume, record.issue) == (
        "A lite record.", "J Invent Hematol", "1", "2",
    )  # fmt: skip
    assert record.authors == (Author("AM Example"), Author("J van der Probe"), Author("A Study Group"))
    assert (record.date, record.start_page, record.end_page) == ("2001", "1", "9")
    assert record.article_types == ("review", "Retracted Publication")
    assert record.retracted
    assert record.citation_counts == (CitationCount(5, "Europe PMC"),)


def test_preprints_have_their_doi_for_a_key(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    result = {"id": "PPR1", "source": "PPR", "doi": "10.5555/P1", "title": "T", "pubYear": "2020"}
    file.write_text(json.dumps({"hitCount": 1, "result": result}))
    (record,) = read_inputs([file])
    assert isinstance(record, Record)
    assert (record.key, record.other) == ("10.5555/p1", (("Europe PMC PPR", "PPR1"),))


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE,
        json.dumps(RESULTS).encode(),
        "\n".join(map(json.dumps, RESULTS)).encode(),
        "\n".join(
            json.dumps({"hitCount": 3, "resultList": {"result": [result]}}) for result in RESULTS
        ).encode(),
        SAMPLE.decode().encode("utf-8-sig"),
        SAMPLE.decode().encode("utf-16"),
        XML,
    ],
)
def test_shapes_of_answers(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path / "a.json", data) == ([FIRST, SECOND, THIRD], [])


@pytest.mark.parametrize(
    ("data", "keys", "errors"),
    [
        (SAMPLE[: len(SAMPLE) * 3 // 4], [FIRST], [(SECOND, "the file breaks off within this record")]),
        (SAMPLE[:-8], [FIRST, SECOND, THIRD], [("", "the file breaks off: records may be missing")]),
        (
            SAMPLE.replace(b'"pubYear": "2012"', b'"pubYear" "2012"'),
            [FIRST, THIRD],
            [(SECOND, "the record is not well-formed JSON: Expecting ':' delimiter")],
        ),
        (
            SAMPLE.replace(b"need more.", b"x" * (50 << 20)),
            [SECOND, THIRD],
            [(FIRST, "the record is longer than 20 million characters, or ends nowhere")],
        ),
        (
            SAMPLE.decode().encode("latin-1", "replace"),
            [],
            [("", "the file is not valid UTF-8; nothing behind is read")],
        ),
        (
            b'{"hitCount":1,"resultList":{"result":[{"id":"1","title":' + b"[" * 100_000,
            [],
            [("1", "the record is too deeply nested")],
        ),
        (
            b'{"hitCount":0,"resultList":{"result":[]}}',
            [],
            [("", "the search found nothing: there is no record")],
        ),
        (
            XML.replace(b"Dupont</", b"Dupont</x></"),
            [FIRST, THIRD],
            [(SECOND, "the record is not well-formed XML: Opening and ending tag mismatch: lastName and x")],
        ),
    ],
)
def test_broken_files(tmp_path: Path, data: bytes, keys: list[str], errors: list[tuple[str, str]]) -> None:
    assert read(tmp_path / "a.json", data) == (keys, errors)
