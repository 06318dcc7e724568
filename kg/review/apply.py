"""Decisions upon what was read: what a curator rejects stands aside, what one corrects is replaced."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.columns.cells import cells, key
from kg.columns.ground import Grounder, Statement, Ungrounded
from kg.columns.rest import naming, needed
from kg.model import Claim, Concept, Decision, Evidence, Mention, Reading, Reference, SetAside, Verdict
from kg.review.decisions import settled

RULE = "curated"
"""What the claims of curators name as their rule."""


def decided(reading: Reading, decisions: Sequence[Decision], grounder: Grounder) -> Reading:
    """The reading with the decisions about its claims; curators who disagree leave a claim as it was read."""
    if not decisions:
        return reading
    by_claim: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_claim[key("", decision.columns, decision.quote)].append(decision)
    claims: list[Claim] = []
    for claim in reading.claims:
        found = by_claim.get(key("", cells(claim), claim.evidence.quote), ())
        claims += _judged(claim, found, reading.mentions, grounder)
    return replace(reading, claims=tuple(claims))


def _judged(
    claim: Claim, decisions: Iterable[Decision], mentions: Sequence[Mention], grounder: Grounder
) -> Iterator[Claim]:
    given = tuple(decisions)
    claim = replace(claim, decisions=given)
    decision = settled(given)
    if decision is None:
        yield claim
    elif decision.verdict is Verdict.ACCEPT:
        yield replace(claim, set_aside=None)
    elif decision.verdict is Verdict.REJECT:
        yield replace(claim, set_aside=SetAside.REJECTED)
    else:
        wrong = replace(claim, set_aside=SetAside.CORRECTED)
        yield wrong
        try:
            yield _corrected(wrong, grounder.statement(decision.corrected), mentions)
        except Ungrounded:
            return  # a shape finds the claim whose place nothing takes


def _corrected(claim: Claim, said: Statement, mentions: Sequence[Mention]) -> Claim:
    """The claim as the curator says it, resting on what the sentence names or points back to."""
    evidence = claim.evidence
    here = [m for m in mentions if evidence.start <= m.start and m.end <= evidence.end]
    rests: list[Mention] = []
    references = []
    for column, what in needed(said):
        found = naming(what, here)
        rests += found
        if not found and column in ("agent", "comparator", "population") and isinstance(what, Concept):
            antecedent = _nearest(what, evidence, mentions)
            if antecedent is not None:
                references.append(Reference(evidence.start, evidence.end, antecedent))
            elif column != "population":
                raise Ungrounded(column, f"the article names {what.label} nowhere")
    return Claim(
        kind=said.kind,
        direction=said.direction,
        evidence=replace(
            evidence,
            mentions=tuple(dict.fromkeys(rests)),
            references=tuple(dict.fromkeys(references)),
            signs=(),  # of what was read, not of what the curator says
        ),
        agent=said.agent,
        comparator=said.comparator,
        population=said.population,
        outcome=said.outcome,
        value=said.value,
        unit=said.unit,
        timepoint=said.timepoint,
        precision=claim.precision if said.value == claim.value else None,
        status=said.status,
        rule=RULE,
        revises=claim,
    )


def _nearest(what: Concept, evidence: Evidence, mentions: Sequence[Mention]) -> Mention | None:
    """The last mention before the sentence, else the first behind it."""
    named = naming(what, mentions)
    before = [mention for mention in named if mention.end <= evidence.start]
    return before[-1] if before else next(iter(named), None)
