"""The claims of a graph as a network: who stands to whom in which way.

A node is something that is given, or someone who gets it, or what comes of it; an edge is a claim
(two edges where a claim pools two patient groups) or a plain link, such as a dose to its drug.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from kg.graph.statements import Queryable, Statement, Statements, Thing, statements

NODE_TYPES: dict[str, tuple[str, ...]] = {
    "drug": ("Drug",),
    "drug class": ("DrugClass",),
    "therapy": ("Therapy",),
    "combination": ("Combination",),
    "dose": ("Dose",),
    "patient group": ("PatientGroup", "Population"),
    "mutation or mechanism": ("Variant", "Gene", "ResistanceConcept"),
    "adverse event": ("AdverseEvent",),
    "outcome": ("Response", "Action", "Outcome", "Disease", "Trial"),
    "state": (),
    "article": (),
}
"""Type of a node, in the order of the legend, and the ontology's classes that it stands for."""

CLAIM_KINDS = (
    "efficacy",
    "comparison",
    "outcome",
    "safety",
    "resistance",
    "recommendation",
    "development",
    "need",
)
LINK = "link"
"""Kind of an edge that is no claim."""

REPORTS = "reports on"
"""Label of the link from an article to what it makes a claim on."""

Network: TypeAlias = "nx.MultiDiGraph[str]"

UNMET = "unmet need"
"""The state that a claim of need is about."""
_VERBS = {"better": "better than", "worse": "worse than", "equal": "as good as"}
_RESISTANCE_VERBS = {"resistant": "resistant to", "sensitive": "sensitive to", "occurs": "occurs with"}


def network(store: Queryable) -> Network:
    """The network of everything the store claims.

    Nodes are IRIs (or ``state:...``) with ``label`` and ``type``; edges have ``kind``, ``direction``,
    ``status``, ``label``, ``claim`` (IRI), ``sentence`` and ``article`` (key).
    """
    return build(statements(store))


def build(source: Statements) -> Network:
    """As ``network``, from statements already read."""
    graph: Network = nx.MultiDiGraph()
    maker = _Maker(source, graph)
    for claim in source.claims:
        maker.add(claim)
    maker.link_mutations()
    return graph


def node_type(thing: Thing | None) -> str:
    """The type of the node that stands for the thing; an outcome is what has no other."""
    classes = thing.classes if thing else frozenset()
    return next((name for name, known in NODE_TYPES.items() if classes & set(known)), "outcome")


def common_label(labels: Collection[str], direction: str) -> str:
    """What edges are called as one: what all say, else what all begin with, else which way they go.

    >>> common_label(["better than · MMR", "better than · efficacy"], "better")
    'better than'
    """
    for said in ({*labels}, {label.partition(" · ")[0] for label in labels}):
        if len(said) == 1:
            return said.pop()
    return direction


def plain_words(claim: Statement, source: Statements) -> str:
    """The claim as one short line: ``dasatinib 100 mg once daily: better than imatinib in efficacy``."""
    maker = _Maker(source, nx.MultiDiGraph())
    agent = maker.label(maker.regimen(claim.agent, claim.agent_dose))
    outcome, patients = maker.label(claim.outcome), maker.label(claim.population)
    among = f" in {patients}" if patients else ""
    match claim.kind:
        case "comparison":
            other = maker.label(maker.regimen(claim.comparator, claim.comparator_dose))
            told = f"{_VERBS.get(claim.direction, claim.direction)} {other}"
            told += f" in {outcome}" if outcome else ""
            return f"{agent}: {told}" + (f", {patients}" if patients else "")
        case "resistance":
            verb = _RESISTANCE_VERBS.get(claim.direction, claim.direction)
            return _with(f"{outcome}: {verb} {agent}", measured(claim)) + among
        case "need":
            return f"{patients or agent}: {UNMET}"
        case "outcome" | "safety" | "recommendation" if outcome:
            return f"{agent}: {_with(f'{outcome} {claim.direction}', measured(claim))}{among}"
    told = "" if outcome in ("", claim.kind) else f" ({outcome})"
    return f"{agent}: {claim.direction}{told}{among}"


@dataclass(frozen=True, slots=True)
class _Ends:
    source: str
    targets: tuple[str, ...]
    label: str


