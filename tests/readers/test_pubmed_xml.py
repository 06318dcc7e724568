"""PubMed XML, field by field where the shared articles do not go, and broken on purpose."""

from pathlib import Path

import pytest

from kg.model import Author, Notice, NoticeKind, Record, SectionKind
from kg.readers import pubmed_xml, read_inputs
from kg.readers.source import Source, Withdrawal
from tests.readers.broken import read

SAMPLE = (Path(__file__).parent / "samples" / "pubmed.xml").read_bytes()
FIRST, SECOND, THIRD = "99000001", "99000002", "99000003"
ARTICLES = SAMPLE[SAMPLE.index(b"<PubmedArticle>") :]


def article(inside: str, citation: str = "", data: str = "") -> bytes:
    return (
        f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{inside}</Article>{citation}"
        f"</MedlineCitation><PubmedData>{data}</PubmedData></PubmedArticle></PubmedArticleSet>"
    ).encode()


def one(tmp_path: Path, data: bytes) -> Record:
    file = tmp_path / "one.xml"
    file.write_bytes(data)
    (record,) = read_inputs([file])
    assert isinstance(record, Record), record
    return record


@pytest.mark.parametrize(
    ("issue", "electronic", "date"),
    [
        ("<Year>2008</Year><Month>Jun</Month><Day>5</Day>", "", "2008-06-05"),
        ("<Year>2008</Year><Month>06</Month>", "", "2008-06"),
        ("<Year>2008</Year><Season>Summer</Season>", "", "2008"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "", "1998"),
        ("<MedlineDate>2000 Spring</MedlineDate>", "", "2000"),
        ("<Year>2008</Year>", "<Year>2007</Year><Month>12</Month><Day>30</Day>", "2008"),
        ("", "<Year>2007</Year><Month>12</Month><Day>30</Day>", "2007-12-30"),
        ("<Year>2008</Year><Month>Feb</Month><Day>31</Day>", "", "2008-02"),
        ("", "", ""),
    ],
)
def test_dates_keep_their_precision(tmp_path: Path, issue: str, electronic: str, date: str) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{issue}</PubDate></JournalIssue></Journal>"
    inside = f"{journal}<ArticleTitle>A.</ArticleTitle><ArticleDate>{electronic}</ArticleDate>"
    assert one(tmp_path, article(inside)).date == date


def test_what_the_record_states_besides(tmp_path: Path) -> None:
    (record, *_) = read_inputs([Path(__file__).parent / "samples" / "pubmed.xml"])
    assert isinstance(record, Record)
    assert record.other == (("GENBANK", "XX000001"), ("pii", "S0001-1"))


def test_identifiers_that_are_none_are_kept_apart(tmp_path: Path) -> None:
    data = '<ArticleIdList><ArticleId IdType="doi">see publisher</ArticleId></ArticleIdList>'
    record = one(tmp_path, article("<ArticleTitle>A.</ArticleTitle>", data=data).replace(b">1<", b">x1<", 1))
    assert (record.key, record.pmid, record.doi) == ("one", "", "")
    assert record.other == (("unrecognised PMID", "x1"), ("unrecognised DOI", "see publisher"))


def test_an_abstract_by_somebody_else_stands_in(tmp_path: Path) -> None:
    other = (
        '<OtherAbstract Type="Publisher" Language="spa"><AbstractText>Nada.</AbstractText></OtherAbstract>'
        '<OtherAbstract Type="Publisher" Language="eng"><AbstractText>Yes.</AbstractText></OtherAbstract>'
    )
    assert one(tmp_path, article("<ArticleTitle>A.</ArticleTitle>", other)).abstract == "Yes."


