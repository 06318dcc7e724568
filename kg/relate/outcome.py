"""A measured or observed result of an agent's arm."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.model import Claim, ClaimKind, Concept, Sentence, Status
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, frames

_STATE = re.compile(r"I,?x(?:'|z)?Q")
RATE_WITH_AGENT = re.compile(r"#[wil]'*I")
_UNIT = r"(?P<unit>month|year|week|day)s?"
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_TIMEPOINTS = (
    re.compile(
        rf"\b(?:at|by|after|within) (?:a (?P<median>median)(?: follow-up)? of )?{_NUMBER}[ -]{_UNIT}\b"
    ),
    re.compile(rf"\b(?:at|by|after|within) {_UNIT} {_NUMBER}\b"),
)


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind outcome; a clause with several rates is left out, as it may pair them in many ways."""
    if clause.aims or "C" in clause.text or "V" in clause.text:
        return
    agents = [chunk for chunk in clause.chunks if chunk.symbol == "I"]
    for frame in frames(clause, "Q", sentence, discourse):
        concept = frame.chunk.atom.mention.concept if frame.chunk.atom and frame.chunk.atom.mention else None
        if concept is None or frame.status() is Status.NEGATED or clause.text.count("Q") != 1:
            continue
        given = agents[0].given if len(agents) == 1 and len(agents[0].given) == 1 else ()
        pairs = [*RATE_WITH_AGENT.finditer(clause.text)]
        if len(pairs) > 1 and len(pairs) == clause.text.count("#"):
            for pair in pairs:  # "25% with X and 13% with Y"
                rate, agent_chunk = clause.chunks[pair.start()], clause.chunks[pair.end() - 1]
                for agent in agent_chunk.given:
                    yield _rate(frame, concept, agent, number(rate.text))
        elif "#" in clause.text:
            value = percent(frame)
            if value is not None and given:
                yield _rate(frame, concept, given[0], value)
        elif _has(clause, frame.at):
            for agent in frame.subject():
                yield frame.claim(
                    ClaimKind.OUTCOME, "observed", "outcome.state", agent, frame.whom(), outcome=concept
                )


def _rate(frame: Frame, outcome: Concept, agent: Given, value: Decimal) -> Claim:
    return frame.claim(
        ClaimKind.OUTCOME,
        "observed",
        "outcome.rate",
        agent,
        frame.whom(),
        outcome=outcome,
        value=value,
        unit="%",
        timepoint=timepoint(frame),
    )


def percent(frame: Frame) -> Decimal | None:
    """The one rate of the clause; None where it has none or several."""
    found = [chunk.text for chunk in frame.clause.chunks if chunk.symbol == "#"]
    return number(found[0]) if len(found) == 1 else None


def number(text: str) -> Decimal:
    """A percentage as its number."""
    return Decimal(text.rstrip("% \u00a0\u202f"))


def _has(clause: Clause, at: int) -> bool:
    """Whether the arm is said to have it ("individuals treated with X have residual disease")."""
    match = _STATE.search(clause.text, 0, at + 1)
    return bool(match) and any(chunk.text.lower() in ("have", "has", "had") for chunk in clause.chunks[:at])


def timepoint(frame: Frame) -> str:
    """``12 months``, ``median 24 months``; empty where the clause gives none or several."""
    first, last = frame.clause.chunks[0].start, frame.clause.chunks[-1].end
    offset = frame.sentence.start
    text = frame.sentence.text[first - offset : last - offset].lower()
    found = [match for pattern in _TIMEPOINTS for match in pattern.finditer(text)]
    if len(found) != 1:
        return ""
    match = found[0]
    plural = "" if match["number"] == "1" else "s"
    return f"{'median ' if match.groupdict().get('median') else ''}{match['number']} {match['unit']}{plural}"
