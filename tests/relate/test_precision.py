"""Counts, intervals, p-values and hazard ratios go to the number that they are said of, and to no other."""

import pytest

from kg.model import ClaimKind
from tests.relate.cases import claims_of
from tests.relate.test_laws import TERMS

FIELDS = ("count", "total", "low", "high", "level", "p_value", "p_relation", "hazard_ratio")


def precision(text: str, kind: ClaimKind) -> dict[str, str]:
    """What is said of each claim, by the value or, where there is none, by the agent."""
    found = {}
    for claim in claims_of(text, TERMS):
        if claim.kind is kind and claim.agent:
            said = {field: getattr(claim.precision, field, None) for field in FIELDS}
            name = claim.agent.label if claim.value is None else str(claim.value)
            found[name] = " ".join(
                f"{field}={value}" for field, value in said.items() if value not in (None, "")
            )
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MMR was achieved in 12 of 26 patients (46%) on dasatinib.", {"46": "count=12 total=26"}),
        ("With dasatinib, MMR was seen in 46% (12/26) of patients.", {"46": "count=12 total=26"}),
        ("With dasatinib, MMR was seen in 46% (n = 12) of patients.", {"46": "count=12"}),
        ("MMR was achieved by 12 (46%) patients on bosutinib.", {"46": "count=12"}),
        (
            "MMR was reached by 12/26 (46%; 95% CI: 27 to 67) patients on nilotinib.",
            {"46": "count=12 total=26 low=27 high=67 level=95"},
        ),
        (
            "Overall survival was 90% (95% confidence interval [CI], 87% to 93%) with imatinib.",
            {"90": "low=87 high=93 level=95"},
        ),
        ("The MMR rate with imatinib was 46% (CI 40-52).", {"46": "low=40 high=52"}),
        (
            "Median time to MMR was 8 months (95% CI, 5.5-9.1) with dasatinib.",
            {"8": "low=5.5 high=9.1 level=95"},
        ),
        (
            "The MMR rate was 46% (95% CI 40-52) with dasatinib and 28% (23-33%) with imatinib.",
            {"46": "low=40 high=52 level=95", "28": "low=23 high=33 level=95"},
        ),
        # What does not fit the number is not its own.
        ("MMR was achieved by 3/50 (46%) of patients on imatinib.", {"46": ""}),
        ("The MMR rate with imatinib was 40% (range 20-60).", {"40": ""}),
        ("The MMR rate with imatinib was 40% (95% CI 50-60).", {"40": ""}),
        # A p-value is one of a difference.
        (
            "MMR was more frequent with dasatinib than with imatinib (46% v 28%; P<.0001).",
            {"46": "p_value=0.0001 p_relation=<", "28": "p_value=0.0001 p_relation=<"},
        ),
        ("The MMR rate was 46% with dasatinib (p = 0.03).", {"46": ""}),
    ],
)
def test_of_values(text: str, expected: dict[str, str]) -> None:
    assert precision(text, ClaimKind.OUTCOME) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PFS was better with dasatinib than with imatinib (HR, 0.62; 95% CI 0.41-0.94; P = 0.02).",
            "low=0.41 high=0.94 level=95 p_value=0.02 p_relation== hazard_ratio=0.62",
        ),
        (
            "MMR was more frequent with dasatinib than with imatinib (p ≤ 0.001).",
            "p_value=0.001 p_relation=<=",
        ),
        ("MMR was more frequent with dasatinib than with imatinib (p < 0.05; p < 0.01).", ""),
        ("MMR was more frequent with dasatinib than with imatinib.", ""),
    ],
)
def test_of_differences(text: str, expected: str) -> None:
    assert precision(text, ClaimKind.COMPARISON) == {"dasatinib": expected}
