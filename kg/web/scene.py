"""The network arranged for the eye: boxes with places, edges with the claims they stand for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

from kg.graph.network import Network, build, common_label
from kg.graph.statements import Statement, Statements
from kg.web.layout import Box, place, wrap
from kg.web.look import NODES, edge_text

_ARTICLE_GAP = 90
_LINES = 3
"""Edges for each node that is drawn of many."""


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

    Where there are more than ``drawn`` nodes, only those with the most claims have a place, and edges that
    differ in what was measured are one.
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
    things = [node for node in network if network.nodes[node]["type"] != "article"]
    if drawn is not None and len(things) > drawn:
        edges = _edges(network, coarse=True)
        boxes = _boxes(network, edges, _busiest(things, edges, drawn))
    else:
        boxes = _boxes(network, edges, network)
    return Scene(network, boxes, edges, source.claims, total - len(source.claims))


def _edges(network: Network, coarse: bool = False) -> tuple[Edge, ...]:
    alike: dict[tuple[str, str, str, str, str], list[Mapping[str, str]]] = defaultdict(list)
    for source, target, edge in network.edges(data=True):
        way = (edge["direction"] or edge["label"]) if coarse else edge["label"]
        alike[source, target, edge["kind"], edge["status"], way].append(edge)
    return tuple(
        Edge(
            *(source, target, kind, status),
            edge_text({"status": status, "label": common_label([edge["label"] for edge in found], way)}),
            tuple(sorted(filter(None, (edge["claim"] for edge in found)))),
        )
        for (source, target, kind, status, way), found in sorted(alike.items())
    )


def _boxes(network: Network, edges: tuple[Edge, ...], drawn: Iterable[str]) -> dict[str, Box]:
    """The articles stand in rows below; they would pull everything to themselves."""
    labels = {node: str(network.nodes[node]["label"]) for node in drawn}
    types = {node: str(network.nodes[node]["type"]) for node in drawn}
    articles = sorted(node for node in labels if types[node] == "article")
    others = {node: label for node, label in labels.items() if types[node] != "article"}
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


def _busiest(nodes: Iterable[str], edges: tuple[Edge, ...], most: int) -> list[str]:
    """Those with the most claims, as many as can be drawn with the edges between them."""
    claims = Counter(dict.fromkeys(nodes, 0))
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.source in claims and edge.target in claims:
            claims[edge.source] += len(edge.claims)
            claims[edge.target] += len(edge.claims)
            beside[edge.source].append(edge.target)
            beside[edge.target].append(edge.source)
    found: dict[str, None] = {}
    lines = 0
    for node in sorted(claims, key=lambda node: (-claims[node], node))[:most]:
        lines += sum(other in found for other in beside[node])
        if lines > _LINES * most:
            break
        found[node] = None
    return [*found]