class _Maker:
    def __init__(self, source: Statements, graph: Network) -> None:
        self.source, self.graph = source, graph
        self.states: dict[str, str] = {}
        self.regimens: dict[str, tuple[str, str]] = {}

    def add(self, claim: Statement) -> None:
        """Draws the claim, once to each group of a pooled population."""
        ends = self.ends(claim)
        article = self.source.articles.get(claim.article)
        self.node(ends.source)
        for target in ends.targets:
            self.node(target)
            self.graph.add_edge(
                ends.source,
                target,
                key=claim.iri,
                kind=claim.kind,
                direction=claim.direction,
                status=claim.status,
                label=ends.label,
                claim=claim.iri,
                sentence=" ".join(quote.text for quote in claim.quotes),
                article=article.key if article else "",
            )
        if article:
            self.graph.add_node(article.iri, label=article.title, type="article", definition="", matches="")
            self.link(article.iri, ends.source, REPORTS)

    def ends(self, claim: Statement) -> _Ends:
        """Where the claim's edge starts and ends, and what it says."""
        agent = self.regimen(claim.agent, claim.agent_dose)
        outcome = self.label(claim.outcome)
        groups = self.source.members.get(claim.population, (claim.population,) if claim.population else ())
        if claim.kind == "comparison" and claim.comparator:
            verb = _VERBS.get(claim.direction, claim.direction)
            other = self.regimen(claim.comparator, claim.comparator_dose)
            return _Ends(agent, (other,), f"{verb} · {outcome}" if outcome else verb)
        if claim.kind == "resistance" and claim.outcome:
            verb = _RESISTANCE_VERBS.get(claim.direction, claim.direction)
            return _Ends(claim.outcome, (agent,), _with(verb, measured(claim)))
        if claim.kind == "recommendation":
            if groups:
                return _Ends(agent, groups, f"{claim.direction}: {outcome}" if outcome else claim.direction)
            return _Ends(agent, (claim.outcome or self.state(claim.direction),), claim.direction)
        if claim.kind in ("outcome", "safety") and claim.outcome:
            return _Ends(agent, (claim.outcome,), measured(claim) or claim.direction)
        if not agent:
            state = self.state(UNMET if claim.kind == "need" else claim.direction)
            return _Ends(state, groups or (self.state(claim.kind),), "in")
        if groups and claim.kind != "development":
            told = "" if outcome in ("", claim.kind) else outcome
            return _Ends(agent, groups, _with(claim.direction, told))
        if claim.outcome:
            return _Ends(agent, (claim.outcome,), claim.direction)
        return _Ends(agent, (self.state(claim.direction),), "is")

    def regimen(self, agent: str, dose: str) -> str:
        """The agent at its dose as one node, else the agent."""
        if not dose:
            return agent
        own = self.source.dose_drugs.get(dose) == agent
        node = dose if own else f"{dose}?{agent.rpartition('/')[2]}"
        self.regimens[node] = (agent, dose)
        return node

    def state(self, name: str) -> str:
        self.states[f"state:{name}"] = name
        return f"state:{name}"

    def label(self, node: str) -> str:
        if node in self.states:
            return self.states[node]
        return " ".join(self.name(part) for part in self.regimens.get(node, (node,)))

    def name(self, iri: str) -> str:
        thing = self.source.things.get(iri)
        return thing.label if thing else iri.rpartition("/")[2]

    def node(self, node: str) -> None:
        if "type" in self.graph.nodes.get(node, {}):
            return
        agent, thing_iri = self.regimens.get(node, ("", node))
        thing = self.source.things.get(thing_iri)
        type_ = node_type(thing)
        self.graph.add_node(
            node,
            label=self.label(node),
            type="state" if node in self.states else type_,
            definition=thing.definition if thing else "",
            matches=" ".join(thing.matches) if thing else "",
        )
        if agent:
            self.node(agent)
            self.link(node, agent, "dose of")
        if type_ == "combination":
            for component in self.source.members.get(node, ()):
                self.node(component)
                self.link(node, component, "contains")

    def link(self, source: str, target: str, label: str) -> None:
        """A plain relation, once."""
        if not self.graph.has_edge(source, target, key=label):
            self.graph.add_edge(
                source,
                target,
                key=label,
                kind=LINK,
                direction="",
                status="asserted",
                label=label,
                claim="",
                sentence="",
                article="",
            )

    def link_mutations(self) -> None:
        """Patients with a mutation, and the mutation, where the network shows both."""
        for group, mutation in sorted(self.source.group_mutations.items()):
            if group in self.graph and mutation in self.graph:
                self.link(group, mutation, "carry")


def measured(claim: Statement) -> str:
    """``46 % at 12 months``; empty where nothing was measured."""
    if not claim.value:
        return ""
    amount = f"{claim.value} {claim.unit}".strip()
    return f"{amount} at {claim.timepoint}" if claim.timepoint else amount


def _with(verb: str, detail: str) -> str:
    return f"{verb} · {detail}" if detail else verb
