"""A guideline, an expert or the authors recommend an action."""

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
    advice = [*frames(clause, "r", sentence, discourse), *frames(clause, "e", sentence, discourse)]
    for frame in advice:
        if clause.text[: frame.at].rstrip("z")[-1:] == "t":
            continue  # "data to recommend X are insufficient"
        status = frame.status()
        direction = "recommended"
        if frame.denied:
            direction, status = "not recommended", Status.ASSERTED
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if status is Status.ASSERTED and cue is not None and cue.direction == "hedged":
            status = Status.HEDGED
        whom = frame.whom()
        for given, action in _advised(frame, whom.population):
            yield frame.claim(
                ClaimKind.RECOMMENDATION,
                direction,
                "recommendation.action",
                given,
                whom,
                outcome=action,
                status=status,
            )


def _advised(frame: Frame, population: Population | None) -> Iterator[tuple[Given, Concept]]:
    """(agent, action) pairs: actions with their drugs, else a bare drug with the action its use implies."""
    actions = list(_actions(frame))
    if actions or frame.chunk.symbol == "e":
        yield from actions
        return
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    passive = cue is not None and cue.agent_side == "before"
    if passive and frame.clause.text[: frame.at].rstrip("zNE'")[-1:] != "x":
        return  # "the approved dose"
    subject = frame.subject() if cue is None or cue.agent_side != "after" else ()
    for given in subject or frame.agents_after("r"):
        action = _implied(frame, given, population)
        if action is not None:
            yield given, action


def _actions(frame: Frame) -> Iterator[tuple[Given, Concept]]:
    chunks = frame.clause.chunks
    for index, chunk in enumerate(chunks):
        cue = chunk.atom.cue if chunk.symbol == "a" and chunk.atom else None
        if cue is None or cue.outcome is None:
            continue
        following = next((c for c in chunks[index + 1 :] if c.symbol in "Ia"), None)
        for given in following.given if following is not None and following.symbol == "I" else ():
            yield given, cue.outcome


def _implied(frame: Frame, given: Given, population: Population | None) -> Concept | None:
    """A transplantation is its own action; a drug is first-line for new patients, a switch for others."""
    terms = frame.discourse.terms
    if any(terms.is_a(concept, "stem-cell-transplantation") for concept in given.agent.concepts):
        return terms.lexicon.concept("transplantation")
    groups = population.groups if population else ()
    if any(group.disease and group.disease.id == "newly-diagnosed-cml" for group in groups):
        return terms.lexicon.concept("first-line")
    if groups and all(group.status and group.drug not in given.agent.concepts for group in groups):
        return terms.lexicon.concept("switch")
    return None
