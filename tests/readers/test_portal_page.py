"""Pages of a research portal: what they state is read, what they do not state is not."""

import io
import time
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Author, CitationCount, Record
from kg.readers import READERS
from kg.readers.portal_page import authors, read, recognise
from kg.readers.source import Source

PAGES = Path(__file__).with_name("pages")
SEED = Path(__file__).parents[2] / "seeds" / "000_3040c0ee1a7b4fc0.txt"


def page(text: str) -> Record | InputError:
    source = Source("p.txt", "p.txt", "portal-page", "0", lambda: io.BytesIO(text.encode()))
    assert recognise(text.encode(), "p.txt")
    try:
        (record,) = read(source)
    except InputError as error:
        return error
    return record


def record_of(text: str) -> Record:
    record = page(text)
    assert isinstance(record, Record)
    return record


def test_a_page_with_glued_labels() -> None:
    record = record_of((PAGES / "glued.txt").read_text(encoding="utf-8"))
    assert record == Record(
        key="99999999",
        title="Bosutinib after two inhibitors: A study of dose and response",
        abstract="We gave bosutinib to 30 patients. Half responded.\n\n"
        "Volume overload was rare. Journals do not say why.",
        file="p.txt",
        format="portal-page",
        digest="0",
        authors=tuple(map(Author, ("Ann B. Example", "Carl de Sample Jr.", "Eva Müller-Test"))),
        journal="Invented Journal of Leukemia",
        volume="12",
        issue="3",
        start_page="1234",
        end_page="1241",
        date="2012-03",
        language="en-US",
        article_types=("Article",),
        peer_reviewed=True,
        keywords=("Bosutinib", "CML, chronic phase"),
        subjects=("Hematology", "Cancer Research"),
        citation_counts=(CitationCount(1204, "Scopus"),),
        pmid="99999999",
        doi="10.9999/abc.2011(3)x",
        other=(
            ("Organisation", "Department of Invented Medicine"),
            ("Research output", "Contribution to journal"),
            ("Article number", "e77"),
            ("Number of pages", "8"),
            ("Externally published", "No"),
        ),
    )


def test_a_page_with_the_labels_first_and_headings() -> None:
    record = record_of((PAGES / "spread.txt").read_text(encoding="utf-8"))
    assert record == Record(
        key="10.9999/zzz.1",
        title="Ponatinib bei therapierefraktärer Erkrankung",
        abstract="Ponatinib wurde gegeben.\n\n- Zwei Patienten sprachen an.",
        file="p.txt",
        format="portal-page",
        digest="0",
        authors=(
            Author("Max Muster"),
            Author("Erika Beispiel"),
            Author("Leukemia and Myeloma Study Group", collective=True),
        ),
        journal="Erfundene Zeitschrift",
        start_page="e12",
        date="2011",
        language="de",
        article_types=("Article", "Scientific"),
        keywords=("Ponatinib", "T315I"),
        citation_counts=(CitationCount(7, "Web of Science"),),
        doi="10.9999/zzz.1",
        other=(
            ("Research output", "Contribution to journal"),
            ("Early online date", "12 May 2010"),
            ("Funding", "Funded by nobody."),
        ),
    )


def test_nothing_is_invented_for_a_bare_page() -> None:
    record = record_of((PAGES / "bare.txt").read_text(encoding="utf-8"))
    assert record == Record(
        key="p",
        title="A title and nothing to cite",
        abstract="",
        file="p.txt",
        format="portal-page",
        digest="0",
        language="en",
        article_types=("Book",),
        other=(("Research output", "Book/Report"), ("State", "Accepted/In press - 2019")),
    )


def test_the_seed() -> None:
    text = SEED.read_text(encoding="utf-8")
    record = record_of(text)
    lines = text.split("\n")
    assert record.text == f"{lines[0]}\n{next(line for line in lines if line.startswith('The development'))}"
    assert record.authors == (Author("Jorge Cortes"), Author("Hagop Kantarjian"))
    assert (
        record.journal,
        record.issue,
        record.start_page,
        record.end_page,
        record.date,
        record.language,
    ) == (
        "JNCCN Journal of the National Comprehensive Cancer Network",
        "SUPPL. 2",
        "S22",
        "S30",
        "2008-06-30",
        "en-US",
    )
    assert (record.article_types, record.peer_reviewed) == (("Review article",), True)
    assert record.keywords == (
        "Chronic myeloid leukemia",
        "Dasatinib",
        "Imatinib",
        "Nilotinib",
        "Tyrosine kinase",
    )
    assert record.subjects == ("Oncology",)
    assert record.citation_counts == (CitationCount(3, "Scopus"),)
    assert (record.volume, record.doi, record.pmid, record.pmcid) == ("", "", "", "")


HEAD = (
    "A title\n\nAnn Example\n\nResearch output: Contribution to journal › Article{peer}\n\nText.\n\n{lines}\n"
)


def with_lines(*lines: str, peer: str = "") -> Record:
    return record_of(HEAD.format(peer=peer, lines="\n".join(lines)))


