"""Which drug a dose belongs to: the one beside it, and none where that is not plain."""

import pytest

from kg.extract.extractor import Extractor
from kg.terminology.terms import Terms


def tied(text: str, terms: Terms) -> list[tuple[str, str]]:
    """The doses of a text that belong to a drug, with it."""
    doses = [mention.dose for mention in Extractor(terms).extract(text).mentions if mention.dose]
    return [(dose.drug.label, dose.label) for dose in doses if dose.drug]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dasatinib 70mg b.i.d.", [("dasatinib", "70 mg twice daily")]),
        ("Twice daily dasatinib 70 mg", [("dasatinib", "70 mg twice daily")]),
        ("140 mg of dasatinib", [("dasatinib", "140 mg")]),
        ("Imatinib 400mg/d vs 800mg/d", [("imatinib", "400 mg daily"), ("imatinib", "800 mg daily")]),
        (
            "Nilotinib 300 or 400 mg twice daily was compared with imatinib.",
            [("nilotinib", "300 mg twice daily"), ("nilotinib", "400 mg twice daily")],
        ),
        (
            "Cytarabine 20 mg/m2 daily plus imatinib 400 mg daily.",
            [("cytarabine", "20 mg/m2 daily"), ("imatinib", "400 mg daily")],
        ),
        (
            "Imatinib at 400 mg daily, nilotinib at 300 mg twice daily, and dasatinib at 100 mg daily.",
            [
                ("imatinib", "400 mg daily"),
                ("nilotinib", "300 mg twice daily"),
                ("dasatinib", "100 mg daily"),
            ],
        ),
        (
            "Asciminib 40 mg BID, 80 mg QD or 200 mg BID was used.",
            [
                ("asciminib", "40 mg twice daily"),
                ("asciminib", "80 mg once daily"),
                ("asciminib", "200 mg twice daily"),
            ],
        ),
        ("Peginterferon alfa-2a 180 \u00b5g weekly", [("peginterferon alfa-2a", "180 ug weekly")]),
        ("Imatinib 600-800 mg daily", [("imatinib", "600-800 mg daily")]),
        (
            "Imatinib was escalated from 400 to 600 mg daily.",
            [("imatinib", "400 mg daily"), ("imatinib", "600 mg daily")],
        ),
        (
            "Bosutinib 300 mg starting dose reduced to 200 mg",
            [("bosutinib", "300 mg"), ("bosutinib", "200 mg")],
        ),
        ("They went from imatinib to 100 mg of dasatinib.", [("dasatinib", "100 mg")]),
        ("A daily dose of 500 mg bosutinib", [("bosutinib", "500 mg daily")]),
        ("140 mg of dasatinib per day", [("dasatinib", "140 mg daily")]),
        ("Olverembatinib 40 mg orally QOD", [("olverembatinib", "40 mg every other day")]),
        (
            "Interferon alfa 3 × 10^6 IU/m2 three times weekly",
            [("interferon alfa", "3 MIU/m2 three times weekly")],
        ),
        ("Imatinib from 800 to 400 mg", [("imatinib", "800 mg"), ("imatinib", "400 mg")]),
        ("Imatinib 800-400 mg", []),
        ("Furosemide 40 mg daily was added to dasatinib 100 mg.", [("dasatinib", "100 mg")]),
    ],
)
def test_the_drug_of_a_dose(text: str, expected: list[tuple[str, str]], terms: Terms) -> None:
    assert tied(text, terms) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Imatinib was given after paracetamol 500 mg twice daily.",
        "Patients on nilotinib received allopurinol 300 mg daily.",
        "Patients received 300 mg allopurinol daily with nilotinib.",
        "Calcium 500 mg twice daily should not be taken with imatinib.",
        "Imatinib trough levels were 1000 ng/mL.",
        "Imatinib tablets of 100 mg and 400 mg are available.",
        "Imatinib less than 300 mg daily is ineffective.",
        "Imatinib (n = 400) and nilotinib (n = 300).",
        "Hemoglobin was 10 g/dL in patients on imatinib.",
        "Glucose was 200 mg/dL with nilotinib.",
        "Imatinib IC50 was 250 nM.",
        "Weight fell by 5 kg on imatinib.",
    ],
)
def test_amounts_of_something_else_belong_to_no_drug(text: str, terms: Terms) -> None:
    assert tied(text, terms) == []


@pytest.mark.parametrize(
    ("text", "route", "schedule"),
    [
        (
            "Omacetaxine 1.25 mg/m2 SC twice daily for 7 days every 28 days",
            "subcutaneous",
            "for 7 days every 28 days",
        ),
        ("Decitabine 10 mg/m2 intravenously on days 1 to 10", "intravenous", "days 1 to 10"),
        ("Oral dasatinib 70 mg b.i.d.", "oral", ""),
        ("Dasatinib 100 mg, 5 days on and 2 days off", "", "5 days on and 2 days off"),
        ("Imatinib 400 mg daily for 12 months of follow-up", "", ""),
        ("Imatinib 400 mg daily", "", ""),
    ],
)
def test_route_and_schedule(text: str, route: str, schedule: str, terms: Terms) -> None:
    (dose,) = [mention.dose for mention in Extractor(terms).extract(text).mentions if mention.dose]
    assert (dose.route, dose.schedule) == (route, schedule)
