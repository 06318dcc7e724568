"""A map of the whole graph by type: of what something is said, in which kind of claim, about what."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.plot.sheet import SMALL, SOFT, Sheet
from kg.plot.words import number, rows, said
from kg.query.table import Table
from kg.web.look import BLACK, GREY, KINDS, NODES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUMMARY = "What does the graph speak of?"
QUESTIONS: tuple[str, ...] = ("claims-by-type",)

_WIDTH, _HEIGHT, _BAR = 7.6, 4.6, 0.24
_GAP = 0.035
"""Between the bars of a column, of its height."""
_NAMES = {"mutation": "mutation or mechanism", "gene": "mutation or mechanism", "response": "outcome"}

_PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.75}

Flow = tuple[str, str, str]


def draw(sheet: Sheet, tables: Sequence[Table]) -> bool:
    """Bands from what is given, through the kinds of claims, to what is said of it."""
    flows: Counter[Flow] = Counter()
    for row in rows(tables[0]):
        flows[said(row, "given"), said(row, "kind"), said(row, "about")] += int(said(row, "claims"))
    if not flows:
        return False
    axes = sheet.part(_WIDTH, _HEIGHT)
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(1, -0.06)
    axes.set_axis_off()
    bars = [_column(flows, place) for place in range(3)]
    _bands(axes, flows, bars)
    _draw_bars(axes, bars, flows)
    sheet.note(f"{number(sum(flows.values()), 'claim')}, each counted once; so wide is each band.")
    return True


def _column(flows: Counter[Flow], place: int) -> dict[str, tuple[float, float]]:
    """Top and bottom of each bar, the largest first; kinds in the order of the legend."""
    totals: Counter[str] = Counter()
    for flow, count in flows.items():
        totals[flow[place]] += count
    order = list(KINDS)
    names = sorted(totals, key=lambda name: (order.index(name) if place == 1 else -totals[name], name))
    free = 1 - _GAP * (len(names) - 1)
    bars, top = {}, 0.0
    for name in names:
        tall = free * totals[name] / sum(totals.values())
        bars[name] = top, top + tall
        top += tall + _GAP
    return bars


def _bands(axes: "Axes", flows: Counter[Flow], bars: list[dict[str, tuple[float, float]]]) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    total = sum(flows.values())
    for left in (0, 1):
        joined: Counter[tuple[str, str]] = Counter()
        for flow, count in flows.items():
            joined[flow[left], flow[left + 1]] += count
        used: dict[tuple[int, str], float] = defaultdict(float)
        free = [1 - _GAP * (len(column) - 1) for column in bars]
        x0, x1 = _x(left) + _BAR, _x(left + 1)
        for start, end in sorted(joined, key=lambda ends: (bars[left][ends[0]], bars[left + 1][ends[1]])):
            thick = [free[side] * joined[start, end] / total for side in (left, left + 1)]
            a = bars[left][start][0] + used[0, start]
            b = bars[left + 1][end][0] + used[1, end]
            used[0, start] += thick[0]
            used[1, end] += thick[1]
            kind, half = (end if left == 0 else start), (x0 + x1) / 2
            path = Path(
                [(x0, a), (half, a), (half, b), (x1, b), (x1, b + thick[1]), (half, b + thick[1]),
                 (half, a + thick[0]), (x0, a + thick[0]), (x0, a)],
                [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY],
            )  # fmt: skip
            axes.add_patch(
                PathPatch(path, facecolor=KINDS[kind].light, alpha=0.38, edgecolor="white", linewidth=0.4)
            )


def _x(place: int) -> float:
    return place * (_WIDTH - _BAR) / 2


def _draw_bars(axes: "Axes", bars: list[dict[str, tuple[float, float]]], flows: Counter[Flow]) -> None:
    from matplotlib.patches import Rectangle

    for place, (column, heading) in enumerate(zip(bars, ("said of", "kind of claim", "about"), strict=True)):
        side: Any = ("right", "center", "left")[place]
        at = (_x(0) - 0.08, _x(1) + _BAR / 2, _x(2) + _BAR + 0.08)[place]
        axes.text(at, -0.03, heading, ha=side, va="bottom", size=SMALL, color=SOFT)
        for name, (top, bottom) in column.items():
            count = sum(number for flow, number in flows.items() if flow[place] == name)
            fill = KINDS[name].light if place == 1 else _fill(name)
            axes.add_patch(
                Rectangle(
                    (_x(place), top),
                    _BAR,
                    bottom - top,
                    facecolor=fill,
                    edgecolor=BLACK,
                    linewidth=0.6,
                    clip_on=False,
                )
            )
            axes.text(
                at if place != 1 else _x(1) + _BAR + 0.06, (top + bottom) / 2, f"{name}  {count:,}",
                ha=side if place != 1 else "left", va="center", size=9, color=BLACK,
                bbox=_PAPER if place == 1 else None,
            )  # fmt: skip


def _fill(name: str) -> str:
    known = NODES.get(name) or NODES.get(_NAMES.get(name, ""))
    return known.fill if known else GREY
