"""A measured or observed result of an agent's arm."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Sentence, Status
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, frames
from kg.relate.precision import of_value
from kg.relate.results import Result, results

_STATE = re.compile(r"I,?x(?:'|z)?Q")


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind outcome."""
    if clause.aims:
        return
    for result in results(clause, discourse):
        frame = Frame(clause, result.at, sentence, discourse)
        if frame.chunk.symbol != "A" and not stopped_for_harm(frame):
            yield measured(ClaimKind.OUTCOME, "outcome.rate", frame, result)
    if "#" in clause.text or "V" in clause.text or "C" in clause.text:
        return
    for frame in frames(clause, "Q", sentence, discourse):
        concept = frame.chunk.atom.mention.concept if frame.chunk.atom and frame.chunk.atom.mention else None
        if concept is None or frame.status() is Status.NEGATED or clause.text.count("Q") != 1:
            continue
        if _has(clause, frame.at):
            for agent in frame.subject():
                yield frame.claim(
                    ClaimKind.OUTCOME, "observed", "outcome.state", agent, frame.whom(), outcome=concept
                )


_FOR_HARM = re.compile(r"[I'zlpOi#]{0,8}k['zl]{0,3}[Aq]")
_LEADING_TO = re.compile(r"[Aq]z{0,2}t$|[Aq]F$")
_LED_TO = ("led", "leading", "result", "requir")


def stopped_for_harm(frame: Frame) -> bool:
    """Whether treatment was given up because of its harms, which is a matter of safety."""
    concept = frame.chunk.concept
    if concept is None or concept.id != "discontinuation":
        return False
    text, at = frame.clause.text, frame.at
    if "adverse" in frame.chunk.text.lower() or "toxicity" in frame.chunk.text.lower():
        return True
    if frame.chunk.text.lower().startswith(_LED_TO) and set(text[:at]) & set("Aq"):
        return True
    return bool(_FOR_HARM.match(text, at + 1) or _LEADING_TO.search(text, 0, at))


def measured(kind: ClaimKind, rule: str, frame: Frame, result: Result, direction: str = "observed") -> Claim:
    """A claim of a value."""
    return frame.claim(
        kind,
        direction,
        rule,
        result.given,
        result.whom,
        outcome=result.measure,
        value=result.value,
        unit=result.unit,
        timepoint=result.timepoint,
        status=Status.HEDGED if _is_guessed(frame, result) else None,
        precision=of_value(
            frame.sentence,
            result.place,
            result.value,
            result.unit,
            frame.clause.adjuncts if result.beside else (),
        ),
    )


def _is_guessed(frame: Frame, result: Result) -> bool:
    """ "MMR may be 70%": a hedge between a measure and its value."""
    first, last = sorted((frame.chunk.start, result.place[0]))
    return any(chunk.symbol == "E" and first < chunk.start < last for chunk in frame.clause.chunks)


def _has(clause: Clause, at: int) -> bool:
    """Whether the arm is said to have it ("individuals treated with X have residual disease")."""
    match = _STATE.search(clause.text, 0, at + 1)
    return bool(match) and any(chunk.text.lower() in ("have", "has", "had") for chunk in clause.chunks[:at])
