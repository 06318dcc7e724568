"""The same three articles in the formats of reference managers and text miners, and all formats together."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Finding, Record, Severity
from kg.readers import READERS, read_each, read_inputs
from tests.readers.articles import ARTICLES, blank, limited, without_ids

SAMPLES = Path(__file__).parent / "samples"


def references(article: Record) -> Record:
    return limited(article, "mesh_headings", "trials", "grants", "notices", orcid=False)


def web_of_science(article: Record) -> Record:
    """Groups have a tag of their own, behind the persons; there is no PMCID."""
    authors = tuple(sorted(article.authors, key=lambda author: author.collective))
    return references(replace(article, authors=authors, pmcid=""))


def table(article: Record) -> Record:
    return without_ids(limited(article, "notices"))


def zotero_table(article: Record) -> Record:
    return limited(references(article), "article_types")


def pubmed_table(article: Record) -> Record:
    """A list of search results: initials, a year, no abstract."""
    initials = {"Ada M": "AM", "Jörg": "J", "José": "J", "Zoë": "Z", "Li": "L", "Max": "M"}
    authors = []
    for author in references(article).authors:
        given = next((name for name in initials if author.name.startswith(f"{name} ")), "")
        authors.append(replace(author, name=initials.get(given, "") + author.name.removeprefix(given)))
    lacks = (
        "article_types", "abstract", "sections", "volume", "issue", "start_page", "end_page", "language",
        "keywords",
    )  # fmt: skip
    return replace(limited(references(article), *lacks), authors=tuple(authors), date=article.date[:4])


def pubtator(article: Record) -> Record:
    lacks = (
        "article_types", "authors", "journal", "volume", "issue", "start_page", "end_page", "date",
        "language", "keywords", "pmcid", "doi",
    )  # fmt: skip
    return limited(references(article), *lacks)


def bioc(article: Record) -> Record:
    return replace(
        limited(references(article), "article_types", "keywords", "language"), date=article.date[:4]
    )


FORMATS: dict[str, tuple[str, Callable[[Record], Record]]] = {
    "references.ris": ("ris", references),
    "web-of-science.txt": ("web-of-science", web_of_science),
    "references.bib": ("bibtex", references),
    "articles.csv": ("csv", table),
    "articles.tsv": ("csv", table),
    "zotero.csv": ("csv", zotero_table),
    "pubmed.csv": ("csv", pubmed_table),
    "articles.jsonl": ("json-lines", lambda article: article),
    "pubtator.txt": ("pubtator", pubtator),
    "bioc.json": ("bioc-json", bioc),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_equal_records(name: str) -> None:
    format_, says = FORMATS[name]
    read = list(read_inputs([SAMPLES / name]))
    assert [str(item) for item in read if not isinstance(item, Record)] == []
    for item, article in zip(read, ARTICLES, strict=True):
        assert isinstance(item, Record)
        assert (item.file, item.format) == (name, format_)
        end = len(item.title) + 1 + len(item.abstract)
        in_abstract = tuple(part for part in item.sections if part.end <= end)
        assert replace(blank(item), sections=in_abstract, body="") == says(article)


@pytest.mark.parametrize("form", ["name", "content"])
def test_every_sample_is_recognised_by_what_is_in_it(form: str, tmp_path: Path) -> None:
    for file in sorted(SAMPLES.iterdir()):
        copy = tmp_path / (file.name if form == "name" else f"{file.stem}-{file.suffix[1:]}.txt")
        copy.write_bytes(file.read_bytes())
        here, there = ([read.record.format for read in read_each([path])] for path in (file, copy))  # type: ignore[union-attr]
        assert here == there
        assert set(here) <= set(READERS)


def test_all_samples_together_are_three_works() -> None:
    read = list(read_inputs([SAMPLES]))
    records = [item for item in read if isinstance(item, Record)]
    assert {record.key for record in records} == {article.key for article in ARTICLES}
    assert len(records) == 3
    for record in records:
        article = next(article for article in ARTICLES if article.key == record.key)
        assert (record.title, record.abstract, record.date) == (article.title, article.abstract, article.date)
        assert set(article.notices) <= set(record.notices)
        assert record.retracted == article.retracted
        for section in record.sections[: len(article.sections)]:
            assert record.text[section.start :].startswith(f"{section.label}: ")
    findings = [item for item in read if isinstance(item, Finding)]
    assert [finding.severity for finding in findings if "were merged" in finding.message] == [
        Severity.INFO
    ] * 3
    assert [finding.message for finding in findings if finding.severity is Severity.WARNING] == []
