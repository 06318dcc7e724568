"""Writes the graph as one still picture: the places, colours and words of the page."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph.network import REPORTS
from kg.graph.statements import Queryable, statements
from kg.web.layout import Box
from kg.web.look import BLACK, KINDS, LINES, NODES
from kg.web.scene import Edge, Scene, arrange

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LIMIT = 400
"""Claims on one sheet; more would not be legible."""
_POINTS = 0.72
"""Points on paper for a pixel of the page."""
_HEADS = {"resistance": "|-|,widthA=0,widthB=0.35", "comparison": "->", "development": "->"}


def write_picture(store: Queryable, path: Path | str, *, limit: int = LIMIT) -> None:
    """Writes the store's claims to ``path`` as SVG or PNG, by its suffix."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    scene = arrange(statements(store), limit)
    boxes = {node: box for node, box in scene.boxes.items() if _type(scene, node) != "article"}
    right = max((box.x + box.width / 2 for box in boxes.values()), default=300) + 20
    left = min((box.x - box.width / 2 for box in boxes.values()), default=0) - 20
    bottom = max((box.y + box.height / 2 for box in boxes.values()), default=100) + 20
    top = min((box.y - box.height / 2 for box in boxes.values()), default=0) - 20
    legend = 96
    size = max(right - left, 760) * _POINTS / 72, (bottom - top + legend) * _POINTS / 72
    # the salt names what would else be named at random; paths look the same where the face is missing
    settings: Any = {"svg.hashsalt": "cml-kg", "svg.fonttype": "path", "font.family": "DejaVu Sans"}
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=size, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(left, left + max(right - left, 760))
        axes.set_ylim(bottom + legend, top)
        axes.set_axis_off()
        _draw_edges(axes, scene, boxes)
        for node, box in boxes.items():
            _draw_node(axes, _type(scene, node), box, "\n".join(box.lines))
        _draw_legend(axes, scene, boxes, left + 16, bottom + 6, left + max(right - left, 760))
        vector = Path(path).suffix.lower() == ".svg"
        metadata: dict[str, Any] = {"Date": None} if vector else {"Software": None}
        figure.savefig(path, dpi=200, metadata=metadata)


def _type(scene: Scene, node: str) -> str:
    return str(scene.network.nodes[node]["type"])


def _draw_edges(axes: "Axes", scene: Scene, boxes: dict[str, Box]) -> None:
    lanes: dict[frozenset[str], list[Edge]] = defaultdict(list)
    for edge in scene.edges:
        if edge.text != REPORTS and edge.source != edge.target:
            lanes[frozenset((edge.source, edge.target))].append(edge)
    for edges in lanes.values():
        for number, edge in enumerate(edges):
            bend = (number - (len(edges) - 1) / 2) * 0.3
            first = edges[0].source
            _draw_edge(axes, edge, boxes, bend if edge.source == first else -bend)


def _draw_edge(axes: "Axes", edge: Edge, boxes: dict[str, Box], bend: float) -> None:
    from math import atan2, degrees

    from matplotlib.patches import FancyArrowPatch

    start, end = boxes[edge.source], boxes[edge.target]
    look = KINDS[edge.kind]
    style = "-" if look.arrow == "none" else _HEADS.get(edge.kind, "-|>")
    arrow = FancyArrowPatch(
        (start.x, start.y),
        (end.x, end.y),
        arrowstyle=style,
        connectionstyle=f"arc3,rad={bend:.3f}",
        linestyle=LINES[edge.status],
        linewidth=0.8 if edge.kind == "link" else 1.5,
        mutation_scale=11,
        color=look.light,
        shrinkA=0,
        shrinkB=0,
        patchA=_outline(axes, start),
        patchB=_outline(axes, end),
        zorder=1,
    )
    axes.add_patch(arrow)
    across, down = end.x - start.x, end.y - start.y
    # the middle of the curve lies half the bend off the straight line
    x = (start.x + end.x) / 2 - bend * down / 2
    y = (start.y + end.y) / 2 + bend * across / 2
    x, y = _between(start, end, x, y)
    turn = -degrees(atan2(down, across))
    axes.text(
        x,
        y,
        edge.text,
        rotation=turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn,
        rotation_mode="anchor",
        ha="center",
        va="center",
        fontsize=7,
        color=look.light if edge.kind != "link" else "#4d5763",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.92},
        zorder=2,
    )


