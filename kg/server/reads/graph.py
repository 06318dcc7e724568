"""What stands next to a node in the network of claims, the strongest neighbours first.

The network is that of page and picture (``kg.graph.network``), made of the claims about one node only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.graph.network import LINK, UNMET, Network, build, common_label, node_type
from kg.graph.statements import Article, Statement, Statements
from kg.graph.store import GraphStore
from kg.server.errors import Refused
from kg.server.reads.claims import AMONG, sources
from kg.server.reads.known import known
from kg.server.reads.rows import Row, rows, strings, value, values

CERTAINTIES = ("asserted", "hedged", "negated")
READ = 5000
"""Claims of a node that are looked at; few have more, and to read them would take too long."""
NAMED = 200
"""Claims that an edge names; it counts them all."""
_STATE = "state:"
_WORD = re.compile("(?<=[a-z])[A-Z](?=[a-z])")
_PART = f"""{{ ?claim cml:agent|cml:comparator|cml:outcome|cml:agentDose|cml:comparatorDose ?_about }}
    UNION {{ ?claim cml:population/cml:member? ?_about }} UNION {{ ?claim prov:wasDerivedFrom ?_about }}
    UNION {{ ?several cml:component ?_about . ?claim cml:agent|cml:comparator ?several }}
    UNION {{ {AMONG} }}"""
_OF_STATE = "{ ?claim cml:direction ?_name } UNION { ?claim cml:kind ?_name }"


@dataclass(frozen=True, slots=True)
class Fit:
    """What is wanted of the neighbours and of the claims that make them such."""

    types: frozenset[str]
    certainties: frozenset[str]
    since: str = ""
    until: str = ""
    """Years; a claim of an article without date fits only where neither is given."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node of the picture; its ``id`` is its IRI, where it is a node of the graph."""

    id: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """What is claimed of two nodes, in one way and with one certainty; or a plain link."""

    source: str
    target: str
    kind: str
    direction: str
    certainty: str
    label: str
    count: int
    claims: tuple[str, ...]
    """Ends of the IRIs of some, the newest first."""


@dataclass(frozen=True, slots=True)
class Literal:
    """What is said of a node in words or numbers."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A node, what stands next to it, and what is claimed of them."""

    node: GraphNode
    literals: tuple[Literal, ...]
    total: int
    """Neighbours that fit, those beyond the limit too."""
    partial: bool
    """Whether the node has more claims than are looked at, which are READ."""
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


def neighbours(store: GraphStore, id: str, fit: Fit, limit: int) -> Neighbours:
    """The strongest neighbours of the node: those that most articles bring together with it.

    Next to an article, or to a claim, stands everything that it speaks of, with all its claims.
    """
    asked = rows(store, "graph-claims", _claims_of(store, id), _that_fit(fit))
    told = {row["claim"]: row for row in asked}
    articles = {row["article"] for row in told.values() if "article" in fit.types or row["article"] == id}
    network = build(_statements(store, told.values(), articles))
    whole = id not in network or network.nodes[id]["type"] == "article"
    if id in told:  # a claim stands for what it begins with
        id = next(iter(network.edges))[0]
    else:
        _add_own(store, id, network)
    others = {node for edge in network.edges if whole or id in edge[:2] for node in edge[:2]} - {id}
    fitting = sorted(
        (node for node in others if network.nodes[node]["type"] in fit.types),
        key=lambda node: (*_weakness(network, id, node, told), network.nodes[node]["label"], node),
    )
    shown = {id, *fitting[:limit]}
    edges = ((a, b, edge) for a, b, edge in network.edges(data=True) if a in shown and b in shown)
    return Neighbours(
        _node(network, id),
        tuple(_literals(store, id)),
        len(fitting),
        len(told) >= READ,
        tuple(_node(network, node) for node in fitting[:limit]),
        tuple(_merged((edge for edge in edges if whole or id in edge[:2]), told)),
    )


def _claims_of(store: GraphStore, id: str) -> str:
    """The pattern that ?claim must meet."""
    if id.startswith(_STATE):
        name = id.removeprefix(_STATE)
        return f"{value('_name', 'need' if name == UNMET else name)} {_OF_STATE}"
    iri = id.partition("?")[0]  # a dose that is stated of another drug than its own has the drug behind it
    try:
        if iri.startswith(f"{store.base}claim/"):
            return f"{values('claim', [iri])} ?claim a cml:Claim ."
        return f"{values('_about', [iri])} {_PART}"
    except ValueError:
        raise Refused(400, f"node: '{id}' is no IRI") from None


