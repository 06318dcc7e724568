"""Folders, .gz and .zip: read whatever is in them, and nothing else."""

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.readers import containers, read_each
from kg.readers.inputs import Read

TEXT = b"A title\n\nBosutinib was given.\n"
RIS = b"TY  - JOUR\nTI  - Another title\nAN  - 7\nER  - \n"


def zipped(members: dict[str, bytes], path: Path | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    if path:
        path.write_bytes(stream.getvalue())
    return stream.getvalue()


def keys(path: Path) -> list[str]:
    return [item.record.key for item in read_each([path]) if isinstance(item, Read)]


def problems(path: Path) -> list[str]:
    return [item.problem for item in read_each([path]) if isinstance(item, InputError)]


def test_gz_of_any_format_is_read_as_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(TEXT)
    (tmp_path / "b.ris.gz").write_bytes(gzip.compress(RIS))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(TEXT) + gzip.compress(b"It helped.\n"))
    found = [item for item in read_each([tmp_path]) if isinstance(item, Read)]
    assert [(read.record.key, read.record.file) for read in found] == [
        ("7", "b.ris"), ("c", "c.txt"), ("note", "note.txt"),
    ]  # fmt: skip
    assert found[0].shown == str(tmp_path / "b.ris.gz")
    assert found[1].record.abstract.endswith("It helped.")


def test_zip_members_are_recognised_by_content_and_companions_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "library.zip"
    names = ("deep/b.bin", "a.txt", "README.md", ".hidden", "__MACOSX/._a.txt", "x/.git/c.txt")
    zipped({name: RIS if name.endswith("bin") else TEXT for name in names}, file)
    assert keys(file) == ["a", "7"]
    assert problems(file) == []


def test_an_archive_may_hold_one_more_and_no_deeper(tmp_path: Path) -> None:
    file = tmp_path / "outer.zip"
    inner = zipped({"a.txt": TEXT})
    zipped({"inner.zip": inner, "b.ris.gz": gzip.compress(RIS), "deep.zip": zipped({"c.zip": inner})}, file)
    assert keys(file) == ["7", "a"]
    assert problems(file) == ["this is an archive in an archive in an archive"]
    (tmp_path / "z.zip.gz").write_bytes(gzip.compress(inner))
    assert keys(tmp_path / "z.zip.gz") == ["a"]


@pytest.mark.parametrize(
    "name", ["../../escaped.txt", "/etc/escaped.txt", "..\\..\\escaped.txt", "C:\\escaped.txt"]
)
def test_names_that_lead_elsewhere_are_harmless(tmp_path: Path, name: str) -> None:
    file = tmp_path / "in" / "a.zip"
    file.parent.mkdir()
    zipped({name: TEXT, "\x1b[2Jodd.txt": TEXT + b"More.\n"}, file)
    before = sorted(tmp_path.rglob("*"))
    found = [item for item in read_each([file]) if isinstance(item, Read)]
    assert {read.record.file for read in found} == {"escaped.txt", "?[2Jodd.txt"}
    assert all(read.shown.startswith(f"{file}/") and ".." not in read.shown for read in found)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_built_graph_in_a_folder_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "graph" / "store").mkdir(parents=True)
    (tmp_path / "graph" / "store" / "current").write_text("1")
    (tmp_path / "graph" / "report.txt").write_bytes(TEXT)
    assert (keys(tmp_path), problems(tmp_path)) == (["a"], [])


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(TEXT)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT)
    (folder / "again.txt").symlink_to(folder / "a.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert keys(folder) == ["a"]
    assert problems(folder) == ["this link leads out of the folder, and is not followed"]
    assert keys(folder / "out.txt") == ["out"]


@pytest.mark.parametrize("kind", ["gz", "zip", "zip in zip", "many"])
def test_bombs_are_stopped_with_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(containers, "FREE", 1 << 20)
    huge = b"\0" * (64 << 20)
    file = tmp_path / "bomb"
    if kind == "gz":
        file.write_bytes(gzip.compress(b"TY  - JOUR\n" + huge))
    elif kind == "many":
        zipped({f"{n}.txt": b"A title\n" + b"x\n" * (4 << 20) for n in range(9)}, file)
    else:
        zipped({"a.txt": TEXT, "b.txt": huge} if kind == "zip" else {"in.zip": zipped({"b.txt": huge})}, file)
    del huge
    tracemalloc.start()
    found, told = keys(file), problems(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == (["a"] if kind == "zip" else [])
    assert any("unpacks to more than" in problem for problem in told)
    assert peak < 45_000_000


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (gzip.compress(TEXT * 1000, mtime=0)[:-20], "the archive is damaged or cut off"),
        (gzip.compress(TEXT, mtime=0)[:-8] + b"\1\2\3\4\5\6\7\x08", "the archive is damaged or cut off"),
        (zipped({"a.txt": TEXT})[:-10], "the archive is damaged or cut off"),
        (
            zipped({"a.txt": TEXT}).replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"),
            "has a password",
        ),
        (zipped({}), "the archive holds no records"),
        (
            zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
            "document of an office program",
        ),
    ],
)
def test_archives_that_cannot_be_read_are_one_line(tmp_path: Path, data: bytes, problem: str) -> None:
    (tmp_path / "bad").write_bytes(data)
    (tmp_path / "good.txt").write_bytes(TEXT)
    (told,) = problems(tmp_path)
    assert problem in told
    assert keys(tmp_path) == ["good"]


def test_strict_stops_at_the_first_error(tmp_path: Path) -> None:
    zipped({"a.txt": TEXT, "b.txt": b"", "c.txt": b""}, tmp_path / "a.zip")
    with pytest.raises(InputError, match=r"a\.zip/b\.txt: the file is empty"):
        list(read_each([tmp_path], strict=True))


@pytest.mark.parametrize(
    "data", [b"a\rb\n", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 16, b"%PDF-1.7\n%\xe2\xe3\r1 0 obj"]
)
def test_a_binary_file_is_one_error_whatever_its_bytes(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.txt").write_bytes(data)
    (tmp_path / "x.pdf").write_bytes(data)
    found = list(read_each([tmp_path]))
    assert len(found) == 2
    assert all(isinstance(item, InputError | Read) for item in found)
