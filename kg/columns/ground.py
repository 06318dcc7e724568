"""Cells of the evidence table back to concepts of the lexicon, doses and populations.

What the lexicon does not know raises ``Ungrounded``, which names the column: nothing is made up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from kg.columns.cells import number, plain
from kg.extract.extractor import Extractor
from kg.model import (
    CLAIM_COLUMNS,
    DIRECTIONS,
    Agent,
    ClaimKind,
    Concept,
    Dose,
    MentionType,
    PatientGroup,
    Population,
    Status,
)
from kg.relate.populations import STATUSES
from kg.terminology.matcher import loosen, lower
from kg.terminology.terms import Terms

_GIVEN = frozenset((MentionType.DRUG, MentionType.DRUG_CLASS, MentionType.THERAPY))
_MEASURED = frozenset((ClaimKind.OUTCOME, ClaimKind.SAFETY, ClaimKind.RESISTANCE))
T = TypeVar("T", ClaimKind, Status)
_LONGEST = 200
"""Characters of a cell: labels are shorter."""


class Ungrounded(Exception):
    """A cell that says nothing the graph could say."""

    def __init__(self, column: str, problem: str) -> None:
        self.column, self.problem = column, problem
        super().__init__(f"{column}: {problem}")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a row says, without the sentence that says so."""

    kind: ClaimKind
    direction: str
    status: Status
    agent: Agent | None
    comparator: Agent | None
    population: Population | None
    outcome: Concept | None
    value: Decimal | None
    unit: str
    timepoint: str


