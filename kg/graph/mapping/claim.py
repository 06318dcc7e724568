"""Claims, who and what they are about, the sentences that make them, and the edges they allow."""

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.graph.actions import treating
from kg.graph.iris import Content
from kg.graph.mapping.decision import node as decision_node
from kg.graph.mapping.passage import Passages, dose
from kg.graph.mapping.sheet import Sheet, canonical
from kg.graph.mapping.words import plain_words
from kg.graph.rules import confidence
from kg.graph.vocab import CML, OA, PROV, SKOS
from kg.model import (
    Agent,
    Claim,
    ClaimKind,
    Evidence,
    MentionType,
    PatientGroup,
    Population,
    Precision,
    Reference,
    SetAside,
    Status,
)

CLASSES = {
    ClaimKind.EFFICACY: CML.EfficacyClaim,
    ClaimKind.COMPARISON: CML.ComparisonClaim,
    ClaimKind.OUTCOME: CML.OutcomeClaim,
    ClaimKind.SAFETY: CML.SafetyClaim,
    ClaimKind.RESISTANCE: CML.ResistanceClaim,
    ClaimKind.RECOMMENDATION: CML.RecommendationClaim,
    ClaimKind.DEVELOPMENT: CML.DevelopmentClaim,
    ClaimKind.NEED: CML.NeedClaim,
}
TOWARDS_PATIENTS = {
    (ClaimKind.EFFICACY, "effective"): CML.effectiveIn,
    (ClaimKind.EFFICACY, "ineffective"): CML.ineffectiveIn,
    (ClaimKind.RECOMMENDATION, "recommended"): CML.recommendedFor,
}
"""Edges from an agent to a patient group."""
TOWARDS_DRUG = {"resistant": CML.confersResistanceTo, "sensitive": CML.sensitiveTo}
"""Edges from a mutation to a drug."""


def write(sheet: Sheet, passages: Passages, claims: Iterable[Claim], retracted: bool = False) -> None:
    """Describes the claims; one that several sentences make is one node with several evidences.

    Those that are set aside, as all those of a retracted work are, say so and make no edges; a claim stands
    as long as one of its sentences does, and has only such sentences as evidence.
    """
    why: dict[NamedNode, SetAside | None] = {}
    stated: set[NamedNode] = set()
    for claim in sorted(claims, key=_order):
        set_aside = SetAside.RETRACTED if retracted else claim.set_aside
        node, about = _claim(sheet, claim)
        if claim.precision and node not in stated:
            stated.add(node)
            _precision(sheet, node, claim.precision)
        for decision in claim.decisions:
            sheet.say(node, CML.decision, decision_node(sheet.base, decision))
        if why.setdefault(node, set_aside) != set_aside:
            continue
        sheet.say(node, CML.evidence, _evidence(sheet, passages, node, claim.evidence))
        if claim.revises:
            sheet.say(node, PROV.wasRevisionOf, _claim(sheet, claim.revises)[0])
        if claim.confirmed:
            sheet.say(node, CML.confirmedBy, "second reader")
        if set_aside:
            sheet.say(node, CML.setAside, set_aside.value)
        elif claim.status is Status.ASSERTED:
            _edges(sheet, claim, about)


def _order(claim: Claim) -> tuple[bool, str, int, int, str]:
    """Claims that stand go first, then the places of the text."""
    evidence = claim.evidence
    return claim.set_aside is not None, claim.set_aside or "", evidence.start, evidence.end, claim.rule


def _claim(sheet: Sheet, claim: Claim) -> tuple[NamedNode, NamedNode | None]:
    """The claim and its agent."""
    agent, agent_dose = _agent(sheet, claim.agent)
    comparator, comparator_dose = _agent(sheet, claim.comparator)
    whom = _population(sheet, claim.population) if claim.population else None
    parts = (agent, agent_dose, comparator, comparator_dose, whom)
    said: list[Content] = [
        claim.kind.value,
        claim.direction,
        [part and part.value for part in parts],
        claim.outcome.id if claim.outcome else None,
        None if claim.value is None else canonical(claim.value),
        claim.unit,
        claim.timepoint,
    ]
    node = sheet.node("claim", sheet.key, claim.status.value, *said)
    if sheet.opens(node, CML.Claim, CLASSES[claim.kind]):
        sheet.say(node, CML.kind, claim.kind.value)
        sheet.say(node, PROV.wasDerivedFrom, sheet.article)
        sheet.say(node, CML.agent, agent)
        sheet.say(node, CML.agentDose, agent_dose)
        sheet.say(node, CML.comparator, comparator)
        sheet.say(node, CML.comparatorDose, comparator_dose)
        sheet.say(node, CML.population, whom)
        sheet.say(node, CML.outcome, claim.outcome)
        sheet.say(node, CML.direction, claim.direction)
        sheet.say(node, CML.value, claim.value)
        sheet.say(node, CML.valueUnit, claim.unit)
        sheet.say(node, CML.timepoint, claim.timepoint)
        sheet.say(node, CML.status, claim.status.value)
        sheet.say(node, CML.rule, claim.rule)
        sheet.say(node, CML.confidence, confidence(claim.rule))
        proposition = sheet.node("proposition", *said)
        sheet.say(node, CML.proposition, proposition)
        if sheet.opens(proposition, CML.Proposition):
            sheet.say(proposition, SKOS.prefLabel, plain_words(claim))
    return node, agent


