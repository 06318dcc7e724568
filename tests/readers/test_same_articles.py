"""The same three articles in every format give equal records, but for what a format cannot say."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Author, Record
from kg.readers import read_inputs
from tests.readers.articles import ARTICLES, blank, limited, without_ids

SAMPLES = Path(__file__).parent / "samples"


def europe_pmc(article: Record) -> Record:
    grants = tuple(grant.removesuffix("/United States") for grant in article.grants[:1])
    return replace(without_ids(limited(article, "trials")), grants=grants)


def jats(article: Record) -> Record:
    grants = tuple("42/Invented Trust" for _ in article.grants[:1])
    return replace(limited(article, "article_types", "mesh_headings"), grants=grants)


FORMATS: dict[str, tuple[str, Callable[[Record], Record], tuple[str, ...]]] = {
    # file: format, what it can say of an article, what it says besides
    "pubmed.xml": ("pubmed-xml", lambda article: article, ()),
    "medline.nbib": ("medline", without_ids, ()),
    "jats.xml": ("jats", jats, ("article_types", "body", "subjects")),
    "europe-pmc.json": ("europe-pmc", europe_pmc, ("citation_counts",)),
    "europe-pmc.xml": ("europe-pmc", europe_pmc, ("citation_counts",)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_equal_records(name: str) -> None:
    format_, says, besides = FORMATS[name]
    read = list(read_inputs([SAMPLES / name]))
    assert [str(item) for item in read if not isinstance(item, Record)] == []
    for item, article in zip(read, ARTICLES, strict=True):
        assert isinstance(item, Record)
        assert (item.file, item.format) == (name, format_)
        end = len(item.title) + 1 + len(item.abstract)
        in_abstract = tuple(part for part in item.sections if part.end <= end)
        assert limited(replace(blank(item), sections=in_abstract), *besides) == says(article)
        for section in in_abstract:
            assert item.text[section.start : section.end].startswith(f"{section.label}: ")


def test_retracted_articles_say_so() -> None:
    for name in FORMATS:
        retracted = [item.retracted for item in read_inputs([SAMPLES / name]) if isinstance(item, Record)]
        assert retracted == [False, False, True], name


def test_an_author_has_the_checked_orcid_only() -> None:
    (first, *_) = read_inputs([SAMPLES / "pubmed.xml"])
    assert isinstance(first, Record)
    assert first.authors[1] == Author("Jörg van der Probe Jr")
