"""Texts made to hurt: whatever is repeated, reading stays quick."""

import time

import pytest

from kg.terminology.terms import Terms
from tests.relate.cases import claims_of

REPEATED = [
    "imatinib, ",
    "imatinib and ",
    "imatinib (IM) ",
    "imatinib 400 mg twice daily ",
    "44%, ",
    "44% with nilotinib, ",
    "diarrhea (30%), ",
    "at 12 months ",
    "3, 6, ",
    "(P = .01) ",
    "evidence that ",
    "the aim of ",
    "95% CI ",
    "grade 3 or ",
    "T315I, ",
    "T315I/",
    "in patients with T315I ",
    "imatinib-resistant ",
    "resistance to ",
    "superior to imatinib ",
    "not ",
    "whether ",
    "which ",
    "both ",
    "the twice-daily regimen ",
    "such as ",
    "(",
    ")",
    "1",
    "1-",
    "A",
    "a-",
    "forty-five ",
    "\u2265",
    "\u00a0",
    "\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("again", REPEATED)
def test_a_long_text_is_read_in_seconds(again: str, terms: Terms) -> None:
    for before, after in (("", ""), ("MMR with nilotinib was 44% in patients ", " with imatinib.")):
        text = before + again * (20_000 // len(again)) + after
        started = time.perf_counter()
        claims_of(text, terms)
        assert time.perf_counter() - started < 10


@pytest.mark.parametrize("again", REPEATED)
def test_a_long_sentence_is_read_in_a_moment(again: str, terms: Terms) -> None:
    text = f"MMR with nilotinib was 44% in patients {again * 300} with imatinib."
    started = time.perf_counter()
    claims_of(text, terms)
    assert time.perf_counter() - started < 5
