"""MEDLINE (nbib), field by field where the shared articles do not go, and broken on purpose."""

from pathlib import Path

import pytest

from kg.model import Author, NoticeKind, Record
from kg.readers import read_inputs
from tests.readers.broken import read

SAMPLE = (Path(__file__).parent / "samples" / "medline.nbib").read_bytes()
FIRST, SECOND, THIRD = "99000001", "99000002", "99000003"


def one(tmp_path: Path, text: str) -> Record:
    file = tmp_path / "one.txt"
    file.write_text(f"PMID- 1\nOWN - NLM\n{text}")
    (record,) = read_inputs([file])
    assert isinstance(record, Record), record
    return record


def test_it_is_recognised_by_content(tmp_path: Path) -> None:
    record = one(tmp_path, "TI  - A title.\n")
    assert (record.format, record.title) == ("medline", "A title.")


def test_authors_without_full_names_and_with_them(tmp_path: Path) -> None:
    assert one(tmp_path, "TI  - A.\nAU  - van der Probe J\nAU  - Example AM\n").authors == (
        Author("J van der Probe"),
        Author("AM Example"),
    )
    assert one(tmp_path, "TI  - A.\nFAU - Probe, J\nAU  - Probe J\nCN  - A Group\nFAU - Z, Y\n").authors == (
        Author("J Probe"),
        Author("A Group", collective=True),
        Author("Y Z"),
    )


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("DP  - 2008 Jun 5", "2008-06-05"),
        ("DP  - 2008 Jun-Jul", "2008"),
        ("DP  - 1998 Dec-1999 Jan", "1998"),
        ("DEP - 20080605", "2008-06-05"),
        ("LR  - 20080605", ""),
    ],
)
def test_dates(tmp_path: Path, stated: str, date: str) -> None:
    assert one(tmp_path, f"TI  - A.\n{stated}\n").date == date


def test_books_notices_and_other_abstracts(tmp_path: Path) -> None:
    record = one(
        tmp_path,
        "BTI - A book\nTI  - A chapter\nOAB - Publisher: text.\nEFR - J. 2000;1:1. PMID: 77\nPRIN- J. 2001\n",
    )
    assert (record.title, record.journal, record.abstract) == ("A chapter", "A book", "Publisher: text.")
    assert [(notice.kind, notice.citation, notice.pmid) for notice in record.notices] == [
        (NoticeKind.CORRECTION_OF, "J. 2000;1:1", "77"),
        (NoticeKind.CORRECTED_BY, "J. 2001", ""),
    ]


@pytest.mark.parametrize(
    "data",
    [SAMPLE.replace(b"\n", b"\r\n"), SAMPLE.decode().encode("utf-16"), SAMPLE.decode().encode("utf-8-sig")],
)
def test_line_ends_and_byte_order_marks(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path / "a.nbib", data) == ([FIRST, SECOND, THIRD], [])


@pytest.mark.parametrize(
    ("data", "keys", "errors"),
    [
        (SAMPLE[:-120], [FIRST, SECOND], [(THIRD, "the file breaks off within this record")]),
        (SAMPLE.replace("ë".encode(), b"\xeb"), [FIRST, THIRD], [(SECOND, "line 69 is not valid UTF-8")]),
        (
            SAMPLE.replace(b"PMID- 99000002\n", b"").replace(b"10.5555/annales/7.s22 [doi]", b"x"),
            [FIRST, "a-2", THIRD],
            [],
        ),
        (
            SAMPLE.replace(b"TI  - Bos", b"XX  - Bos").replace(b"AB  - Bos", b"XX  - Bos"),
            [FIRST, SECOND],
            [(THIRD, "the record has neither title nor abstract")],
        ),
        (
            SAMPLE.replace(b"need more.", b"x" * (50 << 20)),
            [SECOND, THIRD],
            [(FIRST, "the record has more than 10 million characters")],
        ),
        (
            SAMPLE.replace(b"need more.", b"x x\n      " * (2 << 20)),
            [SECOND, THIRD],
            [(FIRST, "the record has more than 10 million characters")],
        ),
    ],
)
def test_broken_files(tmp_path: Path, data: bytes, keys: list[str], errors: list[tuple[str, str]]) -> None:
    assert read(tmp_path / "a.nbib", data) == (keys, errors)
