"""Where the nodes of a drawing stand: the same places for the same network, every time.

Distances along the edges first (stress majorisation), then, where the network is small enough to
care for each label, a seeded search that untangles crossings and covers, then no box on another.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_CHAR_WIDTHS = {" ": 0.3} | dict.fromkeys("ijl.,:;'|!I()-/", 0.32) | dict.fromkeys("ft", 0.36)
_CHAR_WIDTHS |= {"r": 0.4} | dict.fromkeys("mwMW", 0.88) | dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ+%", 0.7)
_GAP = 26.0
"""Free space kept between two boxes."""
_CAREFUL_LIMIT = 70
"""Up to so many edges the search looks at every pair of them."""
_LARGE = 300
"""From so many nodes on, distances are counted in edges, not measured."""
_STEPS = 3000
_ASPECT = 1.9
"""A screen with a list beside the drawing and a legend below it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place (its centre), its size and its label in lines."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]


def text_width(text: str, size: float = 13.5) -> float:
    """About how wide the text is in a common sans-serif face."""
    return size * sum(_CHAR_WIDTHS.get(char, 0.57) for char in text)


def wrap(label: str, limit: float = 128.0) -> tuple[str, ...]:
    """The label in lines of about that width, broken at spaces only."""
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer) > limit:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def place(
    labels: Mapping[str, str], edges: Sequence[tuple[str, str, str]], margins: Mapping[str, int]
) -> dict[str, Box]:
    """A box for each labelled node; ``edges`` are source, target and label of what is drawn.

    ``margins`` is the width that the shape of a node needs beyond its label.
    """
    names = sorted(labels)
    if not names:
        return {}
    lines = {name: wrap(labels[name]) for name in names}
    sizes = np.array(
        [(max(map(text_width, lines[name])) + margins[name], 17 * len(lines[name]) + 18) for name in names]
    )
    index = {name: number for number, name in enumerate(names)}
    widest: dict[tuple[int, int], float] = {}
    lines_of: Counter[tuple[int, int]] = Counter()
    for source, target, label in edges:
        pair = min(index[source], index[target]), max(index[source], index[target])
        if pair[0] != pair[1]:
            lines_of[pair] += 1
            widest[pair] = max(widest.get(pair, 0.0), text_width(label, 11.5))
    ends = np.array(sorted(widest), dtype=np.intp).reshape(-1, 2)
    widths = np.array([widest[a, b] for a, b in ends.tolist()])
    depths = np.array([26.0 * lines_of[a, b] - 10 for a, b in ends.tolist()])
    ideal = _ideal_lengths(sizes, ends, widths)
    spots = _stress(ends, ideal, len(names))
    if len(ends) and len(ends) <= _CAREFUL_LIMIT:
        spots = _untangle(spots, _Sheet(sizes, ends, np.column_stack((widths, depths)), ideal))
    spots = _apart(spots, sizes)
    spots -= spots.min(axis=0)
    return {
        name: Box(round(x), round(y), round(w), round(h), lines[name])
        for name, (x, y), (w, h) in zip(names, spots.tolist(), sizes.tolist(), strict=True)
    }


def _ideal_lengths(sizes: Points, ends: NDArray[np.intp], widths: Points) -> Points:
    if not len(ends):
        return np.zeros(0)
    return np.asarray(0.36 * sizes[ends, 0].sum(axis=1) + widths + 44)


def _stress(ends: NDArray[np.intp], ideal: Points, count: int) -> Points:
    """Majorises stress from a circle: drawn distances come near to the distances along the edges."""
    if count > _LARGE:
        wanted = _hops(ends, count) * (float(np.median(ideal)) if len(ideal) else 1.0)
    else:
        plain: nx.Graph[int] = nx.Graph()
        plain.add_nodes_from(range(count))
        plain.add_weighted_edges_from((a, b, ideal[edge]) for edge, (a, b) in enumerate(ends.tolist()))
        wanted = np.full((count, count), np.nan)
        for source, found in nx.all_pairs_dijkstra_path_length(plain):
            for target, length in found.items():
                wanted[source, target] = length
    # parts that nothing joins stand beside each other as if a long edge did
    apart = float(np.median(ideal)) * 1.2 if len(ideal) else 200.0
    wanted = np.where(np.isnan(wanted), apart * max(1.0, count**0.5 / 3), wanted)
    np.fill_diagonal(wanted, 1.0)
    weights = wanted**-2.0
    np.fill_diagonal(weights, 0.0)
    angles = np.arange(count) * 2.399963
    radius = float(wanted.mean()) * np.sqrt((np.arange(count) + 1) / count)
    spots = np.column_stack((radius * np.cos(angles), radius * np.sin(angles)))
    totals = weights.sum(axis=1)[:, None]
    for _ in range(60 if count > _LARGE else 300):
        x, y = spots[:, 0], spots[:, 1]
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        scale = weights * wanted / np.maximum(np.sqrt(dx * dx + dy * dy), 1e-6)
        pull_x = (weights * x[None, :]).sum(axis=1) + (scale * dx).sum(axis=1)
        pull_y = (weights * y[None, :]).sum(axis=1) + (scale * dy).sum(axis=1)
        spots = np.column_stack((pull_x, pull_y)) / np.maximum(totals, 1e-12)
    return spots * (1.15, 0.85)


