"""An adverse event, or toxicity in general, under an agent."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Claim, ClaimKind, Concept, Mention, Sentence, Status
from kg.relate import bystanders, harm_reports, harms
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.findings import agents, predicative
from kg.relate.frame import Frame, Whom, frames
from kg.relate.limits import explains, in_few
from kg.relate.outcome import measured, stopped_for_harm
from kg.relate.results import results
from kg.relate.whom import whoms


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind safety."""
    if clause.aims:
        return
    rates = [result for result in results(clause, discourse) if result.unit == "%"]
    for result in rates:
        if bystanders.is_afterwards(clause):
            break
        frame = Frame(clause, result.at, sentence, discourse)
        if harms.has_name(frame) or harms.is_of_another(frame, result.place[0]):
            continue  # "A was the most common event, in 30%": the event is A
        if frame.chunk.symbol == "A" or stopped_for_harm(frame):
            yield measured(ClaimKind.SAFETY, "safety.rate", frame, result, _frequency(frame))
    if "V" in clause.text or _is_studied(clause):
        return
    told = {clause.chunks[result.at].start for result in rates}
    for claim, event in _found(clause, sentence, discourse):
        if event is None or event.start not in told or claim.direction in ("low", "absent"):
            yield claim
    for frame in frames(clause, "q", sentence, discourse):
        yield from _tolerated(frame)
    for frame in frames(clause, "Q", sentence, discourse):
        if "#" not in clause.text and stopped_for_harm(frame):
            given = frame.subject() or frame.agents_after("lwbt") or frame.under()
            outcome = frame.chunk.concept
            if outcome is not None and re.search(r"[pOI]x?$", clause.text[: frame.at]):
                direction = "absent" if frame.denied else "observed"
                yield from _claims(frame, direction, given, outcome, ())


_Found = Iterator[tuple[Claim, Chunk | None]]


def _found(clause: Clause, sentence: Sentence, discourse: Discourse) -> _Found:
    """What the clause says of events, each with the chunk that names its event; what is plainest first."""
    said: set[int] = set()
    findings = [*frames(clause, "F", sentence, discourse)]
    for frame in sorted(findings, key=_is_plain):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is None or cue.kind != ClaimKind.SAFETY:
            continue
        if cue.outcome is not None and clause.text[frame.at - 1 : frame.at] == "C":
            continue  # "with fewer severe side effects" compares
        if explains(frame) or harms.is_both(frame):
            continue
        given = agents(frame, cue.agent_side)
        if cue.outcome is not None:
            for claim in _claims(frame, cue.direction, given or _meant(frame), cue.outcome, ()):
                yield claim, None
            continue
        found = harms.events(frame)
        if cue.direction == "high" and _superlative(frame):
            found = harms.specific(found)
        if cue.direction == "observed":
            found, given = harms.specific(found) or found, given or _brought(frame)
        for chunk in found:
            if cue.direction == "observed" and chunk.start in said:
                continue
            if harms.is_some_of(frame, chunk):
                continue
            said.add(chunk.start)
            for claim in _event(frame, _degree(frame, chunk, cue.direction), given or _meant(frame), chunk):
                yield claim, chunk
    if "#" in clause.text:
        return
    for frame in frames(clause, "o", sentence, discourse):
        if _TOOLS & {chunk.text.lower() for chunk in clause.chunks[: frame.at]}:
            continue
        for chunk in harms.events(frame):
            if chunk.start not in said:
                said.add(chunk.start)
                over = _STOPPED.search(clause.text) or bystanders.is_afterwards(clause)
                given = () if over else frame.agents_after() or frame.under()
                given = given or harm_reports.started(clause)
                for claim in _event(frame, "observed", given, chunk):
                    yield claim, chunk
    for chunk in harms.naming(clause):
        if chunk.start not in said:
            said.add(chunk.start)
            frame = Frame(clause, clause.chunks.index(chunk), sentence, discourse)
            own = _UNDER.match(clause.text, frame.at)
            given = clause.chunks[own.end() - 1].given if own else frame.under()
            for claim in _event(frame, "observed", given, chunk):
                yield claim, chunk
    for chunk in harms.going_on(clause):
        said.add(chunk.start)
        frame = Frame(clause.before or clause, 0, sentence, discourse)
        for claim in _event(frame, "observed", frame.under(), chunk):
            yield claim, chunk
    for agent, chunk in harms.by_agent(clause):
        if chunk.start not in said:
            said.add(chunk.start)
            frame = Frame(clause, clause.chunks.index(chunk), sentence, discourse)
            for claim in _event(frame, "observed", agent.given, chunk):
                yield claim, chunk
    for at, chunk in enumerate(clause.chunks):
        if chunk.symbol not in "Aq" or chunk.start in said:
            continue
        frame = Frame(clause, at, sentence, discourse)
        if shown := harm_reports.shown(frame):
            direction, given = shown
            for claim in _event(frame, direction, given, chunk):
                yield claim, chunk


