"""JATS: the full text, and files broken on purpose."""

from pathlib import Path

import pytest

from kg.model import Record, SectionKind
from kg.readers import read_inputs
from tests.readers.broken import read

FILE = Path(__file__).parent / "samples" / "jats.xml"
SAMPLE = FILE.read_bytes()
FIRST, SECOND, THIRD = "99000001", "99000002", "99000003"
ONE = SAMPLE[SAMPLE.index(b"<article ") : SAMPLE.index(b"</article>") + 10]


@pytest.fixture(scope="module")
def trial() -> Record:
    (record, *_) = read_inputs([FILE])
    assert isinstance(record, Record)
    return record


def test_the_body_without_references_and_back_matter(trial: Record) -> None:
    assert trial.body == "\n\n".join(
        [
            "Introduction",
            "Imatinib is the standard.[1,2] The mutation BCR-ABL1(T315I) resists [3].",
            "Patients and methods",
            "Doses",
            "The dose was 100 mg/m²; IC₅₀ and Cmax were measured as x².",
            "Results",
            "All responded (Table 1).",
            "Table 1. Responses.",
            "Drug | MMR",
            "dasatinib | 41%",
            "MMR, major molecular response.",
            "No patient died.",
            "Treatment of patients with resistance",
            "Switch.",
            "Figure 1. Survival. By arm.",
        ]
    )


def test_sections_of_the_body(trial: Record) -> None:
    found = [
        (section.kind, section.label, trial.text[section.start : section.end].split("\n")[0])
        for section in trial.sections[4:]
    ]
    assert found == [
        (SectionKind.BACKGROUND, "Introduction", "Introduction"),
        (SectionKind.METHODS, "Patients and methods", "Patients and methods"),
        (SectionKind.RESULTS, "Results", "Results"),
        (SectionKind.RESULTS, "Table 1", "Table 1. Responses."),
        (SectionKind.RESULTS, "Results", "No patient died."),
        (SectionKind.OTHER, "Treatment of patients with resistance", "Treatment of patients with resistance"),
        (SectionKind.OTHER, "Figure 1", "Figure 1. Survival. By arm."),
    ]
    ends = [0, *(section.end for section in trial.sections)]
    assert all(end < section.start for end, section in zip(ends, trial.sections, strict=False))


def test_types_are_pubmeds_words() -> None:
    assert [item.article_types for item in read_inputs([FILE]) if isinstance(item, Record)] == [
        ("Journal Article",),
        ("Review",),
        ("Journal Article",),
    ]


@pytest.mark.parametrize("name", ["one.nxml", "one.xml"])
def test_a_single_article_with_namespace_or_without(tmp_path: Path, name: str) -> None:
    bound = ONE.replace(b"<article ", b'<article xmlns="http://jats.nlm.nih.gov" ', 1)
    for data in (ONE, bound, b'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "JATS.dtd">\n' + ONE):
        assert read(tmp_path / name, data) == ([FIRST], [])


def test_unlabelled_paragraphs_with_bold_heads(tmp_path: Path, trial: Record) -> None:
    start, end = (
        ONE.index(b"<sec><title>Background"),
        ONE.index(b"</abstract>", ONE.index(b"<sec><title>Backgr")),
    )
    paragraphs = (
        ONE[start:end].replace(b"<sec><title>", b"<p><bold>").replace(b":</title><p>", b"</title><p>")
        .replace(b"</title><p>", b":</bold> ").replace(b"</sec>", b"").replace(b"</p><p>IFN", b" IFN")
    )  # fmt: skip
    read(tmp_path / "a.xml", ONE[:start] + paragraphs + ONE[end:])
    (record,) = read_inputs([tmp_path / "a.xml"])
    assert isinstance(record, Record)
    assert (record.abstract, record.sections) == (trial.abstract, trial.sections)


@pytest.mark.parametrize(
    ("data", "keys", "errors"),
    [
        (SAMPLE[:-500], [FIRST, SECOND], [(THIRD, "the file breaks off within this record")]),
        (SAMPLE.replace(b"Dupont</", b"Dupont &nosuch;</"), [FIRST, THIRD],
         [(SECOND, "&nosuch; is no character that XML or HTML knows")]),
        (SAMPLE.replace(b"All of them", b"x" * (50 << 20)), [FIRST, SECOND],
         [(THIRD, "the record is longer than 16 MiB")]),
        (b"<article article-type='x'><front><article-meta/></front></article>", [],
         [("a", "the record has neither title nor abstract")]),
        (b"<pmc-articleset></pmc-articleset>", [], [("", "the file holds no article")]),
    ],
)  # fmt: skip
def test_broken_files(tmp_path: Path, data: bytes, keys: list[str], errors: list[tuple[str, str]]) -> None:
    assert read(tmp_path / "a.xml", data) == (keys, errors)
