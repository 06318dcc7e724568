"""A mutation or a mechanism against a drug, and forms of resistance that are seen under it."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Mention, Sentence, Status
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.efficacy import mutants, predicative
from kg.relate.frame import Frame, Whom, frames

_TOWARDS = re.compile(r"(?:R)?[tl]['kz]{0,3}(?P<agent>I)|'*(?P<plain>I)R")
_FLIPPED = {"resistant": "sensitive", "sensitive": "resistant"}
_FORMS = "resistance"


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind resistance."""
    if clause.aims:
        return
    for symbol in "fs":
        for frame in frames(clause, symbol, sentence, discourse):
            yield from _conferred(frame)
    for frame in frames(clause, "o", sentence, discourse):
        yield from _occurring(frame)
    for frame in frames(clause, "q", sentence, discourse):
        yield from _active_against(frame)


def _conferred(frame: Frame) -> Iterator[Claim]:
    """ "T315I confers resistance to X", "T315I is resistant to X"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    match = _TOWARDS.match(frame.clause.text, frame.at + 1)
    if cue is None or match is None:
        return
    direction, status = cue.direction or "resistant", frame.status()
    if frame.denied:
        direction, status = _FLIPPED[direction], Status.ASSERTED
    drugs = frame.clause.chunks[match.start("agent") if match["agent"] else match.start("plain")].given
    for given in drugs:
        for cause in _causes(frame):
            yield frame.claim(
                ClaimKind.RESISTANCE, direction, "resistance.confers", given, outcome=cause.concept,
                status=status, mentions=(cause,), keep_dose=False,
            )  # fmt: skip


def _active_against(frame: Frame) -> Iterator[Claim]:
    """ "X is active against T315I"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is None or cue.outcome is None or cue.outcome.id != "efficacy" or not predicative(frame):
        return
    direction, status = "sensitive" if cue.polarity > 0 else "resistant", frame.status()
    if frame.denied:
        direction, status = _FLIPPED[direction], Status.ASSERTED
    for mutant in mutants(frame):
        for given in frame.subject():
            yield frame.claim(
                ClaimKind.RESISTANCE, direction, "resistance.active-against", given, outcome=mutant.concept,
                status=status, mentions=(mutant,), keep_dose=False,
            )  # fmt: skip


def _causes(frame: Frame) -> list[Mention]:
    """Mutations and mechanisms that are the subject of the clause."""
    found: list[Mention] = []
    chunks = frame.clause.chunks[: frame.at]
    if frame.clause.before is not None and set(frame.clause.text[: frame.at]) <= set("xzNE',"):
        chunks = frame.clause.before.chunks  # "F317L is sensitive to X but is resistant to Y"
    for chunk in chunks:
        mentions = chunk.mentions if chunk.symbol == "O" else (chunk.atom.mention,) if chunk.atom else ()
        found += [
            m for m in mentions if m and m.concept and (m.type.value == "mutation" or _mechanism(frame, m))
        ]
    return found


def _mechanism(frame: Frame, mention: Mention) -> bool:
    """A resistance concept other than resistance, intolerance and the like themselves."""
    concept = mention.concept
    return (
        mention.type.value == "resistance concept"
        and concept is not None
        and frame.discourse.terms.is_a(concept, "resistance-mechanism")
    )


def _occurring(frame: Frame) -> Iterator[Claim]:
    """ "Both primary and acquired resistance can occur": under the drug that the sentence speaks of."""
    forms = [
        chunk.atom.mention
        for chunk in frame.clause.chunks[: frame.at]
        if chunk.symbol == "R" and chunk.atom and chunk.atom.mention and chunk.atom.mention.concept
        and chunk.atom.mention.concept.id != _FORMS
        and frame.discourse.terms.is_a(chunk.atom.mention.concept, _FORMS)
    ]  # fmt: skip
    if not forms:
        return
    for given in _under(frame):
        for form in forms:
            yield frame.claim(
                ClaimKind.RESISTANCE, "occurs", "resistance.occurs", given, Whom(), outcome=form.concept,
                mentions=(form,), keep_dose=False,
            )  # fmt: skip


def _under(frame: Frame) -> tuple[Given, ...]:
    """The one group of drugs of the clause, or of the clauses before it in the sentence."""
    clause: Clause | None = frame.clause
    while clause is not None:
        groups: list[Chunk] = [chunk for chunk in clause.chunks if chunk.symbol == "I"]
        if groups:
            return groups[0].given if len(groups) == 1 else ()
        clause = clause.before
    return ()