_TOOLS = frozenset(
    ("system", "score", "scale", "model", "algorithm", "questionnaire", "nomogram", "guidelines")
)
""" "A scoring system for A was developed"."""
_FEW = frozenset(("low", "few", "little", "lower"))


def _degree(frame: Frame, event: Chunk, direction: str) -> str:
    """ "Associated with a low rate of A": low; "with a high incidence of A": high."""
    between = [chunk for chunk in frame.clause.chunks[frame.at + 1 :] if chunk.start < event.start]
    said = {chunk.text.lower() for chunk in between if chunk.symbol in "z7"}
    if any(chunk.atom and chunk.atom.cue and chunk.atom.cue.direction == "ineffective" for chunk in between):
        return "low"  # "with no significant toxicity"
    if direction == "observed" and said & {"rate", "rates", "incidence", "frequency", "risk"}:
        return "low" if said & _FEW else "high" if "high" in said else direction
    return direction


def _is_plain(frame: Frame) -> bool:
    """Whether a finding says only that something happens, and not how often or how badly."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    return cue is not None and cue.direction == "observed"


_SUBJECT = re.compile(r"^(?:[z']{0,2}[YJ])?(?:[xEN]z?){0,3}$")


def _brought(frame: Frame) -> tuple[Given, ...]:
    """ "X-induced A", "A was caused by X": X, wherever it stands."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if frame.clause.text[frame.at - 1 : frame.at] == "I" and frame.clause.text[: frame.at - 1][-1:] != "k":
        return frame.clause.chunks[frame.at - 1].given
    if cue is None or cue.agent_side != "before" or _SUBJECT.search(frame.clause.text[: frame.at]):
        return ()
    return frame.agents_after("b") if "A" in frame.clause.text[: frame.at] else ()


