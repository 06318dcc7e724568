"""What stands around a finding ("it is not true that", "these data suggest that") counts for every kind."""

import pytest

from kg.model import Status
from kg.terminology.terms import Terms
from tests.relate.cases import claims_of, rows_of

FINDINGS = [
    "imatinib is superior to dasatinib",
    "imatinib produces higher rates of MMR than dasatinib",
    "rash is more common with imatinib than with dasatinib",
    "imatinib causes rash",
    "rash occurred in 40% of patients on imatinib",
    "imatinib is well tolerated",
    "the MMR rate is 40% with imatinib",
    "MMR was achieved in 40% of patients with imatinib",
    "imatinib is effective in patients with T315I",
    "patients with imatinib resistance responded to dasatinib",
    "T315I confers resistance to imatinib",
    "patients with blast crisis should be switched to dasatinib",
    "dasatinib is recommended for patients with newly diagnosed CML",
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Imatinib may be effective in patients with T315I.", ["hedge: may"]),
        ("Imatinib was not effective in patients with T315I.", ["negation: not"]),
        ("Imatinib is effective in patients with T315I.", []),
        ("There is no evidence that imatinib is superior to dasatinib.", ["negation: no evidence that"]),
        ("These data suggest that imatinib is superior to dasatinib.", ["hedge: suggest that"]),
        ("These data may show that imatinib is superior to dasatinib.", ["hedge: may"]),
        ("Imatinib did not cause rash.", ["negation: not"]),
    ],
)
def test_the_words_that_deny_or_hedge_are_pointed_at(text: str, words: list[str], terms: Terms) -> None:
    (claim,) = claims_of(text, terms)
    assert [
        f"{'negation' if sign.negates else 'hedge'}: {text[sign.start - 1 : sign.end - 1]}"
        for sign in claim.evidence.signs
    ] == words


@pytest.mark.parametrize(
    "frame",
    [
        "We found that",
        "These data show that",
        "In conclusion,",
        "Our study confirmed that",
        "It has been shown that",
        "The authors reported that",
        "Importantly,",
        "However,",
    ],
)
def test_reports_change_nothing(frame: str, terms: Terms) -> None:
    for finding in FINDINGS:
        alone = rows_of(claims_of(f"{finding[0].upper()}{finding[1:]}.", terms))
        assert alone, finding
        assert rows_of(claims_of(f"{frame} {finding}.", terms)) == alone, finding


@pytest.mark.parametrize(
    "frame",
    [
        "There is no evidence that {}.",
        "There was no proof that {}.",
        "No study showed that {}.",
        "It is not true that {}.",
        "It was not shown that {}.",
        "It could not be confirmed that {}.",
        "We do not believe that {}.",
        "We failed to show that {}.",
        "We were unable to show that {}.",
        "It cannot be concluded that {}.",
        "We reject the view that {}.",
        "The notion that {} was refuted.",
        "The claim that {} is wrong.",
        "The belief that {} has been abandoned.",
        "The hypothesis that {} was rejected.",
    ],
)
def test_denials_deny_whatever_follows(frame: str, terms: Terms) -> None:
    for finding in FINDINGS:
        positive = {row[:-1] for row in rows_of(claims_of(f"{finding[0].upper()}{finding[1:]}.", terms))}
        for row in rows_of(claims_of(frame.format(finding), terms)):
            assert row[:-1] not in positive or row[-1] == Status.NEGATED.value, finding


@pytest.mark.parametrize(
    "frame",
    [
        "It is possible that",
        "It is likely that",
        "It seems that",
        "It appears that",
        "These data suggest that",
        "It may be that",
        "Presumably,",
        "Possibly,",
        "Perhaps",
        "We believe that",
        "We speculate that",
        "It has been suggested that",
        "Some evidence suggests that",
    ],
)
def test_hedges_hedge_whatever_follows(frame: str, terms: Terms) -> None:
    for finding in FINDINGS:
        found = claims_of(f"{frame} {finding}.", terms)
        assert all(claim.status is Status.HEDGED for claim in found), finding


@pytest.mark.parametrize(
    "frame",
    [
        "We investigated whether {}.",
        "We asked whether {}.",
        "It is unknown whether {}.",
        "It is unclear if {}.",
        "It remains to be seen whether {}.",
        "Future trials should show whether {}.",
        "We sought to show that {}.",
        "We planned to test whether {}.",
        "We hypothesized that {}.",
        "If {}, more work is due.",
        "Unless {}, more work is due.",
        "Whether {} is unclear.",
    ],
)
def test_aims_questions_and_conditions_assert_nothing(frame: str, terms: Terms) -> None:
    for finding in FINDINGS:
        for claim in claims_of(frame.format(finding), terms):
            assert claim.status is not Status.ASSERTED or claim.direction == "investigated", finding