def _hops(ends: NDArray[np.intp], count: int) -> Points:
    """How many edges each node is from each other; nan where no way leads."""
    near = np.eye(count, dtype=np.float32)
    near[ends[:, 0], ends[:, 1]] = near[ends[:, 1], ends[:, 0]] = 1
    reached, hops = np.eye(count, dtype=bool), np.full((count, count), np.nan)
    np.fill_diagonal(hops, 0)
    for step in range(1, count):
        further = reached.astype(np.float32) @ near > 0.5
        hops[further & ~reached] = step
        if (further == reached).all():
            break
        reached = further
    return hops


def _untangle(spots: Points, sheet: "_Sheet") -> Points:
    """Moves and swaps nodes at random (always the same random) and keeps what reads better."""
    random = np.random.RandomState(7)
    best, best_cost = spots, sheet.cost(spots)
    here, here_cost = best, best_cost
    steps = min(_STEPS, 100 * len(sheet.ends))
    for step in range(steps):
        heat = (1 - step / steps) ** 2
        trial = here.copy()
        node = random.randint(len(spots))
        if random.rand() < 0.15:
            other = random.randint(len(spots))
            trial[[node, other]] = trial[[other, node]]
        else:
            trial[node] += random.normal(0, 20 + 220 * heat, 2)
        cost = sheet.cost(trial)
        if cost < here_cost or random.rand() < np.exp((here_cost - cost) / (0.05 + 1.2 * heat)):
            here, here_cost = trial, cost
            if cost < best_cost:
                best, best_cost = trial, cost
    return best


class _Sheet:
    """What a reader minds of a drawing: crossings, covered boxes and labels, long ways, a sprawling sheet."""

    def __init__(self, sizes: Points, ends: NDArray[np.intp], words: Points, ideal: Points) -> None:
        self.ends, self.words, self.ideal = ends, words, ideal
        self.half = sizes / 2
        shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
        self.strangers = np.triu(~shared)
        nodes = np.arange(len(sizes))[None, :]
        self.foreign = (nodes != ends[:, :1]) & (nodes != ends[:, 1:])
        self.box_room = self.half[:, None, :] + self.half[None, :, :] + _GAP
        self.room = float(sizes.prod(axis=1).sum()) * 9

    def cost(self, spots: Points) -> float:
        """Lower reads better."""
        a, b = spots[self.ends[:, 0]], spots[self.ends[:, 1]]
        along = b - a
        length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1.0)
        stretch = length / self.ideal - 1
        cost = 2.2 * float((np.where(stretch < 0, 6 * stretch, stretch) ** 2).sum())

        crosses = _side(a, along, a) * _side(a, along, b) < 0
        cost += 2.5 * float((crosses & crosses.T & self.strangers).sum())

        # a line through a box that is not its own: distance of the line from the box's centre, box as unit
        unit = self.half + 8
        start = (a[:, None, :] - spots[None, :, :]) / unit
        way = along[:, None, :] / unit
        where = np.clip(-(start * way).sum(axis=2) / np.maximum((way * way).sum(axis=2), 1e-9), 0, 1)
        nearest = start + where[:, :, None] * way
        gap = np.hypot(nearest[..., 0], nearest[..., 1])
        cost += 2.5 * float((np.clip(1.6 - gap, 0, 1) * self.foreign).sum())

        middle = a + along / 2
        lean = np.abs(along) / length[:, None]
        spread = (self.words[:, :1] * lean + self.words[:, 1:] * lean[:, ::-1]) / 2 + 3
        cost += 0.75 * _covers(middle, middle, spread[:, None, :] + spread[None, :, :], same=True)
        cost += 2.0 * _covers(middle, spots, spread[:, None, :] + self.half[None, :, :])
        cost += 2.5 * _covers(spots, spots, self.box_room, same=True)

        across, down = (spots.max(axis=0) - spots.min(axis=0) + 120).tolist()
        cost += 9.0 * across * down / self.room + 30.0 * float(np.log(across / down / _ASPECT)) ** 2
        return float(round(cost, 9))


def _side(a: Points, along: Points, points: Points) -> Points:
    """On which side of each line each point is."""
    x, y = points[:, 0] - a[:, :1], points[:, 1] - a[:, 1:]
    return np.asarray(along[:, :1] * y - along[:, 1:] * x)


def _covers(centres: Points, others: Points, room: Points, *, same: bool = False) -> float:
    """How much boxes lie over one another, a full cover counting 1."""
    free = 1 - np.abs(centres[:, None, :] - others[None, :, :]) / room
    depth = np.clip(free.min(axis=2), 0, 1)
    if same:
        np.fill_diagonal(depth, 0)
    return float(np.sqrt(depth).sum())


def _apart(spots: Points, sizes: Points) -> Points:
    """Pushes boxes that touch apart, each along the shorter way; where that takes long, all move out."""
    room = (sizes[:, None, :] + sizes[None, :, :]) / 2 + _GAP
    for turn in range(1, 400):
        apart = spots[:, None, :] - spots[None, :, :]
        lap = room - np.abs(apart)
        hits = (lap[..., 0] > 0.5) & (lap[..., 1] > 0.5)
        first, second = np.nonzero(np.triu(hits, 1))
        if not len(first):
            break
        axis = (lap[first, second, 0] * 0.6 > lap[first, second, 1]).astype(np.intp)
        way = np.where(apart[first, second, axis] >= 0, 1.0, -1.0)
        push = lap[first, second, axis] * 0.275 * way
        moved = spots.copy()
        np.add.at(moved, (first, axis), push)
        np.add.at(moved, (second, axis), -push)
        spots = moved * 1.06 if turn % 12 == 0 else moved
    return spots