@pytest.mark.parametrize("between", ["", ": ", "\t", "  ", "\n"])
def test_labels_may_stand_in_any_way_before_their_values(between: str) -> None:
    record = with_lines(
        f"Journal{between}Invented Letters", f"Volume{between}7", f"Issue number{between}SUPPL. 2"
    )
    assert (record.journal, record.volume, record.issue) == ("Invented Letters", "7", "SUPPL. 2")
    assert record.abstract == "Text."


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("Published - Jun 30 2008", "2008-06-30"),
        ("Published - 1 January 2011", "2011-01-01"),
        ("Published - Mar 2012", "2012-03"),
        ("Published - 2011", "2011"),
        ("Published - Jan-Feb 2011", "2011"),
        ("Published - Feb 30 2011", "2011-02"),
        ("E-pub ahead of print - 2021-07-05", "2021-07-05"),
        ("In preparation - 2020", ""),
    ],
)
def test_dates_keep_their_stated_precision(value: str, date: str) -> None:
    assert with_lines(f"State{value}").date == date


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("English (US)", "en-US"),
        ("English (UK)", "en-GB"),
        ("German", "de"),
        ("Portuguese (Brazil)", "pt-BR"),
        ("Klingon", ""),
    ],
)
def test_languages(value: str, tag: str) -> None:
    assert with_lines(f"Original language{value}").language == tag


@pytest.mark.parametrize(
    ("peer", "said"),
    [(" › peer-review", True), ("peer-review", True), (" › not peer-reviewed", False), ("", None)],
)
def test_peer_review_is_said_denied_or_not_mentioned(peer: str, said: bool | None) -> None:
    record = with_lines(peer=peer)
    assert (record.peer_reviewed, record.article_types) == (said, ("Article",))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("12 Citations", CitationCount(12, "")),
        ("1 Scopus citation", CitationCount(1, "Scopus")),
        ("3 Link opens in a new tab Web of Science citations", CitationCount(3, "Web of Science")),
        ("9 Citations (Europe PMC)", CitationCount(9, "Europe PMC")),
    ],
)
def test_citation_counts(line: str, count: CitationCount) -> None:
    assert with_lines(line).citation_counts == (count,)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Example and Bob Sample", ("Ann Example", "Bob Sample")),
        ("Ann Example, Bob Sample, and Eve Test", ("Ann Example", "Bob Sample", "Eve Test")),
        ("A. Example, Jr., B. Sample†; C. Test", ("A. Example, Jr.", "B. Sample", "C. Test")),
        ("Ann Example, 12 others, Eve Test", ("Ann Example", "Eve Test")),
        ("International Myeloma and CML group", ("International Myeloma and CML group",)),
    ],
)
def test_authors(line: str, names: tuple[str, ...]) -> None:
    assert authors(line) == names


@pytest.mark.parametrize(
    "text",
    [
        "\nResearch output: Contribution to journalArticlepeer-review\n\nText.\n",
        "Ann Example, Bob Sample\n\nResearch output: Contribution to journalArticlepeer-review\n\nText.\n",
        "Ann Example\n\nResearch output: Book › Book\n\nDive into the research topics of 'A title'.\n",
    ],
)
def test_a_page_without_a_title_is_refused(text: str) -> None:
    error = page(text)
    assert isinstance(error, InputError)
    assert error.problem == "the page has no title"


def test_the_kind_of_output_may_stand_on_lines_of_its_own() -> None:
    record = record_of(
        "A title\nAnn Example\nResearch output:\nContribution to journal\n"
        "› Review article\n› peer-review\n\nText.\n"
    )
    assert (record.article_types, record.peer_reviewed, record.abstract) == (
        ("Review article",),
        True,
        "Text.",
    )


def test_a_title_in_capitals_is_no_list_of_authors() -> None:
    record = record_of("Chronic Myeloid Leukemia\n\nResearch output: Book/Report › Book\n\nText.\n")
    assert (record.title, record.authors) == ("Chronic Myeloid Leukemia", ())


def test_a_page_that_lost_its_first_line_of_labels_is_still_recognised() -> None:
    text = (
        "A title\nAnn Example, Bob Sample\n\nText.\n\nOriginal languageEnglish\nPages (from-to)1-2\n"
        "Externally publishedYes\n"
    )
    record = record_of(text)
    assert (record.title, record.authors, record.abstract) == (
        "A title",
        (Author("Ann Example"), Author("Bob Sample")),
        "Text.",
    )


def test_a_page_that_lost_its_authors_as_well_has_none() -> None:
    record = record_of(
        "A title\n\n3 Scopus citations\n\nText.\n\nOriginal languageEnglish\n"
        "Pages (from-to)1-2\nExternally publishedYes\n"
    )
    assert (record.authors, record.abstract) == ((), "Text.")
    assert record.citation_counts == (CitationCount(3, "Scopus"),)


def test_other_texts_are_not_taken_for_such_a_page() -> None:
    assert not recognise(b"A title\n\nVolume and journal of an abstract. Keywords: none.\n", "a.txt")
    assert list(READERS)[-1] == "plain-text"


@pytest.mark.parametrize(
    "unit", ["\n", " ", "Research output", "Volume 1", "A, ", "1-", "Dive into ", "(peer-"]
)
def test_hostile_text_takes_no_time(unit: str) -> None:
    text = f"A title\n{unit * 20_000}\nResearch output: Book › Book\n{unit * 20_000}\nState{unit * 20_000}\n"
    began = time.perf_counter()
    recognise(text.encode(), "a.txt")
    page(text)
    assert time.perf_counter() - began < 5
