"""The network arranged for the eye: boxes with places, edges with the claims they stand for."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from textwrap import shorten

from kg.graph.network import Network, build
from kg.graph.statements import Statement, Statements
from kg.web.layout import Box, place, wrap
from kg.web.look import NODES, edge_text

_ARTICLE_GAP = 90


@dataclass(frozen=True, slots=True)
class Edge:
    """One line of the drawing; claims that say the same of the same two nodes share it."""

    source: str
    target: str
    kind: str
    status: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What page and picture both draw."""

    network: Network
    boxes: dict[str, Box]
    edges: tuple[Edge, ...]
    claims: tuple[Statement, ...]
    left_out: int
    """Claims of the graph beyond the limit."""


def arrange(source: Statements, limit: int, drawn: int | None = None) -> Scene:
    """The drawing of at most ``limit`` claims, those that other claims agree with first.

    Where there are more than ``drawn`` nodes, only those with the most claims have a place.
    """
    network = build(source)
    edges = _edges(network)
    total = len(source.claims)
    if total > limit:
        kept: dict[str, None] = {}
        for edge in sorted(edges, key=lambda edge: -len(edge.claims)):
            kept |= dict.fromkeys(edge.claims)
        chosen = set(list(kept)[:limit])
        source = replace(source, claims=tuple(claim for claim in source.claims if claim.iri in chosen))
        network = build(source)
        edges = _edges(network)
    return Scene(network, _boxes(network, edges, drawn), edges, source.claims, total - len(source.claims))


def _edges(network: Network) -> tuple[Edge, ...]:
    claims: dict[tuple[str, str, str, str, str], list[str]] = defaultdict(list)
    for source, target, edge in network.edges(data=True):
        claims[source, target, edge["kind"], edge["status"], edge_text(edge)] += filter(None, [edge["claim"]])
    return tuple(Edge(*key, tuple(sorted(found))) for key, found in sorted(claims.items()))


def _boxes(network: Network, edges: tuple[Edge, ...], drawn: int | None) -> dict[str, Box]:
    """The articles stand in rows below; they would pull everything to themselves."""
    labels = {node: str(label) for node, label in network.nodes(data="label")}
    types = {node: str(type_) for node, type_ in network.nodes(data="type")}
    articles = sorted(node for node in labels if types[node] == "article")
    others = {node: label for node, label in labels.items() if types[node] != "article"}
    if drawn is not None and len(others) > drawn:
        articles, others = [], {node: others[node] for node in _busiest(others, edges)[:drawn]}
    between = [
        (edge.source, edge.target, edge.text) for edge in edges if {edge.source, edge.target} <= others.keys()
    ]
    boxes = place(others, between, {node: NODES[types[node]].margin for node in others})
    right = max((box.x for box in boxes.values()), default=0)
    columns = min(len(articles), max(1, right // 220))
    x = left = right // 2 - 110 * (columns - 1)
    y = max((box.y for box in boxes.values()), default=0) + _ARTICLE_GAP * 2
    for article in articles:
        lines = wrap(shorten(labels[article], 70, placeholder=" …"), 150)
        boxes[article] = Box(x, y, 190, 17 * len(lines) + 18, lines)
        x += 220
        if x >= left + 220 * columns:
            x, y = left, y + _ARTICLE_GAP + 20
    return boxes


def _busiest(nodes: Iterable[str], edges: tuple[Edge, ...]) -> list[str]:
    claims = Counter(dict.fromkeys(nodes, 0))
    for edge in edges:
        for end in {edge.source, edge.target} & claims.keys():
            claims[end] += len(edge.claims)
    return sorted(claims, key=lambda node: (-claims[node], node))
