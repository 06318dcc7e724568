"""Bad records in the formats of reference managers and text miners: one line each, and the others go on."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Record
from kg.readers import read_each, read_inputs
from kg.readers.inputs import Read

GOOD = ("First good title", "Last good title")
LONG = "dasatinib " * 1_300_000


def ris(title: str, *more: str) -> str:
    return "\n".join(("TY  - JOUR", f"TI  - {title}", "AB  - Bosutinib was given.", *more, "ER  - \n"))


def wos(title: str, *more: str) -> str:
    return "\n".join(("PT J", "AU Example, A", f"TI {title}", "AB Bosutinib was given.", *more, "ER\n\n"))


def bib(title: str, *more: str) -> str:
    return "\n".join(
        (f"@article{{x,\n title = {{{title}}},\n abstract = {{Bosutinib was given.}}", *more, "}\n")
    )


def row(title: str, *more: str) -> str:
    return ",".join((title, '"Bosutinib was\ngiven."', *more)) + "\n"


def line(title: str, **more: object) -> str:
    return json.dumps({"title": title, "abstract": "Bosutinib was given.", **more}) + "\n"


def pubtator(title: str, *more: str) -> str:
    number = 1000 + len(title)
    return "\n".join((f"{number}|t|{title}", f"{number}|a|Bosutinib was given.", *more, "\n"))


def bioc(title: str) -> str:
    passages = [
        {"infons": {"type": "title"}, "text": title},
        {"infons": {"type": "abstract"}, "text": "It was."},
    ]
    return json.dumps({"id": "x", "infons": {}, "passages": passages}) + "\n"


def read(path: Path) -> tuple[list[str], list[InputError]]:
    items = list(read_each([path]))
    titles = [item.record.title for item in items if isinstance(item, Read)]
    return titles, [item for item in items if isinstance(item, InputError)]


MIDDLE: list[tuple[str, Callable[[str], str], str, str, str]] = [
    # file, how a good record is written, the beginning of the file, the bad record, its problem
    ("a.ris", ris, "", "TY  - JOUR\nAU  - Example, A\nER  - \n", "neither title nor abstract"),
    ("a.ris", ris, "", "TY  - JOUR\nTI  - M\udcfcller\nER  - \n", "byte 0xfc in line"),
    ("a.ris", ris, "", ris("Long", f"N1  - {LONG}"), "more than 12 million characters"),
    (
        "a.ris",
        ris,
        "",
        ris("Long", *(f"N1  - {LONG[:1_000_000]}" for _ in range(13))),
        "12 million characters",
    ),
    (
        "a.txt",
        wos,
        "FN Clarivate Analytics Web of Science\nVR 1.0\n",
        "PT J\nAU X\nER\n\n",
        "neither title nor",
    ),
    (
        "a.txt",
        wos,
        "FN Clarivate Analytics Web of Science\nVR 1.0\n",
        wos("M\udcfcller"),
        "byte 0xfc in line",
    ),
    (
        "a.bib",
        bib,
        "",
        "@article{bad,\n title = {{Never closed},\n year = 2008\n\n",
        "field title is not closed",
    ),
    ("a.bib", bib, "", "@article{bad,\n title = {A title}\n", "the entry does not end"),
    ("a.bib", bib, "", "@article{bad,\n title = ,\n}\n", "the field title has no value"),
    ("a.bib", bib, "", "@article{bad,\n title = {A} {B}\n}\n", "this is no field: {B}"),
    (
        "a.bib",
        bib,
        "",
        "@article{bad,\n title = " + "{" * 50_000 + "}" * 50_000 + "}\n",
        "braces in each other",
    ),
    ("a.bib", bib, "", "@misc{bad}\n", "neither title nor abstract"),
    ("a.bib", bib, "", bib(LONG), "more than 12 million characters"),
    ("a.csv", row, "title,abstract\n", "One cell\n", "has 1 columns, the headings 2"),
    ("a.csv", row, "title,abstract\n", "A title,Some,more\n", "has 3 columns, the headings 2"),
    ("a.csv", row, "title,abstract\n", 'A title,"never closed\n', "mark in line 4 is not closed"),
    ("a.csv", row, "title,abstract\n", "M\udcfcller,Text\n", "byte 0xfc in line 4"),
    ("a.csv", row, "title,abstract\n", f"Long,{LONG}\n", "more than 12 million characters"),
    ("a.csv", row, "title,abstract\n", ",\n", "neither title nor abstract"),
    ("a.jsonl", line, "", '{"title": "cut off\n', "line 2 is not JSON"),
    ("a.jsonl", line, "", '["a list"]\n', "line 2: the line is no object"),
    ("a.jsonl", line, "", "[" * 100_000 + "\n", "line 2"),
    (
        "a.jsonl",
        line,
        "",
        line("x", notices=[{"kind": "withdrawn"}]),
        "withdrawn is no kind of notice",
    ),
    ("a.jsonl", line, "", line(LONG), "more than 12 million characters"),
    ("a.jsonl", line, "", '{"pmid": "1"}\n', "neither title nor abstract"),
    ("a.txt", pubtator, "", pubtator("x", "no tab, no bar"), "neither text nor annotation"),
    ("a.txt", pubtator, "", pubtator("x", f"9\t{LONG}"), "more than 12 million characters"),
    ("a.txt", pubtator, "", "9|t|A title that breaks o\n", "the file may be cut off"),
    ("a.txt", pubtator, "", pubtator("M\udcfcller"), "byte 0xfc in line 4"),
    ("a.json", bioc, "", '{"id": "x", "passages": 5}\n', "this is no document of BioC"),
    ("a.json", bioc, "", '{"id": "x", "infons": {}, "passages": [}\n', "not well-formed JSON"),
]


@pytest.mark.parametrize(
    ("name", "good", "start", "bad", "problem"), MIDDLE, ids=lambda value: str(value)[:20]
)
def test_one_bad_record_is_one_line_and_the_others_are_read(
    tmp_path: Path, name: str, good: Callable[[str], str], start: str, bad: str, problem: str
) -> None:
    file = tmp_path / name
    text = start + good(GOOD[0]) + bad + good(GOOD[1])
    file.write_bytes(text.encode(errors="surrogateescape"))
    titles, errors = read(file)
    assert titles == list(GOOD)
    (error,) = errors
    assert problem in error.problem
    assert error.file == str(file)
    assert error.record
    assert error.mend
    assert "\n" not in str(error)
    with pytest.raises(InputError):
        list(read_inputs([file], strict=True))


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "a.ris",
            ris(GOOD[0]) + "TY  - JOUR\nTI  - Cut\nAB  - Half of",
            "no ER line: the file may be cut off",
        ),
        ("a.bib", bib(GOOD[0]) + "@article{cut,\n title = {Half of", "the field title is not closed"),
        (
            "a.csv",
            "title,abstract\n" + row(GOOD[0]) + 'Cut,"Half of',
            "quotation mark in line 4 is not closed",
        ),
        ("a.jsonl", line(GOOD[0]) + '{"title": "Half of', "line 2 is not JSON"),
        (
            "a.json",
            f'{{"documents": [{bioc(GOOD[0])}, {{"id": "y", "passages": [',
            "breaks off within this record",
        ),
    ],
)
def test_what_is_cut_off_is_told_and_not_taken_for_whole(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    file = tmp_path / name
    file.write_text(text)
    titles, errors = read(file)
    assert titles == [GOOD[0]]
    assert [problem in error.problem for error in errors] == [True]


@pytest.mark.parametrize(
    ("name", "text", "problem", "mend"),
    [
        ("a.csv", "name,text\nA,B\n", "no column named title", "title, and any of pmid, pmcid"),
        ("a.tsv", "\n", "no column named title", "first line"),
        ("a.json", '{"documents": []}', "no documents", "download it again"),
        ("a.bib", "@comment{x}\n", "no entry", "BibTeX"),
    ],
)
def test_files_without_records_say_what_is_missing(
    tmp_path: Path, name: str, text: str, problem: str, mend: str
) -> None:
    file = tmp_path / name
    file.write_text(text)
    titles, (error,) = read(file)
    assert titles == []
    assert problem in error.problem
    assert mend in error.mend


def test_a_field_of_fifty_megabytes_takes_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "a.ris"
    with file.open("w") as stream:
        stream.write(ris(GOOD[0]) + "TY  - JOUR\nTI  - Long\nAB  - ")
        for _ in range(50):
            stream.write("x" * 1_000_000)
        stream.write("\nER  - \n" + ris(GOOD[1]))
    tracemalloc.start()
    titles, errors = read(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert titles == list(GOOD)
    assert len(errors) == 1
    assert peak < 40_000_000


def test_identifiers_that_are_none_are_kept_aside(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title,abstract,pmid,doi\nA title,Text,12x,not a doi\n")
    (item,) = read_inputs([file])
    assert isinstance(item, Record)
    assert (item.key, item.pmid, item.doi) == ("a", "", "")
    assert ("unrecognised PMID", "12x") in item.other
