"""Files and folders: what is read, in which order, and one clear line for what is not."""

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Record
from kg.readers import read_inputs

TEXT = "A title\n\nBosutinib was given.\n"


def problems(*paths: Path) -> list[tuple[str, str]]:
    return [(Path(i.file).name, i.problem) for i in read_inputs(paths) if isinstance(i, InputError)]


def keys(*paths: Path) -> list[str]:
    return [item.key for item in read_inputs(paths) if isinstance(item, Record)]


def test_plain_text_is_a_title_and_an_abstract(tmp_path: Path) -> None:
    file = tmp_path / "case.1.txt"
    file.write_bytes(b"\n A title \r\n\r\nFirst line\r\n goes on.\r\n\r\n\r\nSecond.\r\n")
    (record,) = read_inputs([file])
    assert isinstance(record, Record)
    assert (record.key, record.file, record.format) == ("case.1", "case.1.txt", "plain-text")
    assert record.text == "A title\nFirst line\ngoes on.\n\nSecond."
    assert len(record.digest) == 64


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Größe\nÄnderung von 2‑3 µg.\n", encoding=encoding)
    (record,) = read_inputs([file])
    assert isinstance(record, Record)
    assert record.text == "Größe\nÄnderung von 2‑3 µg."


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n", "the file is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "this is a binary file, not text"),
        ("a.txt", b"A title\n\0\1\2", "this is a binary file, not text"),
        ("a.txt", b"A title\nM\xfcller", "byte 9 (0xfc, line 2) is not valid UTF-8"),
        ("a.txt", b"\xff\xfeA\0b", "byte 4 (0x62, line 1) is not valid UTF-16-LE"),
        ("a.txt", b"One line only.", "there is one line only: a title without an abstract, or the reverse"),
        ("a.txt", b"word " * 150 + b"\n\nText.", "no title: the first line has 749 characters"),
        ("a.docx.part", b"\xd0\xcf\x11\xe0", "no known format"),
        ("a.pdf", b"%PDF-1.4", "this is a PDF, no record of an article"),
        ("a.html", b"<!DOCTYPE html><html>", "this is a web page, no record of an article"),
        ("a.jsonl", b'{"abstract": "", "pmid": "5"}', "the record has neither title nor abstract"),
        ("a.txt", b"\nResearch output: Book\nText.", "the page has no title"),
    ],
)
def test_each_unreadable_file_is_one_line_and_the_rest_is_read(
    tmp_path: Path, name: str, data: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT)
    assert problems(tmp_path) == [(name, problem)]
    assert keys(tmp_path) == ["good"]
    (error,) = (item for item in read_inputs([tmp_path]) if isinstance(item, InputError))
    assert "\n" not in str(error)
    assert error.mend


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "only-readme").mkdir()
    (tmp_path / "only-readme" / "README.md").write_text("# About\n")
    os.mkfifo(tmp_path / "pipe.txt")
    paths = [tmp_path / name for name in ("missing.txt", "empty", "only-readme", "pipe.txt")]
    assert sorted(problems(*paths)) == [
        ("empty", "the folder holds no records"),
        ("missing.txt", "there is no such file or folder"),
        ("only-readme", "the folder holds no records"),
        ("pipe.txt", "this is not a regular file"),
    ]


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert problems(tmp_path) == [("a.txt", "the file cannot be read: Permission denied")]


def test_a_folder_is_walked_without_hidden_files_and_companions(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/er/c.text", ".hidden.txt", ".git/d.txt", "README.md", "LICENSE"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT + name)
    assert keys(tmp_path) == ["a", "b", "c"]
    assert problems(tmp_path) == []


def test_the_order_of_the_paths_does_not_matter_and_no_file_is_read_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT + name)
    paths = [tmp_path / "b.txt", tmp_path, tmp_path / "a.txt"]
    assert list(map(str, read_inputs(paths))) == list(map(str, read_inputs(paths[::-1])))
    assert keys(*paths) == ["a", "b"]


def test_two_records_with_one_key_are_reported(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(TEXT + folder)
    (error,) = (item for item in read_inputs([tmp_path]) if isinstance(item, InputError))
    assert keys(tmp_path) == ["same"]
    assert error.record == "same"
    assert str(tmp_path / "one" / "same.txt") in error.problem
