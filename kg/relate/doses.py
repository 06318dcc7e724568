"""Doses that a record has given before: "the twice-daily regimen", "the high-dose arm"."""

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Agent, Mention, Reference
from kg.relate.atoms import Atom
from kg.relate.chunks import Given


class Doses:
    """Tells of which drug and dose an expression speaks that names less than both."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._doses = [m for m in mentions if m.dose is not None and m.dose.amount is not None]

    def regimen(self, stretch: Sequence[Atom]) -> Given | None:
        """The earlier drug and dose that a regimen names by its frequency or amount."""
        start, end = stretch[0].start, stretch[-1].end
        level = next((atom.mention.dose.level for atom in stretch if atom.mention and atom.mention.dose), "")
        if level:
            return self._level(level, start, end)
        frequency = next((atom.cue.direction for atom in stretch if atom.symbol == "1" and atom.cue), "")
        stated = next((atom.mention.dose for atom in stretch if atom.mention and atom.mention.dose), None)
        if not frequency and stated is None:
            return None
        earlier: dict[str, Mention] = {}
        for mention in self._mentions:
            dose = mention.dose
            if mention.end > start or dose is None or dose.drug is None or dose.amount is None:
                continue
            if frequency and (dose.frequency is None or dose.frequency.label != frequency):
                continue
            if stated and (dose.amount, dose.unit) != (stated.amount, stated.unit):
                continue
            earlier[f"{dose.drug.id} {dose.label}"] = mention
        if len(earlier) != 1:
            return None
        (antecedent,) = earlier.values()
        assert antecedent.dose is not None
        assert antecedent.dose.drug is not None
        agent = Agent((antecedent.dose.drug,), dose=antecedent.dose)
        return Given(agent, (), (Reference(start, end, antecedent),))

    def _level(self, level: str, start: int, end: int) -> Given | None:
        """ "The high-dose arm": the higher of the two doses that the record gives of one drug."""
        known = {
            (m.dose.drug, m.dose.amount, m.dose.unit): m for m in self._doses if m.dose and m.end <= start
        }
        if len(known) != 2 or len({(drug, unit) for drug, _, unit in known}) != 1:
            return None
        ranked = sorted(known.items(), key=lambda item: item[0][1] or 0)
        _, antecedent = ranked[-1] if level == "high dose" else ranked[0]
        if antecedent.dose is None or antecedent.dose.drug is None:
            return None
        agent = Agent((antecedent.dose.drug,), dose=antecedent.dose)
        return Given(agent, (), (Reference(start, end, antecedent),))

    def given(self, given: Given, before: int) -> Given:
        """The agent with the one dose that the record has given for it so far, where there is one."""
        agent = given.agent
        if agent.dose is not None or len(agent.concepts) != 1:
            return given
        known: dict[tuple[object, str], Mention] = {}
        for mention in self._doses:
            dose = mention.dose
            if mention.end <= before and dose and dose.drug == agent.concepts[0]:
                key = (dose.amount, dose.unit)
                if key not in known or (dose.frequency and not _frequency(known[key])):
                    known[key] = mention
        loose = {(m.dose.amount, m.dose.unit) for m in self._doses if m.dose and m.dose.drug is None}
        if len(known) != 1 or loose - known.keys():
            return given
        (antecedent,) = known.values()
        said = given.mentions[0] if given.mentions else given.references[0]
        reference = Reference(said.start, said.end, antecedent)
        return Given(replace(agent, dose=antecedent.dose), given.mentions, (*given.references, reference))


def _frequency(mention: Mention) -> object:
    return mention.dose.frequency if mention.dose else None
