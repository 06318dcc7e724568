"""How many claims of which kind were made in which year."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.plot.sheet import SMALL, SOFT, Sheet
from kg.plot.words import number, rows, said
from kg.query.table import Table
from kg.web.look import KINDS

SUMMARY = "How many claims were made in which year?"
QUESTIONS: tuple[str, ...] = ("claims-by-year",)

_HATCHES = dict(zip(KINDS, ("", "////", "....", "\\\\\\\\", "xxxx", "----", "oo", "++", ""), strict=True))


def draw(sheet: Sheet, tables: Sequence[Table]) -> bool:
    """A bar for each year, with a part for each kind."""
    from matplotlib.ticker import MaxNLocator

    counted: Counter[tuple[int, str]] = Counter()
    for row in rows(tables[0]):
        if (year := said(row, "year")).isdecimal():
            counted[int(year), said(row, "kind")] += int(said(row, "claims"))
    if not counted:
        return False
    years = range(min(year for year, _ in counted), max(year for year, _ in counted) + 1)
    kinds = [kind for kind in KINDS if any(counted[year, kind] for year in years)]
    axes = sheet.part(max(4.2, min(0.34 * len(years), 11)), 3.0, gap=0.6)
    below = [0] * len(years)
    handles: list[Any] = []
    for kind in kinds:
        heights = [counted[year, kind] for year in years]
        # white lines inside a colour: told apart in grey, too
        handles.append(axes.bar(list(years), heights, 0.8, bottom=below, label=f"{kind} {sum(heights):,}",
                                color=KINDS[kind].light, edgecolor="white", linewidth=0.7,
                                hatch=_HATCHES[kind]))  # fmt: skip
        below = [a + b for a, b in zip(below, heights, strict=True)]
    for middle, total in zip(years, below, strict=True):
        if total and len(years) <= 40:
            axes.text(middle, total, f"{total:,}", ha="center", va="bottom", size=SMALL, color=SOFT)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    if len(years) == 1:
        axes.set_xlim(years[0] - 2.5, years[0] + 2.5)
        axes.set_xticks([years[0]])
    axes.set_ylabel("claims")
    sheet.legend(axes, handles, 0.35, columns=4)
    sheet.note(
        f"{number(sum(below), 'claim')} of dated articles: what they say, and not what was known by then."
    )
    if silent := sum(not total for total in below):
        sheet.note(f"In {number(silent, 'year')} between them, none.")
    return True
