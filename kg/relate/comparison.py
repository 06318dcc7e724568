"""Agent against comparator on an outcome, in either direction."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Agent, Claim, ClaimKind, Concept, Sentence, Status
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.differences import counts
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, frames, same, subject
from kg.relate.measures import measured_text
from kg.relate.results import Result, arms, results, significance
from kg.relate.turned import heads_other

_SIGN = {"up": 1, "down": -1, "better": 1, "worse": -1, "equal": 0}
_DIRECTION = {1: "better", -1: "worse", 0: "equal"}
_LIST = r"[QA](?:[,&|'z]{1,3}[QA])*"
_MEASURE_AFTER = re.compile(rf"(?:&C?)?(?:x{{0,2}}[zo](?=i))?[zl'i#n7]{{0,4}}(?P<measure>{_LIST}|[qU])")
_MEASURE_OF = re.compile(
    rf"(?:(?:z{{0,2}}l)?[pO](?:[iwl]'*I)?|I)[zhxoFu]{{0,3}}['z7]{{0,3}}(?P<measure>{_LIST})"
)
""" "Fewer patients in the X arm had A"."""
_MEASURE_BEFORE = re.compile(rf"(?P<measure>{_LIST}|U)[zl'#(),IOwi&]*x?[zNE'x]*$")
_TO = re.compile(r"[qQAzl']{0,4}[tw]'*(?P<agent>I)")
_AS_WERE = re.compile(rf",?@x[z']{{0,3}}(?P<measure>{_LIST})")
"""", as were the rates of MR4"."""
_WITH_ONE = re.compile(r"[z'QA]{0,2}[wiblp]{1,2}'*[pv]{0,2}I")
_DOSE_ALONE = re.compile(r"V[w'z]*d(?!I)")
_IN_TERMS_OF = re.compile(r"I[iwzl'th]{1,6}(?P<measure>Q(?:[,&|'z]{1,3}Q)*)")
_RATES_ASIDE = re.compile(r"\([^()I]*#V#[^()I]*\)")
_CELLS = frozenset(("cell", "cells"))
_AS_AS = re.compile(r"@(?P<quality>q)(?:[&|]q)?@[w']*(?P<agent>[Id])")


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind comparison."""
    if clause.aims:
        return
    for frame in frames(clause, "C", sentence, discourse):
        yield from _compared(frame)
    for frame in frames(clause, "@", sentence, discourse):
        match = _AS_AS.match(clause.text, frame.at)
        if match:
            yield from _as_good_as(frame, match)
    for frame in frames(clause, "F", sentence, discourse):
        yield from _does_more(frame)
    if "C" not in clause.text:
        yield from _by_p_value(clause, sentence, discourse)


