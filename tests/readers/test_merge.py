"""One article, one record: what is of one work, which value is kept, and what is told."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Finding, Record, Severity
from kg.readers import read_inputs

WORK = {
    "title": "Bosutinib after dasatinib in chronic myeloid leukemia.",
    "authors": ["Ada Example", "Li Wang"],
    "date": "2011",
}


def read(folder: Path, *articles: dict[str, object]) -> tuple[list[Record], list[Finding]]:
    """Each article in a file of its own."""
    for number, article in enumerate(articles):
        (folder / f"{number}.jsonl").write_text(json.dumps(article))
    items = list(read_inputs([folder]))
    assert not [item for item in items if isinstance(item, InputError)]
    return [i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Finding)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"pmid": "7"}, {"pmid": "PMID: 07", "title": "BOSUTINIB"}),
        ({"pmcid": "PMC7"}, {"pmcid": "7", "title": "BOSUTINIB"}),
        ({"doi": "10.5555/A"}, {"doi": "https://doi.org/10.5555/a", "title": "BOSUTINIB"}),
        ({}, {"title": "Bosutinib after Dasatinib in Chronic Myeloid Leukemia", "authors": ["Éxample, A"]}),
        ({"pmid": "7"}, {"date": "2011-05", "authors": ["Example, Ada"]}),
        ({"date": "", "abstract": "Text."}, {"authors": "", "abstract": "Text"}),
    ],
)
def test_records_of_one_work_are_one(
    tmp_path: Path, one: dict[str, object], other: dict[str, object]
) -> None:
    records, findings = read(tmp_path, WORK | one, WORK | other)
    assert len(records) == 1
    assert findings[0].severity is Severity.INFO
    assert f"{tmp_path / '0.jsonl'} (json-lines)" in findings[0].message
    assert f"{tmp_path / '1.jsonl'} (json-lines)" in findings[0].message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"pmid": "7"}, {"pmid": "8"}),
        ({"doi": "10.5555/preprint"}, {"doi": "10.5555/journal"}),
        ({"volume": "7"}, {"volume": "8"}),
        ({"start_page": "7"}, {"start_page": "8"}),
        ({}, {"date": "2012"}),
        ({}, {"authors": ["Li Wang"]}),
        ({"authors": []}, {"authors": []}),
    ],
)
def test_what_contradicts_is_two_works(
    tmp_path: Path, one: dict[str, object], other: dict[str, object]
) -> None:
    records, findings = read(tmp_path, WORK | one, WORK | other)
    assert (len(records), findings) == (2, [])


def test_a_record_that_may_be_of_two_works_is_of_none(tmp_path: Path) -> None:
    records, _ = read(tmp_path, WORK | {"pmid": "7"}, WORK | {"pmid": "8"}, WORK)
    assert [record.key for record in records] == ["7", "8", "2"]


def test_one_record_joins_two_others(tmp_path: Path) -> None:
    records, _ = read(
        tmp_path, {"title": "A", "pmid": "7"}, {"title": "A", "doi": "10.5555/a"},
        {"title": "A", "pmid": "7", "doi": "10.5555/a"},
    )  # fmt: skip
    assert [(record.key, record.doi) for record in records] == [("7", "10.5555/a")]


def test_the_richer_value_is_kept_and_lists_are_joined(tmp_path: Path) -> None:
    one = {
        "pmid": "7", "title": "Bosutinib", "abstract": "METHODS: It was given.", "journal": "N Engl J Med",
        "date": "2011-05-03", "authors": ["A Example"], "keywords": ["CML", "bosutinib"], "pages": "10-2",
        "trials": ["NCT00000001"],
    }  # fmt: skip
    other = {
        "pmid": "7", "doi": "10.5555/a", "title": "Bosutinib.", "abstract": "It was given.",
        "body": "And more.", "journal": "The New England journal of medicine", "date": "2011",
        "authors": ["Ada Example", "Li Wang"], "keywords": ["cml", "TKI"], "pages": "10",
        "mesh_headings": ["Humans"], "article_types": ["Review"],
    }  # fmt: skip
    (record,), findings = read(tmp_path, one, other)
    assert (record.title, record.abstract, record.body) == (
        "Bosutinib.",
        "METHODS: It was given.",
        "And more.",
    )
    (section,) = record.sections
    assert record.text[section.start : section.end] == "METHODS: It was given."
    assert (record.journal, record.date) == ("The New England journal of medicine", "2011-05-03")
    assert [author.name for author in record.authors] == ["Ada Example", "Li Wang"]
    assert sorted(map(str.lower, record.keywords)) == ["bosutinib", "cml", "tki"]
    assert (record.start_page, record.end_page) == ("10", "12")
    assert (record.trials, record.mesh_headings, record.doi) == (
        ("NCT00000001",),
        (("", "Humans"),),
        "10.5555/a",
    )
    assert [finding.severity for finding in findings] == [Severity.INFO]


def test_values_that_differ_are_told_of_with_both(tmp_path: Path) -> None:
    one = WORK | {"pmid": "7", "journal": "Blood", "volume": "1", "abstract": "Nobody was cured by it."}
    other = WORK | {
        "pmid": "7", "journal": "Leukemia", "volume": "2", "date": "2012", "peer_reviewed": True,
        "abstract": "All patients reached a deep molecular response within twelve months.",
    }  # fmt: skip
    _, findings = read(tmp_path, one | {"peer_reviewed": False}, other)
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    about = {warning.message.partition(" differ in ")[2].partition(":")[0] for warning in warnings}
    assert about == {"journal", "volume", "date", "abstract", "peer reviewed"}
    volume = next(warning.message for warning in warnings if "in volume" in warning.message)
    assert f"“1” in {tmp_path / '0.jsonl'}" in volume
    assert f"“2” in {tmp_path / '1.jsonl'}" in volume
    assert all(warning.record == "7" and warning.mend for warning in warnings)


def test_a_retraction_known_to_one_record_is_known(tmp_path: Path) -> None:
    notice = {"kind": "retracted by", "pmid": "9"}
    (record,), _ = read(tmp_path, WORK | {"pmid": "7"}, WORK | {"pmid": "7", "notices": [notice]})
    assert record.retracted


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    articles = [
        WORK | {"pmid": "7", "journal": "Blood", "keywords": ["a", "b"]},
        WORK | {"pmid": "7", "journal": "Blood", "keywords": ["b", "c"], "volume": "3"},
        WORK | {"doi": "10.5555/a", "pmid": "7", "keywords": ["c", "a"], "volume": "4"},
    ]
    seen = set()
    for number, order in enumerate(permutations(articles)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (record,), _ = read(folder, *order)
        seen.add((record.keywords, record.volume, record.journal, record.doi, record.digest))
    assert len(seen) == 1
