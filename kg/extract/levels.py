"""Responses said as a level of transcripts: "BCR-ABL1 <= 10 %", "at most 0.1 % BCR::ABL1"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.model import Mention, MentionType
from kg.terminology.terms import Terms
from kg.text.fold import Folded

_GENE = r"(?:BCR|bcr|Bcr)[-/:]{0,2}(?:ABL1?|abl1?|Abl1?)"
_SCALE = r"(?:\s?\(?IS\)?)?"
_WHAT = r"(?:\s(?:mRNA\s)?(?:transcripts?\s?)?(?:levels?|ratios?|expression)?)?"
_LIMIT = r"(?:[≤⩽<]\s?=?|&lt;=?|\bat most|\bno more than)\s?(?P<{name}>\d+(?:\.\d+)?)\s?%"
_LEVEL = re.compile(
    rf"\b{_GENE}{_SCALE}{_WHAT}{_SCALE}(?:\sof)?\s?{_LIMIT.format(name='limit')}"
    rf"|{_LIMIT.format(name='first')}\s{_GENE}{_SCALE}\b"
)


def find(folded: Folded, text: str, terms: Terms) -> Iterator[Mention]:
    """Mentions of the responses that the lexicon defines by a limit of transcripts."""
    if "%" not in folded.text:
        return
    for match in _LEVEL.finditer(folded.text):
        concept = terms.response_at(Decimal(match["limit"] or match["first"]))
        if concept is not None:
            start, end = folded.span(match.start(), match.end())
            yield Mention(start, end, text[start:end], MentionType.RESPONSE, concept=concept)