def _by_p_value(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """ "The rates were 46% and 28% with X and Y (p = 0.001)": their difference counts, or does not."""
    found = [one for one in results(clause, discourse) if one.unit == "%"] if clause.adjuncts else []
    whole = significance(clause.adjuncts)
    told = Counter((one.measure, one.timepoint) for one in found)
    for one, two in pairwise(found):
        if (one.measure, one.timepoint) != (two.measure, two.timepoint) or told[
            one.measure, one.timepoint
        ] != 2:
            continue
        counts = whole if len(found) == 2 and whole is not None else _behind(clause, two)
        if counts is None or same(one.given.agent, two.given.agent):
            continue
        frame = Frame(clause, one.at, sentence, discourse)
        bad = frame.chunk.symbol == "A" or discourse.terms.undesirable(one.measure)
        sign = (one.value > two.value) - (one.value < two.value) if counts else 0
        yield frame.claim(
            ClaimKind.COMPARISON,
            _DIRECTION[-sign if bad else sign],
            "comparison.p-value",
            one.given,
            one.whom,
            comparator=two.given,
            outcome=one.measure,
            timepoint=one.timepoint,
        )


_P_BEHIND = 25
"""Characters between a pair of values and its own p-value ("28% in the X arm; P = .003")."""


def _behind(clause: Clause, result: Result) -> bool | None:
    """Whether the p-value right behind a value says that the difference counts; None where there is none."""
    end = result.place[1]
    own = [adjunct for adjunct in clause.adjuncts if 0 <= adjunct.start - end <= _P_BEHIND]
    return significance(own)


def _compared(frame: Frame) -> Iterator[Claim]:
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is None:
        return
    direction = cue.direction
    if direction == "differ":
        if not frame.denied:
            return  # that they differ does not say which is better
        direction, status = "equal", _guess(frame)
    else:
        status = Status.NEGATED if _is_of_no_account(frame) else frame.status()
    if not counts(frame, direction):
        return
    if frame.chunk.text.endswith(" in") and "V" not in frame.clause.text:
        return  # an increase in time
    absolute = direction in ("better", "worse")
    if any(chunk.symbol == "z" and chunk.text.lower() in _CELLS for chunk in frame.clause.chunks):
        return
    measures = _measures(frame)
    if not measures:
        named = _named_after(frame) or ([cue.outcome] if cue.outcome else [])
        measures = [(outcome, 1) for outcome in named]
    rule = (
        "comparison.quality"
        if frame.clause.text[frame.at + 1 : frame.at + 2] == "q"
        else "comparison.measure"
    )
    rates = list(results(frame.clause, frame.discourse))
    for outcome, polarity in measures:
        sign = _SIGN[direction] * (1 if absolute else polarity)
        own = [result for result in rates if result.measure == outcome]
        times = {result.timepoint for result in own} or {frame.time()}
        by_chance = sign != 0 and len(own) == 2 and _behind(frame.clause, own[1]) is False
        for agent, comparator in _sides(frame):
            for time in sorted(times) if not same(agent.agent, comparator.agent) else ():
                yield frame.claim(
                    ClaimKind.COMPARISON,
                    _DIRECTION[sign],
                    rule,
                    agent,
                    frame.whom(),
                    comparator=comparator,
                    outcome=outcome,
                    status=Status.HEDGED if by_chance and status is Status.ASSERTED else status,
                    timepoint=time,
                )


_THAN_ONE = re.compile(r"(?:i[Op])?V['z]{0,2}(?P<agent>I)")


def _does_more(frame: Frame) -> Iterator[Claim]:
    """ "X prolongs survival compared with Y": a finding that names its outcome, beside a comparator."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is None or cue.outcome is None or cue.kind != ClaimKind.EFFICACY or cue.direction != "effective":
        return
    match = _THAN_ONE.match(frame.clause.text, frame.at + 1)
    sides = _pairs(frame.subject(), arms(frame.clause, match.start("agent"))) if match else ()
    for agent, comparator in sides:
        if not same(agent.agent, comparator.agent):
            yield frame.claim(
                ClaimKind.COMPARISON,
                "better",
                "comparison.does-more",
                agent,
                frame.whom(),
                comparator=comparator,
                outcome=cue.outcome,
            )


def _is_of_no_account(frame: Frame) -> bool:
    """ "No significant improvement": "no significant" is one cue."""
    before = frame.clause.chunks[frame.at - 1] if frame.at else None
    return before is not None and before.symbol == "7" and before.text.lower().startswith("no ")


def _guess(frame: Frame) -> Status:
    return Status.HEDGED if frame.clause.hedge or "E" in frame.clause.text else Status.ASSERTED


def _as_good_as(frame: Frame, match: re.Match[str]) -> Iterator[Claim]:
    cue = frame.clause.chunks[match.start("quality")].atom
    if cue is None or cue.cue is None:
        return
    status, sign = frame.status(), 0
    if frame.denied:  # "not as effective as"
        status, sign = Status.ASSERTED, -cue.cue.polarity
    for agent in frame.subject():
        for comparator in _side(frame.clause.chunks[match.start("agent")], agent):
            if not same(agent.agent, comparator.agent):
                yield frame.claim(
                    ClaimKind.COMPARISON,
                    _DIRECTION[sign],
                    "comparison.as-as",
                    agent,
                    frame.whom(),
                    comparator=comparator,
                    outcome=cue.cue.outcome,
                    status=status,
                )


def _measures(frame: Frame) -> list[tuple[Concept, int]]:
    """What is compared, each with whether more of it is good (1) or bad (-1)."""
    text = measured_text(frame.clause, frame.discourse)
    match = (
        _MEASURE_AFTER.match(text, frame.at + 1)
        or _MEASURE_OF.match(text, frame.at + 1)
        or _MEASURE_BEFORE.search(text, 0, frame.at)
    )
    also = _AS_WERE.search(text, frame.at)
    direction = frame.chunk.atom.cue.direction if frame.chunk.atom and frame.chunk.atom.cue else ""
    indices = (
        [*range(*match.span("measure")), *range(*also.span("measure"))]
        if match and also
        else (range(*match.span("measure")) if match else ())
    )
    found: list[tuple[Concept, int]] = []
    for index in indices:
        if text[index + 1 : index + 2] == "R" or heads_other(frame.clause, index, direction):
            continue  # "failure of early response" is the opposite of it
        atom = frame.clause.chunks[index].atom
        if atom is not None and atom.cue is not None and atom.cue.outcome is not None:
            found.append((atom.cue.outcome, atom.cue.polarity))
        elif atom is not None and atom.mention is not None and atom.mention.concept is not None:
            concept = atom.mention.concept
            bad = text[index] == "A" or frame.discourse.terms.undesirable(concept)
            found.append((concept, -1 if bad else 1))
    return found


def _named_after(frame: Frame) -> list[Concept]:
    """ "Superior to X in terms of MMR and CCyR": MMR and CCyR."""
    match = _IN_TERMS_OF.search(frame.clause.text, frame.at)
    chunks = frame.clause.chunks[slice(*match.span("measure"))] if match else ()
    return [chunk.concept for chunk in chunks if chunk.concept is not None and chunk.symbol == "Q"]


def _side(chunk: Chunk, agent: Given) -> tuple[Given, ...]:
    """The agents of a chunk; a dose alone is another dose of the agent's drug ("than 70 mg twice daily")."""
    mention = chunk.atom.mention if chunk.atom else None
    if mention is None or mention.dose is None:
        return chunk.given
    return (Given(Agent(agent.agent.concepts, dose=mention.dose), (*agent.mentions, mention)),)


def _sides(frame: Frame) -> list[tuple[Given, Given]]:
    """(agent, comparator) pairs, or none where a side is missing or unclear."""
    chunks, at = frame.clause.chunks, frame.at
    text = _RATES_ASIDE.sub(lambda aside: "." * len(aside[0]), frame.clause.text)
    if (pivot := text.find("V", at)) != -1:
        agents = _agent_between(frame, pivot)
        if agents and (dose := _DOSE_ALONE.match(text, pivot)):
            return [(agent, side) for agent in agents for side in _side(chunks[dose.end() - 1], agent)]
        return _pairs(agents, _first_agent(frame, pivot))
    both = frame.subject()
    if both and (match := _TO.match(text, at + 1)):
        return _pairs(both, chunks[match.start("agent")].given)
    if (pivot := text.rfind("V", 0, at)) != -1:  # "compared with X, Y was more effective"
        return _pairs(_more_patients_on(frame) or frame.subject(), _first_agent(frame, pivot))
    if both and frame.clause.before is not None and (earlier := _earlier_comparator(frame)):
        return _pairs(both, earlier)
    following = [chunk for chunk in chunks[at + 1 :] if chunk.symbol == "I"]
    if len(following) == 1 and len(following[0].given) == 1 and not both and _WITH_ONE.match(text, at + 1):
        given = following[0].given[0]  # "more frequent with X", in a study of X and Y
        return [(given, other) for other in frame.discourse.other_arm(given, frame.clause)]
    if len(following) == 1 and len(following[0].given) == 2 and _is_equal(frame):
        # "no difference between X and Y"
        return [(following[0].given[0], following[0].given[1])]
    if (
        len(both) == 1
        and not following
        and _MEASURE_AFTER.match(measured_text(frame.clause, frame.discourse), at + 1)
    ):
        return [(both[0], other) for other in frame.discourse.other_arm(both[0], frame.clause)]
    if not following and not both and _is_equal(frame) and "I" not in text:
        return frame.discourse.all_arms(frame.clause)  # "no differences in MMR", in a study of X and Y
    ahead = [chunk for chunk in chunks[:at] if chunk.symbol == "I"]
    if not following and not both and _is_equal(frame) and len(ahead) == 1 and len(ahead[0].given) == 2:
        return [(ahead[0].given[0], ahead[0].given[1])]  # "among those randomized to X or Y, MMR was similar"
    if not following and len(both) == 2 and _is_equal(frame):  # "X and Y were similarly effective"
        return [(both[0], both[1])]
    return []


_PATIENTS_ON = re.compile(r"[pO][iw]'*(?P<on>I)|(?P<given>I)")


def _more_patients_on(frame: Frame) -> tuple[Given, ...]:
    """ "Compared with X, more patients on Y had A": Y."""
    match = _PATIENTS_ON.match(frame.clause.text, frame.at + 1)
    chunk = frame.clause.chunks[match.end() - 1] if match else None
    return chunk.given if match and chunk and (match["on"] or chunk.atom) else ()


def _is_equal(frame: Frame) -> bool:
    atom = frame.chunk.atom
    return atom is not None and atom.cue is not None and atom.cue.direction in ("equal", "differ")


def _agent_between(frame: Frame, pivot: int) -> tuple[Given, ...]:
    """ "higher with X than with Y": X; else the subject."""
    between = [at for at in range(frame.at + 1, pivot) if frame.clause.text[at] == "I"]
    return arms(frame.clause, between[0]) if len(between) == 1 else () if between else frame.subject()


def _first_agent(frame: Frame, pivot: int) -> tuple[Given, ...]:
    index = frame.clause.text.find("I", pivot)
    return arms(frame.clause, index) if index != -1 else ()


def _earlier_comparator(frame: Frame) -> tuple[Given, ...]:
    """ "X was as effective as Y but was better tolerated": Y."""
    before = frame.clause.before
    if before is None or subject(frame.clause, frame.at) != subject(before, len(before.chunks)):
        return ()
    for index, symbol in enumerate(before.text):
        if symbol == "C" or symbol == "@":
            earlier = Frame(before, index, frame.sentence, frame.discourse)
            match = _AS_AS.match(before.text, index)
            agents = earlier.subject()
            sides = _side(before.chunks[match.start("agent")], agents[0]) if match and agents else ()
            pairs = [(side, side) for side in sides] or _sides(earlier)
            if pairs:
                return tuple(comparator for _, comparator in pairs)
    return ()


def _pairs(agents: tuple[Given, ...], comparators: tuple[Given, ...]) -> list[tuple[Given, Given]]:
    return [(agent, comparator) for agent in agents for comparator in comparators]
