"""A claim in plain words, without who says so and how firmly."""

from kg.graph.mapping.sheet import canonical
from kg.model import Agent, Claim, ClaimKind, Population

_EFFICACY = {
    "effective": "is effective",
    "ineffective": "is ineffective",
    "promising": "is promising",
    "investigated": "has been investigated",
}
_COMPARISON = {"better": "better than", "worse": "worse than", "equal": "equal to"}
_SAFETY = {"observed": "was observed", "low": "is low", "high": "is high", "absent": "is absent"}
_RESISTANCE = {"resistant": "confers resistance to", "sensitive": "is sensitive to", "occurs": "occurs with"}


def plain_words(claim: Claim) -> str:
    """One line, such as ``nilotinib is effective in patients with imatinib resistance``."""
    agent, outcome = regimen(claim.agent), claim.outcome.label if claim.outcome else ""
    patients = f"patients with {claim.population.label}" if claim.population else "patients"
    among = f" in {patients}" if claim.population else ""
    in_outcome = f" in {outcome}" if outcome else ""
    match claim.kind:
        case ClaimKind.EFFICACY:
            told = _EFFICACY.get(claim.direction, claim.direction) + (
                f" for {outcome}" if outcome not in ("", "efficacy") else ""
            )
            return f"{agent} {told}{among}"
        case ClaimKind.COMPARISON:
            verb = _COMPARISON.get(claim.direction, claim.direction)
            return f"{agent} is {verb} {regimen(claim.comparator)}{in_outcome}" + (
                f", {among.strip()}" if among else ""
            )
        case ClaimKind.OUTCOME:
            return f"{outcome or 'a result'} was observed with {agent}{among}{_measured(claim)}"
        case ClaimKind.SAFETY:
            told = _SAFETY.get(claim.direction, claim.direction)
            return f"{outcome or 'toxicity'} {told} with {agent}{among}{_measured(claim)}"
        case ClaimKind.RESISTANCE:
            told = _RESISTANCE.get(claim.direction, claim.direction)
            return f"{outcome or 'resistance'} {told} {agent}{among}{_measured(claim)}"
        case ClaimKind.RECOMMENDATION:
            action = f" ({outcome})" if outcome else ""
            return f"{agent or 'an action'} is {claim.direction}{f' for {patients}' if among else ''}{action}"
        case ClaimKind.DEVELOPMENT:
            return f"{agent} is {claim.direction}{f' for {patients}' if among else ''}"
        case ClaimKind.NEED:
            return f"{patients} need a better option"


def regimen(agent: Agent | None) -> str:
    """The agent with its dose: ``dasatinib 70 mg twice daily``, ``high dose imatinib``."""
    if agent is None:
        return ""
    if agent.dose is None:
        return agent.label
    if agent.dose.amount is None:
        return f"{agent.dose.label} {agent.label}"
    return f"{agent.label} {agent.dose.label}"


def population(population: Population) -> str:
    """The labels of its groups."""
    return population.label


def _measured(claim: Claim) -> str:
    if claim.value is None:
        return f" at {claim.timepoint}" if claim.timepoint else ""
    amount = f"{canonical(claim.value)} {claim.unit}".strip()
    return f": {amount} at {claim.timepoint}" if claim.timepoint else f": {amount}"
