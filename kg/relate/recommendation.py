"""A guideline, an expert or the authors recommend an action."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Concept, Population, Sentence, Status
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, frames


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind recommendation."""
    if clause.aims:
        return
    advice = sorted(
        [*frames(clause, "r", sentence, discourse), *frames(clause, "e", sentence, discourse)],
        key=lambda frame: frame.at,
    )
    for number, frame in enumerate(advice):
        if clause.text[: frame.at].rstrip("z")[-1:] == "t":
            continue  # "data to recommend X are insufficient"
        if clause.text[frame.at + 1 : frame.at + 2] == "'":
            continue  # "should be considered a high-risk group"
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        status, direction = frame.status(), "recommended"
        if frame.denied:
            direction, status = "not recommended", Status.ASSERTED
        if status is Status.ASSERTED and cue is not None and cue.direction == "hedged":
            status = Status.HEDGED
        if cue is not None and cue.direction == "against":
            direction = "not recommended"
        low = advice[number - 1].at if number else 0
        high = advice[number + 1].at if number + 1 < len(advice) else len(clause.text)
        whom = frame.whom()
        for given, action in _advised(frame, low, high, whom.population):
            yield frame.claim(
                ClaimKind.RECOMMENDATION,
                direction,
                "recommendation.action",
                given,
                whom,
                outcome=action,
                status=status,
            )


def _advised(
    frame: Frame, low: int, high: int, population: Population | None
) -> Iterator[tuple[Given, Concept]]:
    """(agent, action) pairs: actions with their drugs, else a bare drug with the action its use implies."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    side = cue.agent_side if cue is not None else ""
    actions = list(_actions(frame, low if side == "before" else frame.at, high))
    if actions or frame.chunk.symbol == "e":
        yield from actions
        return
    before = frame.clause.text[: frame.at].rstrip("zNE'")
    if side == "before" and before[-1:] != "x" and not (cue and cue.direction in ("hedged", "against")):
        return  # "the approved dose"
    if side == "after" and not _DIRECTLY.match(frame.clause.text, frame.at + 1):
        return  # "these data support further study of X"
    subject = frame.subject() if side != "after" else ()
    for given in subject or (frame.agents_after("r") if side != "before" else ()):
        action = cue.outcome if cue is not None and cue.outcome else _implied(frame, given, population)
        if action is not None:
            yield given, action


def _actions(frame: Frame, low: int, high: int) -> Iterator[tuple[Given, Concept]]:
    chunks = frame.clause.chunks[:high]
    for index in range(low, high):
        atom = chunks[index].atom if chunks[index].symbol == "a" else None
        cue = atom.cue if atom else None
        if cue is None or cue.outcome is None:
            continue
        following = next((c for c in chunks[index + 1 :] if c.symbol in "Ia"), None)
        for given in following.given if following is not None and following.symbol == "I" else ():
            yield given, cue.outcome


def _implied(frame: Frame, given: Given, population: Population | None) -> Concept | None:
    """A transplantation is its own action; a drug is for the line said, or that its patients imply."""
    terms = frame.discourse.terms
    if any(terms.is_a(concept, "stem-cell-transplantation") for concept in given.agent.concepts):
        return terms.lexicon.concept("transplantation")
    lines = {_LINES[match[1].lower()] for match in _LINE.finditer(frame.sentence.text)}
    if len(lines) == 1:
        return terms.lexicon.concept(lines.pop())
    groups = population.groups if population else ()
    if any(group.disease and group.disease.id == "newly-diagnosed-cml" for group in groups):
        return terms.lexicon.concept("first-line")
    if groups and all(group.status and group.drug not in given.agent.concepts for group in groups):
        return terms.lexicon.concept("switch")
    return None


_DIRECTLY = re.compile(r"['znr1]{0,3}a?I")
_LINES = {
    "first": "first-line", "front": "first-line", "second": "second-line", "2nd": "second-line",
    "third": "third-line", "3rd": "third-line",
}  # fmt: skip
_LINE = re.compile(r"\b(first|front|second|2nd|third|3rd)[- ]?line\b", re.IGNORECASE)