def _meant(frame: Frame) -> tuple[Given, ...]:
    """The agents that a finding is under, unless its own subject is something else."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    text = frame.clause.text[: frame.at]
    if cue is not None and cue.agent_side == "before" and not _SUBJECT.search(text):
        return ()
    if cue is not None and cue.outcome is not None and "Y" in text:
        return ()  # "responses to these agents with minimal toxicity"
    return frame.under()


_SUPERLATIVE = re.compile(r"\bmost\b|limiting", re.IGNORECASE)


def _superlative(frame: Frame) -> bool:
    """ "The most common adverse events" does not say that adverse events are common."""
    return bool(_SUPERLATIVE.search(frame.chunk.text))


_UNDER = re.compile(rf"{harms.LIST}[iwb][p'z]*I")
_STOPPED = re.compile(r"k['z]{0,2}(?:a'*I|Xm)")
""" "After discontinuation of X", which is no time under X."""
_IS_FAVORABLE = re.compile(r"(?:,?[&|]'*[qz])*(?:l'*I)?[^xFCV;N]{0,8}x[z']{0,2}(?P<how>[7F])")


_NOT_FOR_ALL = re.compile(r"[bi]['z]?-")
_OF_ACTION = re.compile(r"(?:aI|Xm)[^I]*$")
""" "Discontinuation of X is safe"."""


def _tolerated(frame: Frame) -> Iterator[Claim]:
    """ "X was well tolerated", "with a favorable safety profile", "the tolerability of X was good"."""
    cue, chunks, text = (
        frame.chunk.atom.cue if frame.chunk.atom else None,
        frame.clause.chunks,
        frame.clause.text,
    )
    if cue is None or cue.outcome is None or cue.outcome.id != "tolerability" or "-" in text[: frame.at]:
        return
    if text[frame.at + 1 : frame.at + 2] == "A":
        return  # "toxic hepatitis"
    limited = _NOT_FOR_ALL.match(text, frame.at + 1)
    limited = (
        limited if limited and chunks[limited.end() - 1].text.lower() not in ("nearly", "almost") else None
    )
    if limited or _OF_ACTION.search(text, 0, frame.at) or in_few(frame):
        return
    low = (cue.polarity > 0) is not frame.denied
    given: tuple[Given, ...] = ()
    if predicative(frame):
        given = frame.subject()
        if not given and re.search(r"[Aq]x[zN]{0,2}$", text[: frame.at]):  # "side effects were tolerable"
            for event in harms.events(frame):
                yield from _event(frame, "low" if low else "high", frame.under(), event)
            return
    elif re.search(r"(?:7|F)[z']{0,2}$", text[: frame.at]) and not frame.denied:
        how = chunks[len(text[: frame.at].rstrip("z'")) - 1].atom
        if how and how.cue and how.cue.direction in ("effective", "low"):
            given = frame.subject()
    elif match := _IS_FAVORABLE.match(text, frame.at + 1):
        how = chunks[match.start("how")].atom
        if how and how.cue and how.cue.direction in ("effective", "low"):
            given = frame.agents_after("l") or frame.under()
    toxicity = frame.discourse.terms.lexicon.concept("toxicity")
    status = Status.ASSERTED if frame.denied else frame.status()
    for agent in given:
        yield frame.claim(
            ClaimKind.SAFETY,
            "low" if low else "high",
            "safety.tolerability",
            agent,
            _whom(frame),
            outcome=toxicity,
            status=status,
        )


_ASIDE = re.compile(r"\([^()]*\)|,?&[z']?[Ex][^&]*$|pl(?=['z7]*A)|(?<=A)&'?O")
"""What is no population of a finding: in brackets, with a predicate of its own, "cases of A", "A and B"."""


def _whom(frame: Frame) -> Whom:
    """The population of the finding itself."""
    text, at = frame.clause.text, frame.at
    for match in reversed([*_ASIDE.finditer(text)]):
        if match.start() > at or match.end() <= at:
            chunks = frame.clause.chunks
            clause = replace(frame.clause, chunks=(*chunks[: match.start()], *chunks[match.end() :]))
            at -= match.end() - match.start() if match.end() <= at else 0
            frame = replace(frame, clause=clause, at=at)
    return frame.whom()


def _is_studied(clause: Clause) -> bool:
    """ "We investigated the management of A under X": a study of harms finds none yet."""
    parts = [clause, clause.before] if clause.before else [clause]
    if bystanders.is_looked_into(clause):
        return True
    cues = [c.atom.cue for part in parts for c in part.chunks if c.symbol == "F" and c.atom]
    return any(cue is not None and cue.direction == "investigated" for cue in cues)


def _frequency(frame: Frame) -> str:
    """ "The most common adverse events were X (40%)": high; else no more than observed."""
    cues = [chunk.atom.cue for chunk in frame.clause.chunks[: frame.at] if chunk.symbol == "F" and chunk.atom]
    common = any(cue and cue.kind == ClaimKind.SAFETY and cue.direction == "high" for cue in cues)
    return "high" if common else "observed"


_HISTORY = re.compile(
    r"\b(?:history of|pre-?existing|underlying|baseline|concomitant)\s(?:\w+\s)?$", re.IGNORECASE
)


def _event(frame: Frame, direction: str, given: tuple[Given, ...], event: Chunk) -> Iterator[Claim]:
    outcome = harms.concept(event)
    if bystanders.is_unrelated(frame.sentence):
        return
    if _HISTORY.search(frame.sentence.text, 0, event.start - frame.sentence.start):
        return
    if direction == "observed" and harms.says_nothing(frame.clause, event):
        return
    negated = harms.denied(frame.clause, event, frame.at) if event in frame.clause.chunks else False
    if (
        harms.had_before(frame.clause)
        or outcome is None
        or negated is None
        or (negated and direction != "observed")
    ):
        return
    mentions = (event.atom.mention,) if event.atom and event.atom.mention else ()
    yield from _claims(frame, "absent" if negated else direction, given, outcome, mentions)


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
    for given in agents:
        for whom in whoms(frame, _whom):
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
