"""Who was compared with whom, in what, and who came out better: arrowheads point at the better one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.plot.sheet import RULE, SMALL, SOFT, Sheet
from kg.plot.words import Row, left_out, regimen, rests_on, rows, said
from kg.query.table import Table
from kg.web.look import BLACK, BLUE, GREY, VERMILLION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

SUMMARY = "Who was compared with whom, and who came out better?"
QUESTIONS: tuple[str, ...] = ("head-to-head-comparisons",)

_MOST_PAIRS, _MOST_OUTCOMES = 30, 12
_OTHER = "other outcomes"
_ROW, _COLUMN = 0.3, 0.74
_SIGNS = {"left": ("<", BLUE), "equal": ("s", GREY), "right": (">", VERMILLION)}
"""Marker and colour by which side is better."""
_TURNED = {"left": "right", "right": "left", "equal": "equal"}

Pair = tuple[str, str]
Cell = Counter[tuple[str, bool]]
"""How often articles say which side is better, and whether they hedge it."""


def draw(sheet: Sheet, tables: Sequence[Table]) -> bool:
    """A row for each pair of regimens, a column for each outcome."""
    found = [row for row in rows(tables[0]) if said(row, "direction") in _BETTER]
    if not found:
        return False
    grid = _grid(found)
    weight = {pair: sum(sum(cell.values()) for cell in cells.values()) for pair, cells in grid.items()}
    pairs = sorted(grid, key=lambda pair: (-weight[pair], pair))[:_MOST_PAIRS]
    pairs.sort(key=lambda pair: (pair[1].split()[0], pair[0].split()[0], pair))
    common = Counter(outcome for pair in pairs for outcome in grid[pair])
    outcomes = sorted(common, key=lambda outcome: (-common[outcome], outcome))
    rare = set(outcomes[_MOST_OUTCOMES - 1 :] if len(outcomes) > _MOST_OUTCOMES else ())
    columns = [outcome for outcome in outcomes if outcome not in rare] + ([_OTHER] if rare else [])

    axes = sheet.part(_COLUMN * len(columns), _ROW * len(pairs))
    _frame(axes, pairs, columns)
    for y, pair in enumerate(pairs):
        cells: dict[str, Cell] = defaultdict(Counter)
        for outcome, cell in grid[pair].items():
            cells[_OTHER if outcome in rare else outcome] += cell
        for outcome, cell in cells.items():
            _marks(axes, columns.index(outcome), y, cell)
    sheet.legend(axes, _legend(), 0.12, columns=2)
    sheet.note(rests_on(found) + " A number says how many times it is said.")
    sheet.note(left_out(len(grid) - len(pairs), "pair"))
    return True


_BETTER = {"better": "left", "worse": "right", "equal": "equal"}


def _grid(found: Sequence[Row]) -> dict[Pair, dict[str, Cell]]:
    """Each pair once, the side that is more often better first."""
    told: dict[tuple[Pair, str, str, str], bool] = {}
    for row in found:
        pair = (
            regimen(said(row, "agent"), said(row, "dose")),
            regimen(said(row, "comparator"), said(row, "comparator_dose")),
        )
        side = _BETTER[said(row, "direction")]
        if pair[1] < pair[0]:
            pair, side = (pair[1], pair[0]), _TURNED[side]
        key = pair, said(row, "outcome"), side, said(row, "article")
        told[key] = told.get(key, True) and said(row, "certainty") == "hedged"
    sides: dict[Pair, Counter[str]] = defaultdict(Counter)
    for pair, _, side, _ in told:
        sides[pair][side] += 1
    grid: dict[Pair, dict[str, Cell]] = {}
    for (pair, outcome, side, _), hedged in told.items():
        if sides[pair]["right"] > sides[pair]["left"]:
            pair, side = (pair[1], pair[0]), _TURNED[side]
        grid.setdefault(pair, {}).setdefault(outcome, Counter())[side, hedged] += 1
    return grid


def _frame(axes: "Axes", pairs: list[Pair], columns: list[str]) -> None:
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(pairs) - 0.5, -0.5)
    axes.set_xticks(range(len(columns)), columns, rotation=40, ha="left", rotation_mode="anchor")
    axes.xaxis.set_ticks_position("top")
    axes.set_yticks(range(len(pairs)), [left for left, _ in pairs])
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    for y, (_, right) in enumerate(pairs):
        axes.text(len(columns) - 0.5 + 0.08, y, right, va="center_baseline", ha="left")
        axes.axhline(y + 0.5, color=RULE, linewidth=0.6)
    axes.axhline(-0.5, color=RULE, linewidth=0.6)
    for x in range(len(columns) + 1):
        axes.axvline(x - 0.5, color=RULE, linewidth=0.6)


def _marks(axes: "Axes", x: int, y: int, cell: Cell) -> None:
    """What is said, beside each other where articles differ."""
    order = sorted(cell, key=lambda one: (list(_SIGNS).index(one[0]), one[1]))
    step = min(0.36, 0.9 / len(order))
    for place, (side, hedged) in enumerate(order):
        at = x + (place - (len(order) - 1) / 2) * step
        marker, colour = _SIGNS[side]
        axes.plot(
            at, y, marker, markersize=8 if marker != "s" else 6.5,
            markeredgecolor=BLACK if marker == "s" else colour,
            markerfacecolor="white" if hedged else colour, markeredgewidth=1.1,
        )  # fmt: skip
        if (count := cell[side, hedged]) > 1:
            axes.text(at + 0.09, y + 0.3, str(count), ha="left", va="center", size=SMALL - 1, color=SOFT)


def _legend() -> list["Line2D"]:
    from matplotlib.lines import Line2D

    words = {
        "left": "better: the one on the left",
        "equal": "no difference",
        "right": "better: the one on the right",
    }
    looks = [(*_SIGNS[side], _SIGNS[side][1], text) for side, text in words.items()]
    looks.append(("<", BLUE, "white", "hollow: hedged"))
    return [
        Line2D([], [], linestyle="none", marker=marker, markeredgecolor=BLACK if marker == "s" else colour,
               markerfacecolor=face, markersize=7, label=text)
        for marker, colour, face, text in looks
    ]  # fmt: skip