def test_unknown_labels_take_the_kind_of_their_category(tmp_path: Path) -> None:
    abstract = (
        '<ArticleTitle>A.</ArticleTitle><Abstract><AbstractText Label="UNLABELLED">Why.</AbstractText>'
        '<AbstractText Label="Kinase assays" NlmCategory="METHODS">How.</AbstractText></Abstract>'
    )
    record = one(tmp_path, article(abstract))
    assert record.text == "A.\nWhy.\nKINASE ASSAYS: How."
    (section,) = record.sections
    assert (section.kind, record.text[section.start : section.end]) == (
        SectionKind.METHODS,
        "KINASE ASSAYS: How.",
    )


def test_notices_of_every_kind(tmp_path: Path) -> None:
    kinds = [
        "RetractionOf",
        "ErratumFor",
        "ExpressionOfConcernFor",
        "PartialRetractionIn",
        "UpdateIn",
        "Cites",
    ]
    stated = "".join(
        f'<CommentsCorrections RefType="{kind}"><PMID>7</PMID></CommentsCorrections>' for kind in kinds
    )
    notices = f"<CommentsCorrectionsList>{stated}</CommentsCorrectionsList>"
    record = one(tmp_path, article("<ArticleTitle>A.</ArticleTitle>", notices))
    assert record.notices == (
        Notice(NoticeKind.RETRACTION_OF, pmid="7"),
        Notice(NoticeKind.CORRECTION_OF, pmid="7"),
        Notice(NoticeKind.CONCERN_FOR, pmid="7"),
        Notice(NoticeKind.CORRECTED_BY, pmid="7"),
    )
    assert not record.retracted


def test_books(tmp_path: Path) -> None:
    book = b"""<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>5</PMID>
      <ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
      <Book><Publisher><PublisherName>A House</PublisherName></Publisher><BookTitle>Leukemias</BookTitle>
        <PubDate><Year>2010</Year></PubDate>
        <AuthorList Type="editors"><Author><LastName>Editor</LastName></Author></AuthorList></Book>
      <ArticleTitle>Chronic phase</ArticleTitle><Language>eng</Language>
      <AuthorList Type="authors">
        <Author><LastName>Writer</LastName><Initials>W</Initials></Author></AuthorList>
      <PublicationType>Review</PublicationType><Abstract><AbstractText>Text.</AbstractText></Abstract>
      </BookDocument></PubmedBookArticle></PubmedArticleSet>"""
    record = one(tmp_path, book)
    assert (record.key, record.title, record.journal, record.date) == (
        "5",
        "Chronic phase",
        "Leukemias",
        "2010",
    )
    assert record.authors == (Author("W Writer"),)
    assert record.other == (("Publisher", "A House"), ("bookaccession", "NBK1"))


def test_deletions_of_an_update_file(tmp_path: Path) -> None:
    file = tmp_path / "update.xml"
    deleted = b"<DeleteCitation><PMID Version='1'>11</PMID><PMID Version='1'>12</PMID></DeleteCitation>"
    file.write_bytes(SAMPLE.replace(b"</PubmedArticleSet>", deleted + b"</PubmedArticleSet>"))
    assert [item.key for item in read_inputs([file]) if isinstance(item, Record)] == [FIRST, SECOND, THIRD]
    source = Source(file.name, str(file), "pubmed-xml", "", lambda: file.open("rb"))
    withdrawn = [item.pmid for item in pubmed_xml.read(source) if isinstance(item, Withdrawal)]
    assert withdrawn == ["11", "12"]


def test_a_withdrawn_record_is_left_out_wherever_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "baseline.xml").write_bytes(SAMPLE)
    update = f"<DeleteCitation><PMID Version='1'>{FIRST}</PMID></DeleteCitation>"
    (tmp_path / "update.xml").write_text(update)
    left = [item.key for item in read_inputs([tmp_path]) if isinstance(item, Record)]
    assert sorted(left) == sorted([SECOND, THIRD])


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_declared_encodings_are_kept_to(tmp_path: Path, encoding: str) -> None:
    data = SAMPLE.decode().replace("UTF-8", encoding.upper(), 1).encode(encoding, "xmlcharrefreplace")
    assert read(tmp_path / "a.xml", data) == ([FIRST, SECOND, THIRD], [])
    (_, review, _) = read_inputs([tmp_path / "a.xml"])
    assert isinstance(review, Record)
    assert review.journal == "Annales inventées"