def _between(start: Box, end: Box, x: float, y: float) -> tuple[float, float]:
    """The point moved along the line to the middle of what is seen of it between the boxes."""
    across, down = end.x - start.x, end.y - start.y

    def inside(box: Box) -> float:
        reach = [half / abs(way) for half, way in ((box.width / 2, across), (box.height / 2, down)) if way]
        return min([*reach, 0.5])

    shift = (inside(start) - inside(end)) / 2
    return x + shift * across, y + shift * down


def _outline(axes: "Axes", box: Box) -> Any:
    """An unseen frame at which lines stop."""
    from matplotlib.patches import Rectangle

    corner = (box.x - box.width / 2 - 2, box.y - box.height / 2 - 2)
    frame = Rectangle(corner, box.width + 4, box.height + 4, visible=False)
    axes.add_patch(frame)
    return frame


def _draw_node(axes: "Axes", type_: str, box: Box, text: str, size: float = 8.6) -> None:
    from matplotlib.patches import Ellipse, FancyBboxPatch, Polygon

    look = NODES[type_]
    paint: dict[str, Any] = {"facecolor": look.fill, "edgecolor": BLACK, "linewidth": 0.7, "zorder": 3}
    if look.shape == "ellipse":
        axes.add_patch(Ellipse((box.x, box.y), box.width, box.height, **paint))
    elif "round" in look.shape:
        corner = 5 if look.shape == "round-rectangle" else 9
        low = (box.x - box.width / 2 + corner, box.y - box.height / 2 + corner)
        inner = box.width - 2 * corner, box.height - 2 * corner
        rounded = f"round,pad={corner},rounding_size={corner}"
        axes.add_patch(FancyBboxPatch(low, *inner, boxstyle=rounded, mutation_aspect=1, **paint))
    else:
        numbers = [float(number) for number in (_SQUARE if look.shape == "rectangle" else look.shape).split()]
        corners = [
            (box.x + x * box.width / 2, box.y + y * box.height / 2)
            for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        axes.add_patch(Polygon(corners, closed=True, **paint))
    axes.text(
        box.x - (4 if type_ == "dose" else 0),
        box.y,
        text,
        ha="center",
        va="center",
        fontsize=size,
        color=look.ink,
        linespacing=1.15,
        zorder=4,
    )


_SQUARE = "-1 -1 1 -1 1 1 -1 1"


def _draw_legend(
    axes: "Axes", scene: Scene, boxes: dict[str, Box], left: float, top: float, right: float
) -> None:
    used = {_type(scene, node) for node in boxes}
    kinds = {edge.kind for edge in scene.edges}
    x, y = left, top + 12

    def step(text: str, mark: float) -> tuple[float, float]:
        nonlocal x, y
        width = mark + 6 + 6.2 * len(text) + 18
        if x + width > right:
            x, y = left, y + 22
        here = x, y
        x += width
        return here

    def label(at: tuple[float, float], mark: float, text: str) -> None:
        axes.text(at[0] + mark + 6, at[1], text, ha="left", va="center", fontsize=7, color=BLACK)

    for type_ in NODES:
        if type_ in used:
            at = step(type_, 22)
            _draw_node(axes, type_, Box(round(at[0]) + 11, round(at[1]), 22, 12, ()), "")
            label(at, 22, type_)
    x, y = left, y + 24
    lines = [(kind, "asserted", kind) for kind in KINDS if kind in kinds and kind != "link"]
    lines += [("outcome", status, status) for status in LINES]
    for kind, status, text in lines:
        at = step(text, 28)
        axes.plot(
            [at[0], at[0] + 28],
            [at[1], at[1]],
            color=KINDS[kind].light,
            linestyle=LINES[status],
            linewidth=1.6,
        )
        label(at, 28, text)
    if scene.left_out:
        axes.text(left, y + 20, f"{scene.left_out} more claims are in the graph", fontsize=7, va="center")
