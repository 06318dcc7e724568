"""Invented articles: the same ones each time, read back whole, on CML or on anything else."""

from pathlib import Path

from benchmarks.generate import articles, write
from kg.model import Record
from kg.pipeline import Interpreter
from kg.readers import read_inputs


def test_an_article_is_the_same_in_a_small_file_and_in_a_large_one(tmp_path: Path) -> None:
    small, large, again = (tmp_path / name for name in ("small.xml.gz", "large.xml.gz", "again.xml.gz"))
    write(small, 5)
    write(large, 50)
    write(again, 5)
    assert small.read_bytes() == again.read_bytes()
    assert [record.text for record in read(large)[:5]] == [record.text for record in read(small)]
    assert [article.title for article in articles(5, seed=1)] != [article.title for article in articles(5)]


def test_articles_are_read_back_as_they_were_made(tmp_path: Path) -> None:
    write(tmp_path / "articles.xml", 30, share=0.5)
    made = list(articles(30, share=0.5))
    found = read(tmp_path / "articles.xml")
    assert [record.pmid for record in found] == [article.pmid for article in made]
    assert [record.title for record in found] == [article.title for article in made]
    for record, article in zip(found, made, strict=True):
        assert all(text in record.abstract for _, text in article.sections)


def test_the_share_is_of_articles_on_cml_and_they_make_claims() -> None:
    made = list(articles(1000, share=0.2))
    assert 150 < sum(article.relevant for article in made) < 250
    assert not any(article.relevant for article in articles(100, share=0.0))


def test_articles_on_cml_make_claims_and_others_none(tmp_path: Path) -> None:
    interpreter = Interpreter()
    for share, expected in ((1.0, 5), (0.0, 0)):
        write(tmp_path / "articles.xml", 6, share=share)
        claims = [len(interpreter.read(record).claims) for record in read(tmp_path / "articles.xml")]
        assert sum(claims) >= expected * 6 if expected else not sum(claims)


def read(path: Path) -> list[Record]:
    return [record for record in read_inputs([path]) if isinstance(record, Record)]
