"""Only what names the field: nothing of it may be lost, and nothing else is parsed."""

from pathlib import Path

import pytest

from benchmarks.generate import write
from kg.errors import InputError
from kg.extract.extractor import Extractor
from kg.model import Record
from kg.readers import READERS, read_inputs
from kg.readers.inputs import read_files
from kg.readers.source import Withdrawal
from kg.terminology.screen import Screen
from kg.terminology.terms import Terms
from tests.relate.test_cases import CASES

TITLED = """<PubmedArticle><MedlineCitation><PMID>%d</PMID>
<Article><ArticleTitle>%s</ArticleTitle></Article></MedlineCitation></PubmedArticle>"""
ASTHMA, SPRYCEL, BROKEN = (TITLED % one for one in enumerate(("Asthma", "Sprycel", "CML & cats"), start=1))
DELETED = "<DeleteCitation><PMID>4</PMID></DeleteCitation>"


@pytest.fixture
def screen(terms: Terms) -> Screen:
    return Screen(terms.lexicon)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chronic myeloid leukaemia", True),
        ("CHRONIC MYELOGENOUS\nLEUKEMIA", True),
        ("BCR\u2013ABL1 transcripts", True),
        ("BCR::ABL1-positive", True),
        ("BCR&#8211;ABL and BCR&#x2013;ABL", True),
        ("BCR-<i>ABL1</i>", True),
        ("BCR-ABL<sup>T315I</sup>", True),
        ("chronic <b>myeloid</b> leukemia", True),
        ("chronic myeloid\u2009leukemia", True),
        ("chronic  myeloid\n          leukaemia", True),
        ("the Philadelphia chromosome", True),
        ("adults with Ph+ ALL", True),
        ("patients with CML.", True),
        ("<DescriptorName>Leukemia, Myelogenous, Chronic, BCR-ABL Positive</DescriptorName>", True),
        ("Gleevec", True),
        ("chronic lymphocytic leukemia", False),
        ("CMLX and XCML", False),
        ("", False),
    ],
)
def test_names(text: str, expected: bool, screen: Screen) -> None:
    assert screen(text.encode()) is expected
    assert screen.left_out == (not expected)


def test_no_text_in_which_the_extractor_finds_the_field_is_left_out(terms: Terms, screen: Screen) -> None:
    extractor = Extractor(terms)
    marks = terms.lexicon.relevant
    found = 0
    for case in CASES:
        mentions = extractor.extract(case.text).mentions
        if any(m.concept and any(terms.is_a(m.concept, mark) for mark in marks) for m in mentions):
            found += 1
            assert screen(case.text.encode()), case.text
    assert found > 500


def test_what_is_kept_is_read_as_without_the_screen(tmp_path: Path, screen: Screen) -> None:
    file = tmp_path / "general.xml.gz"
    write(file, 300, share=0.05)
    everything = {record.key: record for record in read_inputs([file]) if isinstance(record, Record)}
    kept = [record for record in read_inputs([file], screen=screen) if isinstance(record, Record)]
    assert 5 < len(kept) < 40
    assert len(kept) + screen.left_out == len(everything) == 300
    assert [everything[record.key] for record in kept] == kept


def test_deletions_pass_and_faults_keep_their_place(tmp_path: Path, screen: Screen) -> None:
    file = tmp_path / "update.xml"
    file.write_text(f"<PubmedArticleSet>{ASTHMA}{SPRYCEL}{BROKEN}{DELETED}</PubmedArticleSet>")
    found = list(read_files(READERS, [file], screen))
    assert [type(item).__name__ for item in found] == ["Read", "InputError", "Withdrawal", "LeftOut"]
    _, fault, withdrawn, _ = found
    assert isinstance(fault, InputError)
    assert fault.record == "3"
    assert withdrawn == Withdrawal("4")
    assert screen.left_out == 1


REVISED = """<PubmedArticle><MedlineCitation><PMID Version="1">%s</PMID>
<DateRevised><Year>%d</Year><Month>0%d</Month><Day>01</Day></DateRevised>
<Article><ArticleTitle>%s</ArticleTitle></Article></MedlineCitation></PubmedArticle>"""


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ([(2020, 1, "Sprycel in mice"), (2021, 1, "A title that was wrong")], []),
        ([(2021, 2, "A title that was wrong"), (2021, 1, "Sprycel in mice")], []),
        ([(2021, 1, "A title that was wrong"), (2021, 2, "Sprycel in mice")], ["Sprycel in mice"]),
        ([(2020, 1, "Sprycel in mice"), (2021, 1, "Asthma"), (2022, 1, "Sprycel")], ["Sprycel"]),
    ],
)
def test_the_latest_version_decides_whether_an_article_is_of_the_field(
    versions: list[tuple[int, int, str]], expected: list[str], tmp_path: Path, screen: Screen
) -> None:
    for number, (year, month, title) in enumerate(versions):
        text = REVISED % ("77", year, month, title) + REVISED % ("78", 2020, 1, "Asthma in children")
        (tmp_path / f"{number}.xml").write_text(f"<PubmedArticleSet>{text}</PubmedArticleSet>")
    found = [record for record in read_inputs([tmp_path], screen=screen) if isinstance(record, Record)]
    assert [record.title for record in found] == expected


def test_where_no_date_tells_versions_apart_the_later_update_file_does(
    tmp_path: Path, screen: Screen
) -> None:
    for number, title in ((1200, "Sprycel in mice"), (1201, "A title that was wrong")):
        text = TITLED % (77, title)
        (tmp_path / f"pubmed26n{number}.xml").write_text(f"<PubmedArticleSet>{text}</PubmedArticleSet>")
    assert list(read_inputs([tmp_path], screen=screen)) == []


def test_a_file_without_anything_of_the_field_is_no_fault(tmp_path: Path, screen: Screen) -> None:
    file = tmp_path / "other.xml"
    file.write_text(f"<PubmedArticleSet>{ASTHMA}</PubmedArticleSet>")
    assert list(read_inputs([file], screen=screen)) == []