def _that_fit(fit: Fit) -> str:
    """The patterns for certainty and years, where not all will do."""
    patterns = ""
    if fit.certainties != {*CERTAINTIES}:
        patterns += f"?claim cml:status ?status . {strings('status', fit.certainties)} "
    if fit.since or fit.until:
        patterns += "?claim prov:wasDerivedFrom/dcterms:issued ?date . BIND(SUBSTR(STR(?date), 1, 4) AS ?in) "
    if fit.since:
        patterns += f"{value('_since', fit.since)} FILTER(?in >= ?_since) "
    if fit.until:
        patterns += f"{value('_until', fit.until)} FILTER(?in <= ?_until) "
    return patterns


def _statements(store: GraphStore, claims: Iterable[Row], articles: set[str]) -> Statements:
    """The claims with what they are about, and the articles that are to be nodes."""
    found = tuple(_statement(row) for row in claims)
    ends = {
        end for claim in found for end in (claim.agent, claim.comparator, claim.population, claim.outcome)
    }
    ends |= {dose for claim in found for dose in (claim.agent_dose, claim.comparator_dose)}
    ends.discard("")
    told = known(store)
    told.read(store, ends)
    return Statements(
        found, _articles(store, articles), told.things, told.members, told.drugs, told.mutations
    )


def _statement(row: Row) -> Statement:
    return Statement(
        iri=row["claim"],
        kind=row["kind"],
        direction=row["direction"],
        status=row["certainty"],
        article=row["article"],
        agent=row["agent"],
        agent_dose=row["dose"],
        comparator=row["comparator"],
        comparator_dose=row["comparator_dose"],
        population=row["population"],
        outcome=row["outcome"],
        value=row["value"],
        unit=row["unit"],
        timepoint=row["timepoint"],
    )


def _articles(store: GraphStore, iris: set[str]) -> dict[str, Article]:
    found = sources(store, iris) if iris else {}
    return {iri: Article(iri, source.key, source.title or source.key, "") for iri, source in found.items()}


def _add_own(store: GraphStore, id: str, network: Network) -> None:
    """Puts in what the graph says of the node beside its claims."""
    if "?" in id or id.startswith(_STATE):
        links: list[Row] = []
    else:
        links = list(rows(store, "graph-links", values("_node", [id])))
    ends = {id, *(row[end] for row in links for end in ("source", "target"))} - {*network}
    known(store).read(store, {end for end in ends if "://" in end})
    things = known(store).things
    for end in ends & things.keys():
        network.add_node(end, label=things[end].label, type=node_type(things[end]))
    if id not in network:
        raise Refused(404, f"the graph says nothing about {id}")
    for row in links:
        a, b, label = row["source"], row["target"], row["label"]
        if a in network and b in network and not network.has_edge(a, b, key=label):
            network.add_edge(
                a, b, key=label, kind=LINK, direction="", status="asserted", label=label, claim=""
            )


def _weakness(network: Network, id: str, node: str, told: Mapping[str, Row]) -> tuple[int, int]:
    """Less for a node that more articles, and more claims, bring together with the other."""
    edges: list[tuple[str, str, str]] = [
        *network.edges(node, data="claim"),
        *network.in_edges(node, data="claim"),
    ]
    at_it = [(ends, claim) for *ends, claim in edges if claim]
    claims = {claim for ends, claim in at_it if id in ends} or {claim for _, claim in at_it}
    return -len({told[claim]["article"] for claim in claims}), -len(claims)


def _merged(
    edges: Iterable[tuple[str, str, Mapping[str, str]]], told: Mapping[str, Row]
) -> Iterator[GraphEdge]:
    """Edges of which those that go the same way with the same certainty are one."""
    alike: dict[tuple[str, str, str, str, str], list[Mapping[str, str]]] = defaultdict(list)
    for source, target, edge in edges:
        way = edge["direction"] or edge["label"]
        alike[source, target, edge["kind"], way, edge["status"]].append(edge)
    for (source, target, kind, way, certainty), several in sorted(alike.items()):
        claims = sorted({edge["claim"] for edge in several} - {""})
        claims.sort(key=lambda claim: told[claim]["year"], reverse=True)
        yield GraphEdge(
            source,
            target,
            kind,
            way,
            certainty,
            common_label([edge["label"] for edge in several], way),
            len(claims),
            tuple(claim.rpartition("/")[2] for claim in claims[:NAMED]),
        )


def _node(network: Network, id: str) -> GraphNode:
    told = network.nodes[id]
    return GraphNode(id, told["label"], told["type"])


def _literals(store: GraphStore, id: str) -> Iterator[Literal]:
    if "?" in id or id.startswith(_STATE):
        return
    for row in rows(store, "graph-literals", values("_node", [id])):
        local = re.split(r"[/#]", row["p"])[-1]
        yield Literal(row["name"] or _WORD.sub(lambda end: f" {end[0].lower()}", local), row["value"])
