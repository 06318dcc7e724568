"""An adverse event, or toxicity in general, under an agent."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Concept, Mention, Sentence, Status
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.efficacy import agents, predicative
from kg.relate.frame import Frame, frames
from kg.relate.outcome import measured, stopped_for_harm
from kg.relate.results import results

_EVENTS_AFTER = re.compile(r"[z'ENlw]*(?P<events>A(?:(?:,?[&|]|,)[z']*A)*)")
_EVENTS_BEFORE = re.compile(r"(?P<events>A(?:(?:,?[&|]|,)[z']*A)*)[z(#),&]*[xEz']*$")
_NAMED_AFTER = re.compile(r"A[xz]{1,3}(?P<events>A(?:(?:,?[&|]|,)[z']*A)*)")
"""A kind of event, then its examples ("adverse events included X and Y")."""


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind safety."""
    if clause.aims:
        return
    rates = [result for result in results(clause, discourse) if result.unit == "%"]
    for result in rates:
        frame = Frame(clause, result.at, sentence, discourse)
        if frame.chunk.symbol == "A" or stopped_for_harm(frame):
            yield measured(ClaimKind.SAFETY, "safety.rate", frame, result, _frequency(frame))
    if "V" in clause.text or _is_studied(clause):
        return
    toxicity = discourse.terms.lexicon.concept("toxicity")
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is None or cue.kind != ClaimKind.SAFETY:
            continue
        given = agents(frame, cue.agent_side)
        if cue.outcome is not None:
            yield from _claims(frame, cue.direction, given, cue.outcome, ())
        else:
            for chunk in _events(frame):
                if all(clause.chunks[result.at] is not chunk for result in rates):
                    yield from _event(frame, cue.direction, given or frame.under(), chunk)
    for frame in frames(clause, "o", sentence, discourse):
        for chunk in _events(frame):
            if all(clause.chunks[result.at] is not chunk for result in rates):
                yield from _event(frame, "observed", frame.agents_after() or frame.under(), chunk)
    for frame in frames(clause, "q", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if (
            cue is not None
            and cue.outcome is not None
            and cue.outcome.id == "tolerability"
            and predicative(frame)
        ):
            if "-" in clause.text[: frame.at]:
                continue
            low = (cue.polarity > 0) is not frame.denied
            status = Status.ASSERTED if frame.denied else frame.status()
            for agent in frame.subject():
                yield frame.claim(
                    ClaimKind.SAFETY,
                    "low" if low else "high",
                    "safety.tolerability",
                    agent,
                    frame.whom(),
                    outcome=toxicity,
                    status=status,
                )


def _is_studied(clause: Clause) -> bool:
    """ "We investigated the management of A under X": a study of harms finds none yet."""
    parts = [clause, clause.before] if clause.before else [clause]
    cues = [c.atom.cue for part in parts for c in part.chunks if c.symbol == "F" and c.atom]
    return any(cue is not None and cue.direction == "investigated" for cue in cues)


def _frequency(frame: Frame) -> str:
    """ "The most common adverse events were X (40%)": high; else no more than observed."""
    cues = [chunk.atom.cue for chunk in frame.clause.chunks[: frame.at] if chunk.symbol == "F" and chunk.atom]
    common = any(cue and cue.kind == ClaimKind.SAFETY and cue.direction == "high" for cue in cues)
    return "high" if common else "observed"


def _events(frame: Frame) -> list[Chunk]:
    """The adverse events that a finding is about: those before it, else those behind."""
    text = frame.clause.text
    if named := _NAMED_AFTER.search(text, frame.at):
        return [frame.clause.chunks[at] for at in range(*named.span("events")) if text[at] == "A"]
    before, after = _EVENTS_BEFORE.search(text, 0, frame.at), _EVENTS_AFTER.match(text, frame.at + 1)
    match = before or after  # "diarrhea was the most common adverse event"
    if match is None:
        return []
    return [
        chunk
        for chunk in frame.clause.chunks[match.start("events") : match.end("events")]
        if chunk.symbol == "A"
    ]


def _event(frame: Frame, direction: str, given: tuple[Given, ...], event: Chunk) -> Iterator[Claim]:
    mention = event.atom.mention if event.atom else None
    if mention is None or mention.concept is None:
        return
    negated = "N" in frame.clause.text
    yield from _claims(frame, "absent" if negated else direction, given, mention.concept, (mention,))


def _claims(
    frame: Frame,
    direction: str,
    agents: tuple[Given, ...],
    outcome: Concept,
    mentions: tuple[Mention, ...],
) -> Iterator[Claim]:
    status = frame.status()
    if direction == "absent":
        status = Status.HEDGED if "E" in frame.clause.text else Status.ASSERTED
    whom = frame.whom()
    for given in agents:
        yield frame.claim(
            ClaimKind.SAFETY,
            direction,
            "safety.finding",
            given,
            whom,
            outcome=outcome,
            status=status,
            mentions=mentions,
        )
