"""The mentions that a statement rests on: those of a stretch of text that name what it is about."""

from collections.abc import Iterator, Sequence

from kg.columns.ground import Statement
from kg.model import Agent, Concept, Dose, Mention

Named = Concept | Dose


def needed(statement: Statement) -> Iterator[tuple[str, Named]]:
    """(column, what the text has to name); general outcomes and actions have no name in a text."""
    for column, agent in (("agent", statement.agent), ("comparator", statement.comparator)):
        yield from _given(column, agent)
    for group in statement.population.groups if statement.population else ():
        for concept in (group.drug, group.mutation, group.disease):
            if concept is not None:
                yield "population", concept
    if statement.outcome is not None and statement.outcome.type is not None:
        yield "outcome", statement.outcome


def naming(what: Named, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of just that: a concept, or a dose that is tied to its drug or to none."""
    if isinstance(what, Concept):
        return [mention for mention in mentions if mention.concept == what]
    return [
        mention
        for mention in mentions
        if mention.dose and mention.dose.label == what.label and mention.dose.drug in (None, what.drug)
    ]


def _given(column: str, agent: Agent | None) -> Iterator[tuple[str, Named]]:
    if agent is None:
        return
    for concept in agent.concepts:
        yield column, concept
    if agent.dose is not None:
        yield "dose" if column == "agent" else "comparator_dose", agent.dose
