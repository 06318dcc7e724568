"""Whom "these patients" means, where the record says in which part of it they were named."""

from dataclasses import replace

from kg.extract.extractor import Extractor
from kg.model import Record, SectionKind
from kg.relate.reader import read_claims
from kg.terminology.terms import Terms
from kg.text.sentences import sentences

TEXT = (
    "Most patients with newly diagnosed CML respond to imatinib. Bosutinib was given daily. "
    "Bosutinib is effective in this patient population."
)
PARTS = (SectionKind.TITLE, SectionKind.BACKGROUND, SectionKind.METHODS, SectionKind.CONCLUSION)


def test_those_of_the_background_are_not_those_of_the_study(terms: Terms) -> None:
    title = "Bosutinib in imatinib-resistant CML"
    record = Record(key="x", title=title, abstract=TEXT, file="x", format="t", digest="")
    placed = [
        replace(sentence, section=part) for sentence, part in zip(sentences(record), PARTS, strict=True)
    ]
    claims = read_claims(placed, Extractor(terms).extract(record.text), terms)
    populations = {
        claim.agent.label: [group.label for group in claim.population.groups]
        for claim in claims
        if claim.direction == "effective" and claim.agent and claim.population
    }
    assert populations == {"imatinib": ["newly diagnosed CML"], "bosutinib": ["imatinib resistance"]}
