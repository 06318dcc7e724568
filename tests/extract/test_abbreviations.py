"""Abbreviations that a text defines for itself stand for what it defines them as, from there and before."""

import pytest

from kg.extract.extractor import Extractor
from kg.terminology.terms import Terms


def labels(text: str, terms: Terms) -> dict[str, str]:
    """What each mention of a text stands for, by the words that say it."""
    mentions = Extractor(terms).extract(text).mentions
    return {mention.text: mention.concept.label for mention in mentions if mention.concept}


@pytest.mark.parametrize(
    ("text", "short", "label"),
    [
        ("Patients with pleural effusion (PE) stopped. PE recurred.", "PE", "pleural effusion"),
        ("Pleural effusion (PE) resolved. PEs recurred.", "PEs", "pleural effusion"),
        ("Pleural effusion [PE] resolved. PE recurred.", "PE", "pleural effusion"),
        ("Pleural effusion (PE; fluid in the chest) resolved. PE recurred.", "PE", "pleural effusion"),
        ("Patients received radotinib (RAD). RAD was stopped.", "RAD", "radotinib"),
        ("Flumatinib (FLU) was given. FLU was stopped.", "FLU", "flumatinib"),
    ],
)
def test_a_defined_abbreviation_is_its_long_form(text: str, short: str, label: str, terms: Terms) -> None:
    assert labels(text, terms)[short] == label


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Pleural effusion (XQ) resolved. XQ recurred.", "XQ"),  # other letters
        ("Patients received radotinib (Korea). Korea is large.", "Korea"),  # no abbreviation
        ("Pleural effusion (PE) and pancreatitis. A PE-like finding.", "PE-like"),
        ("PE recurred.", "PE"),  # defined nowhere
        ("Pleural effusion (pe) resolved. We measured pe.", "pe"),
        ("Rash (Table) was seen. Table 2 shows it.", "Table"),
    ],
)
def test_others_are_not(text: str, short: str, terms: Terms) -> None:
    assert short not in labels(text, terms)


def test_one_defined_twice_stands_for_neither(terms: Terms) -> None:
    text = "Pleural effusion (PE) and peripheral edema (PE) were seen. PE was common."
    assert "PE" not in labels(text, terms)


def test_a_definition_ends_with_its_text(terms: Terms) -> None:
    assert "RAD" in labels("Radotinib (RAD) was given. RAD was stopped.", terms)
    assert "RAD" not in labels("RAD was stopped.", terms)


def test_each_mention_stands_where_it_says(terms: Terms) -> None:
    text = "Flumatinib (FLU) was given; FLU, not imatinib (IM), was stopped."
    mentions = Extractor(terms).extract(text).mentions
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert [m.text for m in mentions] == ["Flumatinib", "FLU", "FLU", "imatinib", "IM"]
