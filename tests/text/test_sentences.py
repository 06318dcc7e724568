"""Sentence boundaries: a table of cases, laws, and texts made to hurt."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Record
from kg.text.sentences import sentences, split

CASES = [
    line.replace("\\n", "\n")
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_table_is_read() -> None:
    assert len(CASES) > 50


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case: str) -> None:
    text = case.replace("|", "")
    assert [text[a:b] for a, b in split(text)] == [part.strip() for part in case.split("|")]


TEXTS = st.text(st.sampled_from("aB1 .?!()[]\n\"'…,:-–é") | st.characters(), max_size=80) | st.lists(
    st.sampled_from(
        ["et al.", "e.g.", "RESULTS:", "Nilotinib", "mg", "b.i.d.", "1.", "(", ")", ".", "[1]", "\n"]
    )
).map(" ".join)


@given(TEXTS)
def test_spans_are_ordered_disjoint_trimmed_and_leave_nothing_out(text: str) -> None:
    end_before = 0
    for start, end in split(text):
        assert text[end_before:start].strip() == ""
        assert start < end
        assert text[start:end] == text[start:end].strip()
        end_before = end
    assert text[end_before:].strip() == ""


@given(st.lists(st.sampled_from([case.replace("|", "") for case in CASES]), min_size=1, max_size=4))
def test_paragraphs_are_split_as_if_alone(paragraphs: list[str]) -> None:
    together = split("\n\n".join(paragraphs))
    assert len(together) == sum(len(split(paragraph)) for paragraph in paragraphs)


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "A. ",
        "(A. ",
        "a.B ",
        "x.1,2",
        "1. ",
        "\n ",
        "RESULTS: ",
        "[1",
        ".[1",
        "A",
        ". (",
        "x.\t",
        "e.g. ",
    ],
)
def test_hostile_text_is_split_without_backtracking(unit: str) -> None:
    text = (unit * 200_000)[:200_000]  # quadratic work on this would take hours
    kept = "".join(text[start:end] for start, end in split(text))
    assert "".join(kept.split()) == "".join(text.split())


def record(title: str, abstract: str) -> Record:
    return Record(key="k", title=title, abstract=abstract, file="k.txt", format="text", digest="")


def test_the_title_is_one_sentence_and_offsets_count_in_the_text() -> None:
    article = record("Is it so? A study. Part 2", "First part. Second part.")
    found = sentences(article)
    assert [s.text for s in found] == ["Is it so? A study. Part 2", "First part.", "Second part."]
    assert [s.is_title for s in found] == [True, False, False]
    assert all(article.text[s.start : s.end] == s.text for s in found)


def test_a_record_without_title_or_abstract_has_no_empty_sentence() -> None:
    assert sentences(record("", "")) == ()
    assert [s.is_title for s in sentences(record("Only a title", ""))] == [True]
