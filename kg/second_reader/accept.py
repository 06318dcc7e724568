"""Which proposals become claims: the quote is in the text, and everything that is said is in the quote.

Direction and certainty cannot be checked in this way. So what the second reader alone says is set aside, and
what contradicts the rules on the same sentence is dropped.
"""

import re

from kg.columns.cells import cells, number
from kg.columns.ground import Grounder, Statement, Ungrounded
from kg.columns.rest import naming, needed
from kg.extract.extractor import Extractor
from kg.model import CLAIM_COLUMNS, Claim, Evidence, Mention, Reading, Sentence, SetAside
from kg.second_reader.answers import Proposal
from kg.terminology.terms import Terms

RULE = "second-reader"
_NUMBER = re.compile(r"\d+(?:[.·]\d+)?")
_MEASURE = re.compile(r"(\d+(?:\.\d+)?) ?([^\W\d]*)")
_SAME = tuple(CLAIM_COLUMNS.index(name) for name in ("kind", "agent", "comparator", "population", "outcome"))


class Judge:
    """Looks at proposals; built once."""

    def __init__(self, terms: Terms, extractor: Extractor, grounder: Grounder) -> None:
        self._terms, self._extractor, self._grounder = terms, extractor, grounder

    def claim(self, proposal: Proposal, reading: Reading) -> Claim | None:
        """The claim, or None where the text does not bear it."""
        quote = proposal.quote.strip()
        sentence = next((s for s in reading.sentences if quote and quote in s.text), None)
        if sentence is None or sentence.text.rstrip().endswith("?"):
            return None
        try:
            said = self._grounder.statement(proposal.cells)
        except Ungrounded:
            return None
        start = sentence.start + sentence.text.index(quote)
        here = [m for m in reading.mentions if start <= m.start and m.end <= start + len(quote)]
        named = [naming(what, here) for _, what in needed(said)]
        if not all(named) or not _measured(said, quote) or not self._status(said, quote):
            return None
        found = _made(said, sentence, tuple(dict.fromkeys(m for mentions in named for m in mentions)))
        return None if _contradicts(found, reading) else found

    def _status(self, said: Statement, quote: str) -> bool:
        """Whether the quote says what became of the treatment that the population had (resistant, failed)."""
        wanted = {
            group.status for group in (said.population.groups if said.population else ()) if group.status
        }
        if not wanted:
            return True
        read = self._extractor.extract(quote)
        told = [cue.value.status for cue in read.cues] + [mention.concept for mention in read.mentions]
        return all(
            any(told_of and self._terms.is_a(told_of, status.id) for told_of in told) for status in wanted
        )


def _measured(said: Statement, quote: str) -> bool:
    """Whether every number stands in the quote, with its unit behind it."""
    wanted = [(number(match[1]), match[2]) for match in _MEASURE.finditer(said.timepoint)]
    if said.timepoint and not wanted:
        return False
    if said.value is not None:
        wanted.append((number(str(abs(said.value))), said.unit))
    found = [
        (number(match[0].replace("·", ".")), quote[match.end() :].lstrip(" -").lower())
        for match in _NUMBER.finditer(quote)
    ]
    return all(
        any(value == amount and rest.startswith(unit.lower().rstrip("s")) for value, rest in found)
        for amount, unit in wanted
    )


def _made(said: Statement, sentence: Sentence, mentions: tuple[Mention, ...]) -> Claim:
    return Claim(
        kind=said.kind,
        direction=said.direction,
        evidence=Evidence(
            sentence.start, sentence.end, sentence.text, mentions, (), sentence.section, sentence.basis
        ),
        agent=said.agent,
        comparator=said.comparator,
        population=said.population,
        outcome=said.outcome,
        value=said.value,
        unit=said.unit,
        timepoint=said.timepoint,
        status=said.status,
        rule=RULE,
        set_aside=SetAside.SECOND_READER,
    )


def _contradicts(found: Claim, reading: Reading) -> bool:
    """Whether a rule reads the same of the sentence in another direction, or more or less firmly."""
    ours = cells(found)
    for claim in reading.claims:
        if claim.evidence.start != found.evidence.start:
            continue
        theirs = cells(claim)
        if all(ours[at] == theirs[at] for at in _SAME) and (
            (claim.direction, claim.status) != (found.direction, found.status)
        ):
            return True
    return False
