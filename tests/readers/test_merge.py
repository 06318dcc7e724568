"""One article, one record: what is of one work, which value is kept, and what is told."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import InputError
from kg.graph.store import GraphStore
from kg.graph.vocab import PROV, SCHEMA
from kg.model import Record
from kg.readers import read_inputs

WORK = {
    "title": "Bosutinib after dasatinib in chronic myeloid leukemia.",
    "authors": ["Ada Example", "Li Wang"],
    "date": "2011",
}


def read(folder: Path, *articles: dict[str, object]) -> list[Record]:
    """Each article in a file of its own."""
    for number, article in enumerate(articles):
        (folder / f"{number}.jsonl").write_text(json.dumps(article))
    items = list(read_inputs([folder]))
    assert not [item for item in items if isinstance(item, InputError)]
    return [item for item in items if isinstance(item, Record)]


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
    (record,) = read(tmp_path, WORK | one, WORK | other)
    assert {origin.file for origin in (record.origin, *record.merged)} == {"0.jsonl", "1.jsonl"}


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
    records = read(tmp_path, WORK | one, WORK | other)
    assert [record.merged for record in records] == [(), ()]


def test_a_record_that_may_be_of_two_works_is_of_none(tmp_path: Path) -> None:
    records = read(tmp_path, WORK | {"pmid": "7"}, WORK | {"pmid": "8"}, WORK)
    assert [record.key for record in records] == ["7", "8", "2"]


def test_one_record_joins_two_others(tmp_path: Path) -> None:
    records = read(
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
    (record,) = read(tmp_path, one, other)
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
    assert record.conflicts == ()


def test_values_that_differ_are_told_of_with_both(tmp_path: Path) -> None:
    one = WORK | {"pmid": "7", "journal": "Blood", "volume": "1", "abstract": "Nobody was cured by it."}
    other = WORK | {
        "pmid": "7", "journal": "Leukemia", "volume": "2", "date": "2012", "peer_reviewed": True,
        "abstract": "All patients reached a deep molecular response within twelve months.",
    }  # fmt: skip
    (record,) = read(tmp_path, one | {"peer_reviewed": False}, other)
    about = {conflict.field: conflict for conflict in record.conflicts}
    assert set(about) == {"journal", "volume", "date", "abstract", "peer reviewed"}
    volume = about["volume"]
    assert {(volume.kept, volume.kept_from.file), (volume.other, volume.other_from.file)} == {
        ("1", "0.jsonl"),
        ("2", "1.jsonl"),
    }


def test_of_long_values_the_part_that_differs_is_shown(tmp_path: Path) -> None:
    alike = "In chronic myeloid leukemia the choice of a drug depends on many things, of which we know few. "
    one = "Nobody here was cured by what was given, nor was any response seen in those patients."
    other = "Most reached deep molecular remission within twelve months, as others had hoped before."
    (record,) = read(
        tmp_path, {"pmid": "7", "title": alike + one}, {"pmid": "7", "title": alike + other}
    )  # fmt: skip
    (conflict,) = record.conflicts
    assert {"Nobody here", "Most reached"} == {
        words for words in ("Nobody here", "Most reached") if words in conflict.kept + conflict.other
    }
    assert max(len(conflict.kept), len(conflict.other)) < 100


def pubmed(version: int, revised: str, title: str, types: str = "") -> str:
    year, month, day = revised.split("-")
    return f"""<PubmedArticle><MedlineCitation><PMID Version="{version}">7</PMID>
      <DateRevised><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day></DateRevised>
      <Article><Journal><JournalIssue><Volume>1</Volume></JournalIssue></Journal>
      <ArticleTitle>{title}</ArticleTitle>
      <PublicationTypeList><PublicationType>Journal Article</PublicationType>{types}</PublicationTypeList>
      </Article></MedlineCitation></PubmedArticle>"""


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("a.xml", 1, "2020-01-02"), ("b.xml", 1, "2020-01-03")),
        (("b.xml", 1, "2020-01-02"), ("a.xml", 1, "2020-01-03")),
        (("a.xml", 1, "2020-01-03"), ("b.xml", 2, "2020-01-02")),
        (("pubmed26n0900.xml", 1, "2020-01-02"), ("pubmed26n1400.xml", 1, "2020-01-02")),
    ],
)
def test_the_later_version_of_a_record_counts(
    tmp_path: Path, earlier: tuple[str, int, str], later: tuple[str, int, str]
) -> None:
    """Even where the earlier one says more, and longer."""
    retracted = "<PublicationType>Retracted Publication</PublicationType>"
    for (name, version, revised), title, types in (
        (earlier, "Bosutinib cures every single patient", retracted),
        (later, "Bosutinib helps some", ""),
    ):
        article = pubmed(version, revised, title, types)
        (tmp_path / name).write_text(f"<PubmedArticleSet>{article}</PubmedArticleSet>")
    (record,) = read(tmp_path)
    assert (record.title, record.file, record.retracted) == ("Bosutinib helps some", later[0], False)
    assert [origin.file for origin in record.merged] == [earlier[0]]
    (conflict,) = record.conflicts
    assert (conflict.field, conflict.kept) == ("title", "Bosutinib helps some")
    assert (conflict.other, conflict.other_from.file) == ("Bosutinib cures every single patient", earlier[0])


def test_versions_of_which_none_is_later_are_merged(tmp_path: Path) -> None:
    for name, title in (("a.xml", "Bosutinib"), ("b.xml", "Bosutinib.")):
        article = pubmed(1, "2020-01-02", title)
        (tmp_path / name).write_text(f"<PubmedArticleSet>{article}</PubmedArticleSet>")
    (record,) = read(tmp_path)
    assert (record.title, record.conflicts) == ("Bosutinib.", ())


def test_the_report_of_what_was_merged_outlives_a_validation(tmp_path: Path) -> None:
    for folder, volume in (("one", "1"), ("two", "2")):
        (tmp_path / folder).mkdir()
        article = WORK | {"pmid": "7", "volume": volume, "abstract": "Bosutinib was given."}
        (tmp_path / folder / "export.jsonl").write_text(json.dumps(article))
    graph = tmp_path / "graph"
    inputs = [str(tmp_path / "one"), str(tmp_path / "two")]
    assert main(["build", *inputs, "-o", str(graph)]) == 0
    built = (graph / "report.txt").read_text()
    assert "2 records of one work were merged: export.jsonl [sha256 " in built
    assert "differ in volume: “" in built
    assert "“1” in export.jsonl [sha256 " in built
    assert "“2” in export.jsonl [sha256 " in built
    assert main(["validate", "-g", str(graph)]) == 0
    assert (graph / "report.txt").read_text() == built
    with GraphStore.open(graph) as store:
        question = "SELECT ?file { ?a a schema:ScholarlyArticle ; prov:wasDerivedFrom ?file }"
        prefixes = f"PREFIX schema: <{SCHEMA.iri}> PREFIX prov: <{PROV.iri}> "
        assert len(list(store.query(prefixes + question))) == 2


def test_a_retraction_known_to_one_record_is_known(tmp_path: Path) -> None:
    notice = {"kind": "retracted by", "pmid": "9"}
    (record,) = read(tmp_path, WORK | {"pmid": "7"}, WORK | {"pmid": "7", "notices": [notice]})
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
        (record,) = read(folder, *order)
        seen.add((record.keywords, record.volume, record.journal, record.doi, record.digest))
    assert len(seen) == 1
