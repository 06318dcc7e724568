"""The doses of a drug by their amount: in a day, or once where no frequency is stated."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.plot.sheet import SMALL, SOFT, Sheet
from kg.plot.words import left_out, number, regimen, rests_on, rows, said
from kg.query.table import Table
from kg.web.look import BLACK, BLUE, ORANGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUMMARY = "Which doses of a drug are mentioned?"
QUESTIONS: tuple[str, ...] = ("doses-of-drug",)

_MOST = 30
_ROW, _WIDTH = 0.3, 5.2
_UNITS = {"mg/d": "mg a day", "mg/m2/d": "mg/m² a day", "mg/m2": "mg/m²"}


class _Dose(NamedTuple):
    agent: str
    dose: str
    amount: Decimal
    unit: str
    """``mg/d`` where a frequency is stated, else ``mg``."""
    daily: bool


def draw(sheet: Sheet, tables: Sequence[Table]) -> bool:
    """A line for each dose, in a part for each unit."""
    articles: dict[_Dose, set[str]] = defaultdict(set)
    levels: set[str] = set()
    found = list(rows(tables[0]))
    for row in found:
        if dose := _placed(row):
            articles[dose].add(said(row, "article"))
        elif row.get("dose"):
            levels.add(said(row, "dose"))
    if not articles:
        return False
    several = len({dose.agent for dose in articles}) > 1
    shown = sorted(articles, key=lambda dose: (-len(articles[dose]), dose))[:_MOST]
    parts: dict[str, list[_Dose]] = defaultdict(list)
    for dose in sorted(shown, key=lambda dose: (dose.agent, dose.amount, not dose.daily, dose.dose)):
        parts[dose.unit.removesuffix("/d")].append(dose)
    for place, unit in enumerate(sorted(parts, key=lambda unit: (-len(parts[unit]), unit))):
        last = place == len(parts) - 1
        axes = sheet.part(_WIDTH, _ROW * len(parts[unit]) + 0.1, gap=0.75)
        _part(axes, parts[unit], articles, unit, several)
        if last:
            sheet.legend(axes, _legend(), 0.55, columns=2)
    sheet.note(rests_on(found, "mention"))
    sheet.note(left_out(len(articles) - len(shown), "dose"))
    if levels:
        sheet.note(f"Said without an amount: {', '.join(sorted(levels))}.")
    return True


def _placed(row: dict[str, Any]) -> _Dose | None:
    amount, daily = row.get("amount"), row.get("per_day")
    if isinstance(daily, Decimal | int):
        return _Dose(said(row, "agent"), said(row, "dose"), Decimal(daily), said(row, "per_day_unit"), True)
    if isinstance(amount, Decimal | int):
        return _Dose(said(row, "agent"), said(row, "dose"), Decimal(amount), said(row, "unit"), False)
    return None


def _part(
    axes: "Axes", doses: list[_Dose], articles: dict[_Dose, set[str]], unit: str, several: bool
) -> None:
    highest = float(max(dose.amount for dose in doses))
    axes.set_xlim(0, highest * 1.02)
    axes.set_ylim(len(doses) - 0.4, -0.6)
    axes.set_yticks(range(len(doses)), [regimen(dose.agent if several else "", dose.dose) for dose in doses])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#E3E7EC", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(_UNITS.get(unit, unit))
    for y, dose in enumerate(doses):
        x = float(dose.amount)
        axes.plot([0, x], [y, y], color=BLUE if dose.daily else ORANGE, linewidth=2,
                  linestyle="-" if dose.daily else (0, (2, 1.5)), solid_capstyle="butt")  # fmt: skip
        axes.plot(x, y, "o" if dose.daily else "D", markersize=8 if dose.daily else 6.5, clip_on=False,
                  markerfacecolor=BLUE if dose.daily else "white",
                  markeredgecolor=BLUE if dose.daily else BLACK)  # fmt: skip
        amount = format(dose.amount.normalize(), "f")
        words = f"{amount} a day, " if dose.daily else f"{amount}, "
        axes.annotate(
            words + number(len(articles[dose]), "article"), (x, y), (9, 0), textcoords="offset points",
            va="center", size=SMALL, color=SOFT, annotation_clip=False,
        )  # fmt: skip


def _legend() -> list[Any]:
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=BLUE, linewidth=2, marker="o", markersize=7, label="total of a day"),
        Line2D([], [], color=ORANGE, linewidth=2, linestyle=(0, (2, 1.5)), marker="D", markersize=6,
               markerfacecolor="white", markeredgecolor=BLACK, label="one amount; no frequency is stated"),
    ]  # fmt: skip
