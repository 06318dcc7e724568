"""The cheap look that spares sentences the grammar must never cost a claim."""

import pytest

from kg.extract.extractor import Extractor
from kg.model import Record
from kg.relate.reader import read_claims
from kg.terminology.terms import Terms
from kg.text.sentences import sentences
from tests.relate.cases import Case
from tests.relate.test_cases import CASES


@pytest.mark.slow
def test_every_sentence_read_gives_the_same_claims(terms: Terms) -> None:
    extractor = Extractor(terms)
    for together in (CASES, CASES[::-1]):  # one long record, as sentences point back to earlier ones
        record = _record(together)
        extraction = extractor.extract(record.text)
        spared = read_claims(sentences(record), extraction, terms)
        read = read_claims(sentences(record), extraction, terms, watch=lambda *_: None)
        assert spared == read
        assert len(spared) > len(together) // 4


def _record(cases: list[Case]) -> Record:
    text = " ".join(case.text for case in cases)
    return Record(key="x", title="", abstract=text, file="x", format="t", digest="")
