"""All claims of a record: sentences to atoms to chunks to clauses, then every rule on every clause."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from kg.extract.extractor import Extraction
from kg.model import Claim, Mention, Sentence
from kg.relate import (
    comparison,
    development,
    efficacy,
    need,
    outcome,
    quantities,
    recommendation,
    resistance,
    safety,
)
from kg.relate.atoms import Atom, atomise, symbols
from kg.relate.chunks import chunk
from kg.relate.clauses import Clause, split
from kg.relate.discourse import Discourse
from kg.relate.quantities import Adjunct, Found
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match
from kg.terminology.terms import Terms

Rule = Callable[[Clause, Sentence, Discourse], Iterator[Claim]]

RULES: tuple[Rule, ...] = (
    efficacy.find,
    comparison.find,
    outcome.find,
    safety.find,
    resistance.find,
    recommendation.find,
    development.find,
    need.find,
)
"""One a claim kind."""


Watch = Callable[[Sentence, Sequence[Clause], Discourse], None]
"""Shown each sentence as it was cut, with what earlier ones have left to point back to."""


def read_claims(
    sentences: Sequence[Sentence], extraction: Extraction, terms: Terms, watch: Watch | None = None
) -> tuple[Claim, ...]:
    """The claims of a record in the order of its sentences, each said once a sentence."""
    title = next((sentence for sentence in sentences if sentence.is_title), None)
    discourse = Discourse(terms, extraction.mentions, title)
    claims: dict[Claim, None] = {}
    mention_at = cue_at = 0
    for sentence in sentences:
        if sentence.text.rstrip().endswith("?"):
            continue
        mentions, mention_at = _within(extraction.mentions, mention_at, sentence)
        cues, cue_at = _within(extraction.cues, cue_at, sentence)
        cues = [cue for cue in cues if cue.value.role != "dose-level"]
        if not mentions and not (discourse.study and any(cue.value.role in _ANAPHORS for cue in cues)):
            continue
        row, adjuncts = _row(sentence, mentions, cues)
        if len(row) > _LONGEST:
            continue
        clauses = split(chunk(row, terms, discourse.antecedents), adjuncts)
        for clause in clauses:
            for rule in RULES:
                claims.update(dict.fromkeys(rule(clause, sentence, discourse)))
        if watch is not None:
            watch(sentence, clauses, discourse)
        discourse.heard(clauses, sentence)
    return tuple(claims)


_ANAPHORS = frozenset(("agent-noun", "arm", "regimen", "these-patients", "measure", "success"))
"""Cues that may point back to what an earlier sentence names."""


def _row(
    sentence: Sentence, mentions: Sequence[Mention], cues: Sequence[Match[Cue]]
) -> tuple[list[Atom], list[Adjunct]]:
    """The row of a sentence, and what is said beside it; names go before numbers, numbers before cues."""
    named = bytearray(len(sentence.text))
    for mention in mentions:
        first, last = mention.start - sentence.start, mention.end - sentence.start
        named[first:last] = b"\x01" * (last - first)
    found: list[Found] = []
    for quantity in quantities.scan(sentence.text, sentence.start):
        first, last = quantity.stretch.start - sentence.start, quantity.stretch.end - sentence.start
        if named.find(1, first, last) == -1:
            named[first:last] = b"\x01" * (last - first)
            found.append(quantity)
    if found:
        cues = [
            cue for cue in cues if named.find(1, cue.start - sentence.start, cue.end - sentence.start) == -1
        ]
    adjuncts = [adjunct for quantity in found for adjunct in quantity.adjuncts]
    row = atomise(sentence, mentions, cues, [quantity.stretch for quantity in found])
    row = _without_repeats(row)
    if found:
        row = quantities.set_aside(row, adjuncts)
        while row and row[0].symbol == ",":
            row = row[1:]
    return row, adjuncts


def _says_again(before: Atom | None, atom: Atom) -> bool:
    """Whether a name in brackets is that of the one before them, or an abbreviation of its kind ("AEs")."""
    if before is None or before.symbol != atom.symbol or (atom.mention and atom.mention.dose):
        return False
    if before.mention is None or atom.mention is None or before.mention.concept == atom.mention.concept:
        return True
    return len(atom.text) <= 6 and atom.text.rstrip("s").isupper()


_BRACKETED = re.compile(r"\((?:[z,;:'|il]{1,12}|[^()])\)")


def _without_repeats(row: list[Atom]) -> list[Atom]:
    """The row without brackets that only say a name again ("dasatinib (DAS)") or nothing that we know."""
    text = symbols(row)
    for match in reversed([*_BRACKETED.finditer(text)]):
        first, last = match.span()
        atom, before = row[first + 1], row[first - 1] if first else None
        if last - first == 3 and atom.symbol not in "z1" and not _says_again(before, atom):
            continue
        row = [*row[:first], *row[last:]]
    return row


_LONGEST = 400
"""Atoms of a sentence; what is longer is a table or a list, and read for mentions only."""


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_Spanned)


def _within(items: Sequence[T], at: int, sentence: Sentence) -> tuple[list[T], int]:
    while at < len(items) and items[at].start < sentence.start:
        at += 1
    first = at
    while at < len(items) and items[at].end <= sentence.end:
        at += 1
    return list(items[first:at]), at
