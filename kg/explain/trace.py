"""Reads a record as a build does, and keeps what the rules saw of each sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.explain.doubts import doubts
from kg.extract.extractor import Extractor
from kg.graph.lexicon import load_lexicon
from kg.model import Claim, Mention, Population, Reading, Record, Sentence
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.reader import RULES, read_claims
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match
from kg.terminology.terms import Terms
from kg.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class ClauseTrace:
    """One clause, what it claims, and what keeps it from claiming more."""

    clause: Clause
    claims: tuple[Claim, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """One sentence; without clauses where the rules pass it over."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    cues: tuple[Match[Cue], ...]
    clauses: tuple[ClauseTrace, ...]
    topic: Population | None
    """Whom the record is about, for a bare "patients"."""


def trace(record: Record, shown: Callable[[int], int] = int) -> tuple[Reading, tuple[SentenceTrace, ...]]:
    """What is read from the record, and how; ``shown`` turns an offset into the one that a user counts."""
    terms = Terms(load_lexicon())
    parts = sentences(record)
    extraction = Extractor(terms).extract(record.text)
    seen: dict[Sentence, tuple[tuple[ClauseTrace, ...], Population | None]] = {}

    def watch(sentence: Sentence, clauses: Sequence[Clause], discourse: Discourse) -> None:
        traces = []
        for clause in clauses:
            claims = tuple(
                dict.fromkeys(claim for rule in RULES for claim in rule(clause, sentence, discourse))
            )
            traces.append(ClauseTrace(clause, claims, tuple(doubts(clause, claims, shown))))
        seen[sentence] = tuple(traces), discourse.topic

    claims = read_claims(parts, extraction, terms, watch)
    traces = []
    for sentence in parts:
        clauses, topic = seen.get(sentence, ((), None))
        mentions = tuple(m for m in extraction.mentions if sentence.start <= m.start < sentence.end)
        cues = tuple(cue for cue in extraction.cues if sentence.start <= cue.start < sentence.end)
        traces.append(SentenceTrace(sentence, mentions, cues, clauses, topic))
    return Reading(record, parts, extraction.mentions, claims), tuple(traces)
