"""Mutations by drugs: colour is what was published in numbers, signs are what these articles say."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from kg.plot.sheet import RULE, SMALL, Sheet
from kg.plot.words import left_out, rests_on, rows, said
from kg.query.table import Table
from kg.web.look import BLACK, WHITE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUMMARY = "Which mutations resist which drugs, and which IC50 were published?"
QUESTIONS: tuple[str, ...] = ("mutation-sensitivity-matrix", "published-ic50")

_MOST_ROWS, _MOST_COLUMNS = 36, 14
_ROW, _COLUMN = 0.29, 0.92
_LEAST, _HIGHEST = 0.5, 100.0
"""Ends of the scale of fold changes; what is beyond has the colour of the end."""
_DARK = 8.0
"""From this fold change on, the ground is dark."""
_SIGNS = {"resistant": "^", "sensitive": "v", "occurs": "d"}
_POSITION = re.compile(r"\d+")

Place = tuple[str, str]


def draw(sheet: Sheet, tables: Sequence[Table]) -> bool:
    """A row for each mutation, a column for each drug."""
    claimed = [row for row in rows(tables[0]) if said(row, "direction") in _SIGNS]
    measured: dict[Place, list[Decimal]] = defaultdict(list)
    for row in rows(tables[1]):
        if isinstance(fold := row.get("fold_change"), Decimal | int):
            measured[said(row, "mutation"), said(row, "drug")].append(Decimal(fold))
    claims: dict[Place, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for _, mutation, agent, direction, hedged in dict.fromkeys(
        (said(row, "article"), said(row, "mutation"), said(row, "agent"), said(row, "direction"),
         said(row, "certainty") == "hedged") for row in claimed
    ):  # fmt: skip
        claims[mutation, agent][direction, hedged] += 1
    if not claims and not measured:
        return False
    everything = [*claims, *measured]
    lines = _chosen([place[0] for place in everything], {place[0] for place in claims}, _MOST_ROWS)
    drugs = _chosen([place[1] for place in everything], {place[1] for place in claims}, _MOST_COLUMNS)
    lines.sort(key=lambda name: (int(found[0]) if (found := _POSITION.search(name)) else 9999, name))

    axes = sheet.part(_COLUMN * len(drugs), _ROW * len(lines), gap=0.85 if measured else 0.45)
    _frame(axes, lines, drugs)
    shades = _shades()
    for y, mutation in enumerate(lines):
        for x, drug in enumerate(drugs):
            folds = measured.get((mutation, drug))
            _cell(
                axes,
                x,
                y,
                float(median(folds)) if folds else None,
                claims.get((mutation, drug), Counter()),
                shades,
            )
    if measured:
        _scale(sheet, shades)
    _explain(sheet, axes, bool(measured))
    if claimed:
        sheet.note(rests_on(claimed) + " A number beside a sign says how many articles.")
    else:
        sheet.note(
            "Not stated in these articles: whether a mutation resists a drug. The numbers are from elsewhere."
        )
    hidden = (
        len({place[0] for place in everything}) - len(lines),
        len({place[1] for place in everything}) - len(drugs),
    )
    sheet.note(" ".join(filter(None, (left_out(hidden[0], "mutation"), left_out(hidden[1], "drug")))))
    return True


def _chosen(names: list[str], first: set[str], most: int) -> list[str]:
    """The names that articles speak of, then those that most is known of."""
    counted = Counter(names)
    return sorted(counted, key=lambda name: (name not in first, -counted[name], name))[:most]


def _shades() -> Any:
    from matplotlib import colormaps
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import LogNorm

    return ScalarMappable(LogNorm(_LEAST, _HIGHEST, clip=True), colormaps["cividis_r"])


def _frame(axes: "Axes", lines: list[str], drugs: list[str]) -> None:
    axes.set_xlim(-0.5, len(drugs) - 0.5)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_xticks(range(len(drugs)), drugs, rotation=40, ha="left", rotation_mode="anchor")
    axes.xaxis.set_ticks_position("top")
    axes.set_yticks(range(len(lines)), lines)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def _cell(
    axes: "Axes", x: int, y: int, fold: float | None, said_of: Counter[tuple[str, bool]], shades: Any
) -> None:
    from matplotlib.patches import Rectangle

    look: dict[str, Any] = {"facecolor": WHITE, "edgecolor": RULE, "hatch": "////"} if fold is None else {
        "facecolor": shades.to_rgba(fold), "edgecolor": WHITE}  # fmt: skip
    axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, linewidth=0.8, **look))
    ink = WHITE if fold is not None and fold >= _DARK else BLACK
    if fold is not None:
        axes.text(
            x - 0.44, y, f"×{fold:.2g}" if fold < 100 else f"×{fold:,.0f}", va="center", size=SMALL, color=ink
        )
    for place, ((direction, hedged), count) in enumerate(sorted(said_of.items())):
        at = x + 0.3 - 0.3 * place
        axes.plot(at, y, _SIGNS[direction], markersize=6.5, markeredgecolor=BLACK, markeredgewidth=0.9,
                  markerfacecolor="white" if direction == "sensitive" else "#FF9D5C", alpha=1.0,
                  fillstyle="left" if hedged else "full", markerfacecoloralt="white")  # fmt: skip
        if count > 1:
            axes.text(at + 0.09, y, str(count), va="center", size=SMALL - 1, color=ink)


def _scale(sheet: Sheet, shades: Any) -> None:
    axes = sheet.part(3.2, 0.14, gap=0.5)
    bar = sheet.figure.colorbar(shades, cax=axes, orientation="horizontal")
    bar.set_ticks([0.5, 1, 2, 5, 10, 20, 50, 100], labels=["½", "1", "2", "5", "10", "20", "50", "100"])
    bar.ax.minorticks_off()
    bar.ax.tick_params(labelsize=SMALL)
    axes.set_title(
        "published IC50, × that of unmutated BCR::ABL1 (the median where sources differ)",
        loc="left", size=SMALL + 0.5,
    )  # fmt: skip


def _explain(sheet: Sheet, axes: "Axes", measured: bool) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    signs: list[tuple[str, str, Any, str]] = [
        ("^", "#FF9D5C", "full", "articles: resistant"),
        ("v", "white", "full", "articles: sensitive"),
             ("^", "#FF9D5C", "left", "half filled: hedged")]  # fmt: skip
    handles: list[Any] = [
        Line2D([], [], linestyle="none", marker=marker, markerfacecolor=face, markeredgecolor=BLACK,
               fillstyle=style, markerfacecoloralt="white", markersize=6.5, label=text)
        for marker, face, style, text in signs
    ]  # fmt: skip
    if measured:
        handles.append(Patch(facecolor=WHITE, edgecolor=RULE, hatch="////", label="no IC50 here"))
    sheet.legend(axes, handles, 0.1, columns=2 if axes.get_xlim()[1] < 6 else 4)