BOMB = b"<!DOCTYPE PubmedArticleSet [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
)


@pytest.mark.parametrize(
    ("data", "keys", "errors"),
    [
        (SAMPLE[:-900], [FIRST, SECOND], [(THIRD, "the file breaks off within this record")]),
        (
            SAMPLE[: SAMPLE.rindex(b"</PubmedArticleSet>")],
            [FIRST, SECOND, THIRD],
            [("", "the file breaks off: </PubmedArticleSet> is missing, and maybe records with it")],
        ),
        (
            SAMPLE.replace(b"<LastName>Wang", b"<LastName>Wang</Oops>"),
            [FIRST, THIRD],
            [
                (
                    SECOND,
                    "the record is not well-formed XML: Opening and ending tag mismatch: LastName and Oops",
                )
            ],
        ),
        (SAMPLE.replace(b"</PubmedArticle>", b"", 1), [SECOND, THIRD], [(FIRST, "the record does not end")]),
        (
            SAMPLE.replace("é".encode(), b"\xe9", 1),
            [SECOND, THIRD],
            [(FIRST, "the record is not in the encoding of its file")],
        ),
        (
            BOMB + b"]><PubmedArticleSet>" + ARTICLES.replace(b"Bosutinib cures", b"&l; cures"),
            [FIRST, SECOND],
            [(THIRD, "&l; is no character that XML or HTML knows")],
        ),
        (
            ARTICLES.replace(b"<PubmedArticle>", b"<PubmedArticleSet><PubmedArticle>", 1)
            .replace(b"<ArticleTitle>Bosutinib cures every patient.</ArticleTitle>", b"")
            .replace(b"Bosutinib was given to 3 patients. All of them were cured.", b""),
            [FIRST, SECOND],
            [(THIRD, "the record has neither title nor abstract")],
        ),
        (b"<PubmedArticleSet></PubmedArticleSet>", [], [("", "the file holds no PubMed record")]),
    ],
)
def test_broken_files(tmp_path: Path, data: bytes, keys: list[str], errors: list[tuple[str, str]]) -> None:
    assert read(tmp_path / "a.xml", data) == (keys, errors)


def test_no_other_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("imatinib")
    outside = (
        f'<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "{secret.as_uri()}">]><PubmedArticleSet>'.encode()
    )
    keys, errors = read(tmp_path / "a.xml", outside + ARTICLES.replace(b"Bosutinib cures", b"&x; cures"))
    assert (keys, errors) == ([FIRST, SECOND], [(THIRD, "&x; is no character that XML or HTML knows")])


@pytest.mark.parametrize("size", [12, 50])
def test_a_field_of_many_megabytes_costs_its_record_alone(tmp_path: Path, size: int) -> None:
    data = SAMPLE.replace(b"resistant to imatinib", b"x" * (size << 20), 1)
    keys, errors = read(tmp_path / "a.xml", data)
    assert (keys, [record for record, _ in errors]) == ([SECOND, THIRD], [FIRST])


@pytest.mark.parametrize(
    ("title", "kind", "retracted"),
    [
        ("RETRACTED: Bosutinib cures.", "Journal Article", True),
        ("Retracted Article: Bosutinib cures.", "Journal Article", True),
        ("Retracted: Bosutinib cures.", "Retraction of Publication", False),
        ("Retracted genomes of bosutinib.", "Journal Article", False),
    ],
)
def test_a_title_that_says_retracted_retracts(tmp_path: Path, title: str, kind: str, retracted: bool) -> None:
    types = f"<PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList>"
    assert one(tmp_path, article(f"<ArticleTitle>{title}</ArticleTitle>{types}")).retracted is retracted
