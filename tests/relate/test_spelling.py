"""British and American spelling, typography and spacing change no claim."""

import pytest

from kg.terminology.terms import Terms
from tests.relate.cases import claims_of, rows_of

PAIRS = [
    (
        "Imatinib was effective in patients with chronic myeloid leukemia.",
        "Imatinib was effective in patients with chronic myeloid leukaemia.",
    ),
    (
        "Anemia, edema and diarrhea occurred in 30%, 20% and 10% of patients receiving bosutinib.",
        "Anaemia, oedema and diarrhoea occurred in 30%, 20% and 10% of patients receiving bosutinib.",
    ),
    (
        "Complete hematologic response was achieved in 80% of patients with imatinib.",
        "Complete haematological response was achieved in 80% of patients with imatinib.",
    ),
    (
        "The MMR rates were 44% vs 22% with nilotinib and imatinib (P<0.001).",
        "The MMR rates were 44% vs 22% with nilotinib and imatinib (P<0·001).",
    ),
    (
        "Edema was less common with imatinib than with dasatinib.",
        "Oedema was less common with imatinib than with dasatinib.",
    ),
    (
        "Nilotinib 300 mg twice daily was superior to imatinib 400 mg once daily.",
        "Nilotinib 300mg BID was superior to imatinib 400mg QD.",
    ),
    (
        "Nilotinib is associated with hyperglycemia.",
        "Nilotinib is associated with hyperglycaemia.",
    ),
    (
        "Dasatinib was effective in imatinib-resistant or -intolerant chronic-phase CML.",
        "Dasatinib was effective in imatinib\u2010resistant or \u2010intolerant chronic\u2010phase CML.",
    ),
    (
        "Dasatinib was effective in patients with imatinib-resistant CML.",
        "Dasatinib was effective in patients with imatinib\u2013resistant CML.",
    ),
    (
        "At 12 months, the MMR rate was 46% with nilotinib and 28% with imatinib.",
        "At 12\u00a0months, the MMR rate was 46\u202f% with nilotinib and 28\u2009% with imatinib.",
    ),
    (
        "Ponatinib is active in patients with the T315I mutation.",
        "Ponatinib is active in patients with the p.Thr315Ile mutation.",
    ),
    (
        "Nilotinib was superior to imatinib, but more toxic.",
        "NILOTINIB was superior to IMATINIB, but more toxic.",
    ),
    (
        "Bosutinib was not superior to imatinib.",
        "Bosutinib was  not\nsuperior to imatinib.",
    ),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spelling_changes_no_claim(one: str, other: str, terms: Terms) -> None:
    assert rows_of(claims_of(one, terms)) == rows_of(claims_of(other, terms)) != []
