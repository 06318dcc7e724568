"""Response rates with their intervals, as a forest plot: one line for each rate that an article states."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.plot.sheet import SMALL, SOFT, Sheet
from kg.plot.words import Row, cited, left_out, number, regimen, rests_on, rows, said
from kg.query.table import Table
from kg.web.look import BLACK, BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILLION

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUMMARY = "Which response rates were measured, by drug, dose and time?"
QUESTIONS: tuple[str, ...] = ("response-rates",)

_MOST = 45
_ROW, _WIDTH = 0.25, 4.6
_LOOKS = tuple(zip("os^DvPX<>ph*", (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK) * 2, strict=False))
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DAYS = {"day": 1, "week": 7, "month": 30.4, "year": 365}


def draw(sheet: Sheet, tables: Sequence[Table]) -> bool:
    """Rates grouped by response, in the order of time."""
    everything = list(rows(tables[0]))
    rates = [row for row in everything if said(row, "unit") == "%" and row.get("value") is not None]
    if not rates:
        return False
    per_outcome = Counter(said(row, "outcome") for row in rates)
    rates.sort(key=lambda row: (-per_outcome[said(row, "outcome")], said(row, "outcome"), _when(row),
                                said(row, "agent"), said(row, "dose"), said(row, "article")))  # fmt: skip
    shown = rates[:_MOST]
    drugs = list(dict.fromkeys(said(row, "agent") for row in shown))
    looks = {drug: _LOOKS[place % len(_LOOKS)] for place, drug in enumerate(sorted(drugs, key=_first(shown)))}

    lines: list[Row | str] = []
    for outcome, several in groupby(shown, key=lambda row: said(row, "outcome")):
        lines += [outcome, *several]
    axes = sheet.part(_WIDTH, _ROW * len(lines), gap=0.6)
    _frame(axes, lines)
    intervals = any(row.get("low") is not None for row in shown)
    for y, line in enumerate(lines):
        if not isinstance(line, str):
            _rate(axes, y, line, looks[said(line, "agent")], 92 if intervals else 48)
    sheet.legend(axes, _legend(looks, shown, intervals), 0.5, columns=3)
    sheet.note(rests_on(shown) + " Trials, doses and patients differ: no line is a comparison with another.")
    other = len(everything) - len(rates)
    words = [left_out(len(rates) - len(shown), "rate")]
    words.append(
        f"{number(other, 'result')} in other units {'is' if other == 1 else 'are'} in the table."
        if other
        else ""
    )
    sheet.note(" ".join(filter(None, words)))
    return True


def _when(row: Row) -> tuple[float, str]:
    """Times in their order, those without one first."""
    time = said(row, "timepoint")
    amount = _NUMBER.search(time)
    unit = next((days for name, days in _DAYS.items() if name in time), 0)
    return (float(amount[0]) * unit if amount else 0.0), time


def _first(shown: list[dict[str, Any]]) -> Any:
    """The drugs with most rates get the plainest looks."""
    counted = Counter(said(row, "agent") for row in shown)
    return lambda drug: (-counted[drug], drug)


def _frame(axes: "Axes", lines: list[Row | str]) -> None:
    axes.set_xlim(0, 100)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.set_xlabel("% of patients")
    axes.grid(axis="x", color="#E3E7EC", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_yticks(range(len(lines)), [line if isinstance(line, str) else _name(line) for line in lines])
    axes.tick_params(axis="y", length=0)
    for label, line in zip(axes.get_yticklabels(), lines, strict=True):
        if isinstance(line, str):
            label.set_fontweight("bold")


def _name(row: Row) -> str:
    time = said(row, "timepoint")
    return regimen(said(row, "agent"), said(row, "dose")) + (f", {time}" if time else "")


def _rate(axes: "Axes", y: int, row: Row, look: tuple[str, str], column: int) -> None:
    marker, colour = look
    value, low, high = (row.get(column) for column in ("value", "low", "high"))
    assert isinstance(value, Decimal | int)
    words = f"{said(row, 'value')} %"
    if isinstance(low, Decimal | int) and isinstance(high, Decimal | int):
        axes.plot([float(low), float(high)], [y, y], color=colour, linewidth=1.6, marker="|", markersize=7)
        words += f" ({said(row, 'low')}–{said(row, 'high')})"
    hedged = said(row, "certainty") == "hedged"
    axes.plot(float(value), y, marker, markersize=6.5, markeredgecolor=colour, clip_on=False,
              markerfacecolor="white" if hedged else colour, zorder=3)  # fmt: skip
    whom = said(row, "population")
    whom = whom if len(whom) < 48 else whom[:46] + "…"
    axes.annotate(
        words, (100, y), (10, 0), textcoords="offset points", va="center", size=SMALL + 0.5,
        color=BLACK, annotation_clip=False,
    )  # fmt: skip
    counted = f"{said(row, 'counted')}/{said(row, 'in_all')}" if row.get("in_all") is not None else ""
    axes.annotate(
        " · ".join(filter(None, (counted, cited(said(row, "article")), whom))), (100, y), (column, 0),
        textcoords="offset points", va="center", size=SMALL, color=SOFT, annotation_clip=False,
    )  # fmt: skip


def _legend(looks: dict[str, tuple[str, str]], shown: list[dict[str, Any]], intervals: bool) -> list[Any]:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], linestyle="none", marker=marker, color=colour, markersize=6.5, label=drug)
        for drug, (marker, colour) in looks.items()
    ]
    if intervals:
        levels = {said(row, "level") for row in shown if row.get("low") is not None}
        name = f"{levels.pop()} % confidence interval" if len(levels) == 1 and "" not in levels else ""
        handles.append(Line2D([], [], color=SOFT, linewidth=1.6, marker="|", markersize=7,
                              label=name or "confidence interval"))  # fmt: skip
    if any(said(row, "certainty") == "hedged" for row in shown):
        handles.append(
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color=SOFT,
                markerfacecolor="white",
                label="hollow: hedged",
            )
        )
    return handles
