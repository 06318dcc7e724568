"""Structured abstracts, wherever their labels stand."""

import pytest

from kg.model import SectionKind
from kg.readers import labels


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("BACKGROUND AND AIMS", SectionKind.BACKGROUND),
        ("PURPOSE OF REVIEW", SectionKind.BACKGROUND),
        ("PATIENTS AND METHODS", SectionKind.METHODS),
        ("MAIN OUTCOME MEASURES", SectionKind.METHODS),
        ("METHODS AND RESULTS", SectionKind.RESULTS),
        ("RECENT FINDINGS", SectionKind.RESULTS),
        ("INTERPRETATION", SectionKind.CONCLUSION),
        ("TRIAL REGISTRATION", SectionKind.OTHER),
        ("KINASE ASSAYS", SectionKind.OTHER),
    ],
)
def test_kinds(label: str, kind: SectionKind) -> None:
    assert labels.kind(label) is kind


def test_the_category_speaks_where_the_label_says_nothing() -> None:
    assert labels.kind("KINASE ASSAYS", "METHODS") is SectionKind.METHODS
    assert labels.kind("RESULTS", "CONCLUSIONS") is SectionKind.RESULTS
    assert labels.kind("KINASE ASSAYS", "UNASSIGNED") is SectionKind.OTHER


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AIM: To test. RESULTS: It works.", ["AIM", "RESULTS"]),
        ("Aim: To test. Results: It works.", ["Aim", "Results"]),
        ("Objective\nTo test.\nResults\nIt works.", ["Objective", "Results"]),
        (
            "AIM: To test. KINASE ASSAYS: Done (twice). CONCLUSION: It works.",
            ["AIM", "KINASE ASSAYS", "CONCLUSION"],
        ),
        ("We tested. Conclusions: it works.", ["", "Conclusions"]),
        ("UNLABELLED: We tested. CONCLUSION: It works.", ["UNLABELLED", "CONCLUSION"]),
        # No labels:
        ("BCR-ABL: a kinase. T315I: a mutation.", [""]),
        ("Imatinib has one target: ABL1. Results of the two arms: equal.", [""]),
        ("We had RESULTS: none.", [""]),
        ("RESULTS:\n", [""]),
        ("Patients\twere treated.", [""]),
    ],
)
def test_labels_in_running_text(text: str, found: list[str]) -> None:
    assert [part.label for part in labels.parts(text)] == found


def test_one_part_a_line_and_sections_with_their_labels() -> None:
    text, sections = labels.abstract(
        labels.parts("Intro first. Methods: We gave it. RESULTS: All\nresponded.")
    )
    assert text == "Intro first.\nMETHODS: We gave it.\nRESULTS: All\nresponded."
    assert [(section.label, text[section.start : section.end]) for section in sections] == [
        ("METHODS", "METHODS: We gave it."),
        ("RESULTS", "RESULTS: All\nresponded."),
    ]


def test_no_label_no_section() -> None:
    assert labels.abstract(
        [labels.Part("UNLABELLED", "a."), labels.Part("", "b."), labels.Part("AIM", " ")]
    ) == (
        "a.\nb.",
        (),
    )


def test_a_heading_of_full_text_says_its_kind_only_alone() -> None:
    assert labels.heading_kind("2. Patients and methods") is SectionKind.METHODS
    assert labels.heading_kind("Results and discussion") is SectionKind.RESULTS
    assert labels.heading_kind("Treatment of patients with resistance") is SectionKind.OTHER
