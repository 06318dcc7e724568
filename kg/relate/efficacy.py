"""The agent works, fails, promises or was studied in a population."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Mention, Sentence, Status
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, frames

_PREDICATIVE = re.compile(r"[xoE][zNE'x]*(?:q(?:,?[&|]|,)z?)*$|[xoE][zNE'x]*q[^;V@]*,?&z?$")

_QUALITY_OF = re.compile(r"q(?:,?[&|]'*q)*l'*(?P<agent>I)[xNz]+$")
_AGAINST_MUTANT = re.compile(r"[~i]['zG]*(?P<mutants>M(?:(?:,?[&|]|,)'*M)*)")
_AGAINST_OTHER = re.compile(r"~(?!['znpO]*O)")
_OBJECT = re.compile(r"(?:'*[qz](?:[&|,]*[qz])*l)?['nz]{0,2}I(?=i|,|w|$)")


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind efficacy."""
    if "-" in clause.text:
        return  # "rarely effective", "in patients without X", "in mice": not plainly so
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if (
            cue is not None
            and cue.kind == ClaimKind.EFFICACY
            and (cue.direction == "investigated" or not clause.aims)
        ):
            given = studied(frame) if cue.direction == "investigated" else agents(frame, cue.agent_side)
            yield from _claims(frame, cue.direction, given, "efficacy.finding")
    if clause.aims:
        return
    for frame in frames(clause, "7", sentence, discourse):
        yield from _successful(frame)
    for frame in [*frames(clause, "F", sentence, discourse), *frames(clause, "U", sentence, discourse)]:
        yield from _productive(frame)
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


_PRODUCED = re.compile(r"F(?:[z,&Q']{0,3})[UQ](?:[&,]*Q)*(?![z]?[i(]?#)")
_SEEN = re.compile(r"U[xE]{1,3}z?[oh]z?[wbi]'*(?P<agent>I)")
_SUCCESS = re.compile(r"7(?:[z&,7Q']{0,5})[UQq]")
_BY_SUBJECT = re.compile(r"I[xzFhE',]{1,5}(?:7[z&,]{0,2})*$")
_WITH_AGENT = re.compile(r"[zl]{0,2}[xoh]{0,3}[wbi]'*(?:z?Y[wl])?I")


def _productive(frame: Frame) -> Iterator[Claim]:
    """ "X induces cytogenetic responses", "responses were seen with X"; where rates follow, those are told."""
    text, cue = frame.clause.text, frame.chunk.atom.cue if frame.chunk.atom else None
    if set(text) & set("CV#"):
        return
    if frame.chunk.symbol == "U":
        match = _SEEN.match(text, frame.at)
        given = frame.clause.chunks[match.start("agent")].given if match else ()
    else:
        brings = cue is not None and cue.kind == ClaimKind.SAFETY and cue.direction == "observed"
        match = _PRODUCED.match(text, frame.at) if brings else None
        given = frame.subject() if match else ()
    yield from _claims(frame, "effective", given, "efficacy.success")


def _successful(frame: Frame) -> Iterator[Claim]:
    """ "X induced significant responses", "high response rates were achieved with X"."""
    text, cue = frame.clause.text, frame.chunk.atom.cue if frame.chunk.atom else None
    match = _SUCCESS.match(text, frame.at)
    said = frame.clause.chunks[match.end() - 1].concept if match else None
    if match and text[match.end() - 1] == "q" and (said is None or said.id != "efficacy"):
        return
    if match is None or cue is None or set(text) & set("CV") or text[frame.at - 1 : frame.at] == "7":
        return
    if _BY_SUBJECT.search(text, 0, frame.at):
        given = frame.subject()
    elif behind := _WITH_AGENT.match(text, match.end()):
        given = frame.clause.chunks[behind.end() - 1].given
    else:
        return
    yield from _claims(frame, cue.direction, given, "efficacy.success")


def agents(frame: Frame, side: str) -> tuple[Given, ...]:
    """The agents of a finding, on the side that its cue says, or on either."""
    before = frame.subject() if side != "after" else ()
    return before or (frame.agents_after() if side != "before" else ())


def studied(frame: Frame) -> tuple[Given, ...]:
    """What was studied: the direct object ("we evaluated X", "the safety of X"), else the subject."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is not None and cue.agent_side == "after":  # "randomized to X or Y"
        chunks = frame.clause.chunks[frame.at + 1 :]
        return tuple(given for chunk in chunks if chunk.symbol == "I" for given in chunk.given)
    if match := _OBJECT.match(frame.clause.text, frame.at + 1):
        return frame.clause.chunks[match.end() - 1].given
    if match := _QUALITY_OF.search(frame.clause.text, 0, frame.at):
        return frame.clause.chunks[match.start("agent")].given
    return frame.subject()


def predicative(frame: Frame) -> bool:
    """Whether a quality is said of the subject and not compared ("is effective", not "more effective")."""
    text = frame.clause.text
    if text[frame.at + 1 : frame.at + 2] in ("V", "@"):
        return False
    return bool(_PREDICATIVE.search(text[: frame.at]))


def mutants(frame: Frame) -> list[Mention]:
    """The mutants that something is active or inactive against, which is a claim of kind resistance."""
    match = _AGAINST_MUTANT.match(frame.clause.text, frame.at + 1)
    stretch = frame.clause.chunks[match.start("mutants") : match.end()] if match else ()
    return [
        chunk.atom.mention for chunk in stretch if chunk.symbol == "M" and chunk.atom and chunk.atom.mention
    ]


def _claims(frame: Frame, direction: str, agents: tuple[Given, ...], rule: str) -> Iterator[Claim]:
    if mutants(frame) or _AGAINST_OTHER.match(frame.clause.text, frame.at + 1):
        return
    status, whom = frame.status(), frame.whom()
    if frame.denied and direction == "effective":
        direction, status = "ineffective", Status.HEDGED if "E" in frame.clause.text else Status.ASSERTED
    if direction == "investigated":
        status = Status.ASSERTED
        if whom.population is None:
            return
        agents = frame.discourse.newly_studied(agents, bool(whom.mentions))
    efficacy = frame.discourse.terms.lexicon.concept("efficacy")
    for given in agents:
        yield frame.claim(ClaimKind.EFFICACY, direction, rule, given, whom, outcome=efficacy, status=status)
