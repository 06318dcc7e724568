"""The same three articles in every format give equal records, but for what a format cannot say."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Record
from kg.readers import READERS, read_each, read_inputs
from tests.readers.articles import ARTICLES, blank, limited, without_ids

SAMPLES = Path(__file__).parent / "samples"


def jats(article: Record) -> Record:
    """Types and headings of an index are not the publisher's; the country of a grant is not asked."""
    grants = tuple("42/Invented Trust" for _ in article.grants[:1])
    return replace(limited(article, "article_types", "mesh_headings"), grants=grants)


def europe_pmc(article: Record) -> Record:
    grants = tuple(grant.removesuffix("/United States") for grant in article.grants[:1])
    return replace(without_ids(limited(article, "trials")), grants=grants)


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


def portal_page(article: Record) -> Record:
    return limited(article, "mesh_headings", "trials", "grants", "notices", orcid=False)


def plain_text(article: Record) -> Record:
    """Title and abstract; what else it is called is the name of the file."""
    return Record("", article.title, article.abstract, "", "", "", sections=article.sections)


FORMATS: dict[str, tuple[str, Callable[[Record], Record], tuple[str, ...]]] = {
    # files: format, what it can say of an article, what it says besides
    "pubmed.xml": ("pubmed-xml", lambda article: article, ()),
    "medline.nbib": ("medline", without_ids, ()),
    "jats.xml": ("jats", jats, ("article_types", "body", "subjects")),
    "europe-pmc.json": ("europe-pmc", europe_pmc, ("citation_counts",)),
    "europe-pmc.xml": ("europe-pmc", europe_pmc, ("citation_counts",)),
    "references.ris": ("ris", references, ()),
    "web-of-science.txt": ("web-of-science", web_of_science, ()),
    "references.bib": ("bibtex", references, ()),
    "articles.csv": ("csv", table, ()),
    "articles.tsv": ("csv", table, ()),
    "zotero.csv": ("csv", zotero_table, ()),
    "pubmed.csv": ("csv", pubmed_table, ()),
    "articles.jsonl": ("json-lines", lambda article: article, ()),
    "pubtator.txt": ("pubtator", pubtator, ()),
    "bioc.json": ("bioc-json", bioc, ("body",)),
    "portal-*.txt": ("portal-page", portal_page, ()),
    "plain-*.txt": ("plain-text", plain_text, ()),
}


def read(files: str) -> list[Record]:
    items = list(read_inputs(sorted(SAMPLES.glob(files))))
    assert [str(item) for item in items if isinstance(item, InputError)] == []
    return [item for item in items if isinstance(item, Record)]


@pytest.mark.parametrize("files", FORMATS)
def test_every_format_gives_equal_records(files: str) -> None:
    format_, says, besides = FORMATS[files]
    for record, article in zip(read(files), ARTICLES, strict=True):
        assert Path(record.file).match(files)
        assert record.format == format_
        end = len(record.title) + 1 + len(record.abstract)
        in_abstract = tuple(part for part in record.sections if part.end <= end)
        expected = says(article)
        key = "" if expected.key == "" else record.key
        stated = limited(replace(blank(record), sections=in_abstract), *besides)
        assert replace(stated, key=key) == expected
        for section in in_abstract:
            assert record.text[section.start : section.end].startswith(f"{section.label}: ")
        assert record.retracted == expected.retracted


def test_every_reader_reads_the_articles() -> None:
    assert {format_ for format_, *_ in FORMATS.values()} == set(READERS)
    assert {file for files in FORMATS for file in SAMPLES.glob(files)} == set(SAMPLES.iterdir())


@pytest.mark.parametrize("form", ["name", "content"])
def test_every_sample_is_recognised_by_what_is_in_it(form: str, tmp_path: Path) -> None:
    for files, (format_, *_) in FORMATS.items():
        for file in SAMPLES.glob(files):
            copy = tmp_path / (file.name if form == "name" else f"{file.stem}-{file.suffix[1:]}.txt")
            copy.write_bytes(file.read_bytes())
            formats = [read.record.format for read in read_each([copy])]  # type: ignore[union-attr]
            assert set(formats) == {format_}, copy.name


def test_all_samples_together_are_three_works() -> None:
    records = read("*")
    assert {record.key for record in records} == {article.key for article in ARTICLES}
    assert len(records) == 3
    for record in records:
        article = next(article for article in ARTICLES if article.key == record.key)
        assert (record.title, record.abstract, record.date) == (article.title, article.abstract, article.date)
        assert set(article.notices) <= set(record.notices)
        assert record.retracted == article.retracted
        for section in record.sections[: len(article.sections)]:
            assert record.text[section.start :].startswith(f"{section.label}: ")
        assert {origin.format for origin in (record.origin, *record.merged)} == set(READERS)
        assert record.conflicts == ()
