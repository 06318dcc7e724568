"""A measured or observed result of an agent's arm."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.model import Claim, ClaimKind, Sentence, Status
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, frames

_STATE = re.compile(r"I,?x(?:'|z)?Q")
_TIMEPOINT = re.compile(
    r"\b(?:at|by|after|within) (?:a (?P<median>median)(?: follow-up)? of )?(?P<number>\d+(?:\.\d+)?)[ -](?P<unit>month|year|week|day)s?\b"
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
        if "#" in clause.text:
            value = _percent(frame)
            if value is not None and given:
                yield frame.claim(
                    ClaimKind.OUTCOME, "observed", "outcome.rate", given[0], frame.whom(), outcome=concept,
                    value=value, unit="%", timepoint=timepoint(frame),
                )  # fmt: skip
        elif _has(clause, frame.at):
            for agent in frame.subject():
                yield frame.claim(
                    ClaimKind.OUTCOME, "observed", "outcome.state", agent, frame.whom(), outcome=concept
                )


def _percent(frame: Frame) -> Decimal | None:
    found = [chunk.text for chunk in frame.clause.chunks if chunk.symbol == "#"]
    return Decimal(found[0].rstrip("% \u00a0\u202f")) if len(found) == 1 else None


def _has(clause: Clause, at: int) -> bool:
    """Whether the arm is said to have it ("individuals treated with X have residual disease")."""
    match = _STATE.search(clause.text, 0, at + 1)
    return bool(match) and any(chunk.text.lower() in ("have", "has", "had") for chunk in clause.chunks[:at])


def timepoint(frame: Frame) -> str:
    """``12 months``, ``median 24 months``; empty where the clause gives none or several."""
    first, last = frame.clause.chunks[0].start, frame.clause.chunks[-1].end
    offset = frame.sentence.start
    found = [*_TIMEPOINT.finditer(frame.sentence.text[first - offset : last - offset])]
    if len(found) != 1:
        return ""
    match = found[0]
    plural = "" if match["number"] == "1" else "s"
    return f"{'median ' if match['median'] else ''}{match['number']} {match['unit']}{plural}"