class Grounder:
    """Reads cells with the lexicon; built once."""

    def __init__(self, terms: Terms, extractor: Extractor) -> None:
        self._terms, self._extractor = terms, extractor
        lexicon = terms.lexicon
        self._exact = {concept.label: concept for concept in lexicon.concepts.values()}
        self._concepts = {_plain(label): lexicon.concepts[id] for label, id in lexicon.labels}
        self._concepts |= {_plain(label): concept for label, concept in self._exact.items()}

    def statement(self, cells: Sequence[str]) -> Statement:
        """The row of ``CLAIM_COLUMNS`` as concepts; Ungrounded names the first cell that is none."""
        row = {column: " ".join(cell.split()) for column, cell in zip(CLAIM_COLUMNS, cells, strict=True)}
        for column, cell in row.items():
            if len(cell) > _LONGEST:
                raise Ungrounded(column, "this is too long for a cell")
        kind = _one_of(ClaimKind, "kind", row)
        if plain(row["direction"]) not in DIRECTIONS[kind]:
            named = ", ".join(sorted(DIRECTIONS[kind]))
            raise Ungrounded("direction", f"{kind} has no direction '{row['direction']}' (it has: {named})")
        comparator = self._agent(row, "comparator", "comparator_dose")
        if (comparator is not None) != (kind is ClaimKind.COMPARISON):
            raise Ungrounded("comparator", "a comparison has one, and nothing else has")
        agent = self._agent(row, "agent", "dose")
        if (agent is None) != (kind is ClaimKind.NEED):
            raise Ungrounded("agent", "every claim has one, but for a need")
        return Statement(
            kind=kind,
            direction=plain(row["direction"]),
            status=_one_of(Status, "certainty", row),
            agent=agent,
            comparator=comparator,
            population=self._population(row["population"]),
            outcome=self._outcome(row["outcome"]),
            value=_value(kind, row),
            unit=row["unit"],
            timepoint=row["timepoint"],
        )

    def _concept(self, label: str) -> Concept | None:
        """By a label of the lexicon (MCyR is not mCyR), or by a grammar (an unlisted mutation)."""
        found = self._exact.get(label) or self._concepts.get(_plain(label))
        if found is None:
            mentions = self._extractor.extract(label).mentions
            if len(mentions) == 1 and mentions[0].text == label:
                found = mentions[0].concept
        return found

    def _agent(self, row: Mapping[str, str], column: str, dose_column: str) -> Agent | None:
        if not row[column]:
            if row[dose_column]:
                raise Ungrounded(dose_column, f"a dose of nothing: the column {column} is empty")
            return None
        concepts = []
        for label in row[column].split(" + "):
            concept = self._concept(label.strip())
            if concept is None or concept.type not in _GIVEN:
                raise Ungrounded(column, f"the lexicon has no drug, drug class or therapy '{label.strip()}'")
            concepts.append(concept)
        drug = concepts[0] if len(concepts) == 1 else None
        dose = self._dose(row[dose_column], dose_column, drug)
        return Agent(tuple(sorted(set(concepts), key=lambda concept: concept.label)), dose)

    def _dose(self, text: str, column: str, drug: Concept | None) -> Dose | None:
        if not text:
            return None
        doses = [mention for mention in self._extractor.extract(text).mentions if mention.dose]
        if len(doses) != 1 or doses[0].text != text or doses[0].dose is None:
            raise Ungrounded(column, f"'{text}' is no dose (write it as 70 mg twice daily, or high dose)")
        return replace(doses[0].dose, drug=drug)

    def _population(self, text: str) -> Population | None:
        if not text:
            return None
        return Population(tuple(dict.fromkeys(self._group(label.strip()) for label in text.split(" or "))))

    def _group(self, label: str) -> PatientGroup:
        ways: tuple[Callable[[str], PatientGroup | None], ...] = (
            self._with_status,
            self._with_status_alone,
            self._with_mutation,
            self._with_disease,
        )
        found = next((group for way in ways if (group := way(label))), None)
        if found is None:
            mend = "write a disease, imatinib resistance, T315I mutation ..., several joined by ' or '"
            raise Ungrounded("population", f"'{label}' is no population ({mend})")
        return found

    def _with_status(self, label: str) -> PatientGroup | None:
        for id in STATUSES:
            status = self._terms.lexicon.concept(id)
            before = label[: len(label) - len(status.label)].strip()
            drug = self._concept(before) if plain(label) == plain(f"{before} {status.label}") else None
            if drug is not None and drug.type in _GIVEN:
                return PatientGroup(f"{drug.label} {status.label}", status=status, drug=drug)
        return None

    def _with_status_alone(self, label: str) -> PatientGroup | None:
        status = self._concept(label)
        if status is None or status.type is not MentionType.RESISTANCE:
            return None
        return PatientGroup(status.label, status=status)

    def _with_mutation(self, label: str) -> PatientGroup | None:
        if not plain(label).endswith(" mutation"):
            return None
        mutation = self._concept(label[: -len(" mutation")].strip())
        if mutation is None or mutation.type is not MentionType.MUTATION:
            return None
        return PatientGroup(f"{mutation.label} mutation", mutation=mutation)

    def _with_disease(self, label: str) -> PatientGroup | None:
        disease = self._concept(label)
        if disease is None or disease.type is not MentionType.DISEASE:
            return None
        return PatientGroup(disease.label, disease=disease)

    def _outcome(self, label: str) -> Concept | None:
        if not label:
            return None
        outcome = self._concept(label)
        if outcome is None or outcome.type in _GIVEN:
            raise Ungrounded("outcome", f"the lexicon has no outcome '{label}'")
        return outcome


def _plain(label: str) -> str:
    return lower(loosen(label))


def _one_of(kinds: type[T], column: str, row: Mapping[str, str]) -> T:
    try:
        return kinds(plain(row[column]))
    except ValueError:
        raise Ungrounded(column, f"'{row[column]}' is none of {', '.join(kinds)}") from None


def _value(kind: ClaimKind, row: Mapping[str, str]) -> Decimal | None:
    text, unit = number(row["value"]), row["unit"]
    if bool(text) != bool(unit):
        raise Ungrounded("value" if unit else "unit", "a value needs a unit, and a unit a value")
    if not text:
        return None
    if kind not in _MEASURED:
        raise Ungrounded("value", f"a claim of kind {kind} has no value")
    if not text.replace(".", "", 1).removeprefix("-").isdecimal():
        raise Ungrounded("value", f"'{row['value']}' is no number")
    value = Decimal(text)
    if unit == "%" and not 0 <= value <= 100:
        raise Ungrounded("value", "a percentage lies between 0 and 100")
    return value
