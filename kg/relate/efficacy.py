"""The agent works, fails, promises or was studied in a population."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Sentence, Status
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, frames

_PREDICATIVE = re.compile(r"[xo][zNE'x]*(?:q(?:,?[&|]|,)z?)*$")


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind efficacy."""
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if (
            cue is not None
            and cue.kind == ClaimKind.EFFICACY
            and (cue.direction == "investigated" or not clause.aims)
        ):
            yield from _claims(frame, cue.direction, agents(frame, cue.agent_side), "efficacy.finding")
    if clause.aims:
        return
    for frame in frames(clause, "q", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if (
            cue is not None
            and cue.outcome is not None
            and cue.outcome.id == "efficacy"
            and predicative(frame)
        ):
            direction = "effective" if cue.polarity > 0 else "ineffective"
            yield from _claims(frame, direction, frame.subject(), "efficacy.quality")


def agents(frame: Frame, side: str) -> tuple[Given, ...]:
    """The agents of a finding, on the side that its cue says, or on either."""
    before = frame.subject() if side != "after" else ()
    return before or (frame.agents_after() if side != "before" else ())


def predicative(frame: Frame) -> bool:
    """Whether a quality is said of the subject and not compared ("is effective", not "more effective")."""
    text = frame.clause.text
    if text[frame.at + 1 : frame.at + 2] in ("V", "@"):
        return False
    return bool(_PREDICATIVE.search(text[: frame.at]))


def _claims(frame: Frame, direction: str, agents: tuple[Given, ...], rule: str) -> Iterator[Claim]:
    status, whom = frame.status(), frame.whom()
    if status is Status.NEGATED and direction == "effective":
        direction, status = "ineffective", Status.HEDGED if "E" in frame.clause.text else Status.ASSERTED
    if direction == "investigated" and whom.population is None:
        return
    efficacy = frame.discourse.terms.lexicon.concept("efficacy")
    for given in agents:
        yield frame.claim(ClaimKind.EFFICACY, direction, rule, given, whom, outcome=efficacy, status=status)
