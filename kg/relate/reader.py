"""All claims of a record: sentences to atoms to chunks to clauses, then every rule on every clause."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from kg.extract.extractor import Extraction
from kg.model import Claim, ClaimKind, Evidence, Mention, MentionType, Sentence
from kg.relate import (
    comparison,
    development,
    efficacy,
    need,
    outcome,
    recommendation,
    resistance,
    safety,
)
from kg.relate.chunks import chunk
from kg.relate.clauses import Clause, split
from kg.relate.discourse import Discourse
from kg.relate.doubts import without_doubtful
from kg.relate.rows import row_of
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
    discourse = Discourse(terms, extraction.mentions, title, sentences)
    claims: dict[Claim, None] = {}
    mention_at = cue_at = 0
    for sentence in sentences:
        if sentence.text.rstrip().endswith("?"):
            continue
        mentions, mention_at = _within(extraction.mentions, mention_at, sentence)
        cues, cue_at = _within(extraction.cues, cue_at, sentence)
        cues = [cue for cue in cues if cue.value.role != "dose-level"]
        read = partial(_clauses, sentence, mentions, cues, discourse)
        known = bool(mentions or cues)
        if not known or (watch is None and not _may_claim(sentence, mentions, cues, discourse)):
            if mentions:
                discourse.passed_over(sentence, read)
            continue
        clauses = read()
        said: dict[Claim, Claim] = {}
        for clause in clauses:
            for rule in RULES:
                for claim in rule(clause, sentence, discourse):
                    said.setdefault(replace(claim, rule="", evidence=_ANY), claim)
        claims.update(dict.fromkeys(said.values()))
        if watch is not None:
            watch(sentence, clauses, discourse)
        discourse.heard(clauses, sentence)
    return tuple(claims)


def _clauses(
    sentence: Sentence, mentions: Sequence[Mention], cues: Sequence[Match[Cue]], discourse: Discourse
) -> list[Clause]:
    """The clauses of a sentence; none of one that is longer than any sentence."""
    row, adjuncts = row_of(sentence, mentions, cues)
    if len(row) > _LONGEST:
        return []
    clauses = split(chunk(row, discourse.terms, discourse.antecedents), adjuncts)
    return without_doubtful(clauses, sentence)


_ANY = Evidence(0, 0, "")
"""In the place of the evidence, where two claims of a sentence are compared."""
_SILENT = frozenset((
    "patients", "these-patients", "carrier", "administered", "during", "examples", "regimen", "agent-noun",
    "arm", "novelty", "copula", "negation", "hedge", "aim", "report", "combining", "combined", "boundary",
    "relative", "oblique", "modifier-head", "dose-level", "exclusion", "coordinator", "ordinary", "frequency",
    "against",
))  # fmt: skip
"""Roles of cues that no rule starts from."""
_ANAPHORS = frozenset(("agent-noun", "arm", "regimen"))
"""Roles of cues that may point back to an agent that an earlier sentence names."""
_AGENTS = frozenset((MentionType.DRUG, MentionType.DRUG_CLASS, MentionType.THERAPY))
_RESISTING = frozenset((MentionType.MUTATION, MentionType.RESISTANCE))
_MEASURES = frozenset((MentionType.RESPONSE, MentionType.ADVERSE_EVENT))


_DECLARES = re.compile(
    r"\b(?:(?:efficacy|safety)(?: and \w+)? of|using|underwent|received|(?:were|was|we) treated"
    r"|given to|administered"
    r"|(?:stud(?:y|ies)|trials?|analysis) of|started|receiving|assigned to|treated with"
    r"|(?:patients|those) (?:on|taking)|options?|alternatives?"
    r"|(?:in|entered|entering|undergoing) (?:phase|clinical|preclinical)|investigational|experimental"
    r"|under (?:clinical )?(?:investigation|evaluation)|ongoing|underway)\b",
    re.IGNORECASE,
)
"""What says of a drug, without any cue, that it was studied or proven, or is in trials."""


def _may_claim(
    sentence: Sentence, mentions: Sequence[Mention], cues: Sequence[Match[Cue]], discourse: Discourse
) -> bool:
    """Whether any rule could find something; a cheap look that spares most sentences the grammar."""
    if sentence.is_title:
        return True
    roles = {cue.value.role for cue in cues}
    types = {mention.type for mention in mentions}
    agents = types & _AGENTS or discourse.study or roles & _ANAPHORS or "respectively" in sentence.text
    if agents and (roles - _SILENT or types & _MEASURES):
        return True
    resisting = sum(m.type in _RESISTING for m in mentions)
    if types & _AGENTS and (resisting > 1 or _DECLARES.search(sentence.text)):
        return True
    if MentionType.MUTATION in types and "occurrence" in roles:
        return True  # in those whom the record is about
    if "aim" in roles and types & _AGENTS:
        return True  # it may say what was studied
    return any(cue.value.kind == ClaimKind.NEED for cue in cues)


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