def _precision(sheet: Sheet, node: NamedNode, said: Precision) -> None:
    """What one sentence says; another that makes the same claim adds nothing to it."""
    sheet.say(node, CML.patientsCounted, said.count)
    sheet.say(node, CML.patientsInAll, said.total)
    sheet.say(node, CML.intervalLow, said.low)
    sheet.say(node, CML.intervalHigh, said.high)
    sheet.say(node, CML.intervalLevel, said.level)
    sheet.say(node, CML.pValue, said.p_value)
    sheet.say(node, CML.pRelation, said.p_relation)
    sheet.say(node, CML.hazardRatio, said.hazard_ratio)


def _agent(sheet: Sheet, agent: Agent | None) -> tuple[NamedNode | None, NamedNode | None]:
    """What is given, and its dose."""
    if agent is None:
        return None, None
    given = dose(sheet, agent.dose) if agent.dose else None
    if len(agent.concepts) == 1:
        return sheet.concept(agent.concepts[0]), given
    combination = sheet.node("combination", *sorted({concept.id for concept in agent.concepts}))
    if sheet.opens(combination, CML.Combination):
        sheet.say(combination, SKOS.prefLabel, agent.label)
        sheet.say(combination, CML.component, *agent.concepts)
    return combination, given


def _population(sheet: Sheet, whom: Population) -> NamedNode:
    groups = [_group(sheet, group) for group in whom.groups]
    node = sheet.node("population", *sorted({group.value for group in groups}))
    if sheet.opens(node, CML.Population):
        sheet.say(node, SKOS.prefLabel, whom.label)
        sheet.say(node, CML.member, *groups)
    return node


def _group(sheet: Sheet, group: PatientGroup) -> NamedNode:
    facts = (
        (CML.groupDisease, group.disease),
        (CML.groupStatus, group.status),
        (CML.groupDrug, group.drug),
        (CML.groupMutation, group.mutation),
    )
    node = sheet.node("group", group.label, *(concept.id if concept else None for _, concept in facts))
    if sheet.opens(node, CML.PatientGroup):
        sheet.say(node, SKOS.prefLabel, group.label)
        for predicate, concept in facts:
            sheet.say(node, predicate, concept)
    return node


def _evidence(sheet: Sheet, passages: Passages, claim: NamedNode, evidence: Evidence) -> NamedNode:
    span = passages.span(evidence.start, evidence.end, evidence.quote)
    node = sheet.node("evidence", claim.value, span.value)
    if sheet.opens(node, CML.Evidence):
        sheet.say(node, OA.hasTarget, span)
        sheet.say(node, PROV.wasDerivedFrom, sheet.article)
        sheet.say(node, CML.section, evidence.section.value if evidence.section else "")
        sheet.say(node, CML.basis, evidence.basis)
    for mention in evidence.mentions:
        sheet.say(node, CML.mention, passages.mention(mention))
    for reference in evidence.references:
        sheet.say(node, CML.reference, _reference(sheet, passages, reference))
    for sign in evidence.signs:
        words = passages.span(sign.start, sign.end)
        sheet.say(node, CML.negatedBy if sign.negates else CML.hedgedBy, words)
    return node


def _reference(sheet: Sheet, passages: Passages, reference: Reference) -> NamedNode:
    span = passages.span(reference.start, reference.end)
    antecedent = passages.mention(reference.antecedent)
    node = sheet.node("reference", span.value, antecedent.value)
    if sheet.opens(node, CML.Reference):
        sheet.say(node, OA.hasTarget, span)
        sheet.say(node, CML.antecedent, antecedent)
    return node


def _edges(sheet: Sheet, claim: Claim, agent: NamedNode | None) -> None:
    """The plain statement that an asserted claim about a single agent comes to."""
    if agent is None or claim.agent is None or len(claim.agent.concepts) != 1:
        return
    predicate = TOWARDS_PATIENTS.get((claim.kind, claim.direction))
    if predicate == CML.recommendedFor and claim.outcome and claim.outcome.id not in treating():
        predicate = None  # to stop a drug, or to watch it, is not to treat with it
    if predicate and claim.population:
        for group in claim.population.groups:
            sheet.say(agent, predicate, _group(sheet, group))
    mutation = claim.outcome
    if claim.kind is ClaimKind.RESISTANCE and mutation and mutation.type is MentionType.MUTATION:
        predicate = TOWARDS_DRUG.get(claim.direction)
        if predicate:
            sheet.say(sheet.concept(mutation), predicate, agent)
