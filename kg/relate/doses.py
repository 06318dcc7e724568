"""Doses that a record has given before: "the twice-daily regimen", "the high-dose arm"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Agent, Dose, Mention, Reference
from kg.relate.atoms import Atom
from kg.relate.chunks import Given


class Doses:
    """Tells of which drug and dose an expression speaks that names less than both."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._doses = [m for m in mentions if m.dose is not None and m.dose.amount is not None]

    def regimens(self, stretch: Sequence[Atom]) -> tuple[Given, ...]:
        """What an expression speaks of: one dose, or each of two ("the 400 mg and 800 mg arms")."""
        doses = [at for at, atom in enumerate(stretch) if atom.symbol == "d"]
        parts = [stretch[at : at + 1] for at in doses] if len(doses) > 1 else [stretch]
        found = tuple(regimen for part in parts if (regimen := self._regimen(part)))
        return found if len(found) == len(parts) else ()

    def _regimen(self, stretch: Sequence[Atom]) -> Given | None:
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
        antecedent = _one_dose(earlier.values())
        if antecedent is None or antecedent.dose is None or antecedent.dose.drug is None:
            return None
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
        if len(agent.concepts) != 1:
            return given
        if agent.dose is not None:
            return self._in_full(given, agent.dose, before)
        known: dict[tuple[object, str], Mention] = {}
        for mention in self._doses:
            dose = mention.dose
            if mention.end <= before and dose and dose.drug == agent.concepts[0]:
                key = (dose.amount, dose.unit)
                if key not in known or (dose.frequency and not _frequency(known[key])):
                    known[key] = mention
        tied = {(m.dose.amount, m.dose.unit) for m in self._doses if m.dose and m.dose.drug}
        loose = [m.dose for m in self._doses if m.dose and m.dose.drug is None]
        others = {
            (dose.amount, dose.unit)
            for dose in loose
            if dose.frequency or (dose.amount, dose.unit) not in tied  # "the 400-mg dose" is one that is tied
        }
        if len(known) != 1 or others - known.keys():
            return given
        (antecedent,) = known.values()
        return _with_dose_of(given, antecedent)

    def _in_full(self, given: Given, stated: Dose, before: int) -> Given:
        """ "X 300 mg", "the 300-mg dose", after "X 300 mg twice daily": that."""
        if stated.amount is None or stated.frequency is not None:
            return given
        earlier = (m for m in self._doses if m.end <= before and m.dose and _is_amount_of(stated, m.dose))
        antecedent = _one_dose(m for m in earlier if m.dose and m.dose.drug == given.agent.concepts[0])
        return _with_dose_of(given, antecedent) if antecedent and _frequency(antecedent) else given


def _with_dose_of(given: Given, antecedent: Mention) -> Given:
    said = given.mentions[0] if given.mentions else given.references[0]
    reference = Reference(said.start, said.end, antecedent)
    agent = replace(given.agent, dose=antecedent.dose)
    return Given(agent, given.mentions, (*given.references, reference))


def _is_amount_of(stated: Dose, dose: Dose) -> bool:
    return (dose.amount, dose.upto, dose.unit) == (stated.amount, stated.upto, stated.unit)


def _one_dose(mentions: Iterable[Mention]) -> Mention | None:
    """The fullest of mentions of one dose of one drug; None of several."""
    said = [mention for mention in mentions if mention.dose]
    often = {m.dose.frequency.label: m for m in said if m.dose and m.dose.frequency}
    alike = {(m.dose.drug, m.dose.amount, m.dose.unit) for m in said if m.dose}
    if len(alike) != 1 or len(often) > 1:
        return None
    return next(iter(often.values()), said[0])


def _frequency(mention: Mention) -> object:
    return mention.dose.frequency if mention.dose else None
