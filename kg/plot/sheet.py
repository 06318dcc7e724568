"""What all pictures share: a sheet that grows with its content, a title, notes, a legend.

matplotlib is imported where something is drawn: whoever lists the pictures need not wait for it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Protocol

from kg.query.table import Table
from kg.web.look import BLACK

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMS = {"svg": "image/svg+xml", "png": "image/png"}
"""Endings of the files that a picture can be written to, with their media types."""
SOFT, RULE = "#4D5763", "#CFD5DC"
TITLE, TEXT, SMALL = 12.0, 9.0, 7.5
"""Sizes of type, in points."""
_INCH_PER_POINT = 0.54 / 72
"""Width of a letter of one point, about."""
_SETTINGS: Any = {
    "font.family": "DejaVu Sans",
    "font.size": TEXT,
    "text.parse_math": False,  # a $ of the data is a $
    "svg.fonttype": "path",  # looks the same where the face is missing
    "svg.hashsalt": "cml-kg",  # names what would else be named at random
    "hatch.linewidth": 0.6,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": BLACK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": BLACK,
    "ytick.labelcolor": BLACK,
}


class Picture(Protocol):
    """What a module of this folder offers to be named in the table PICTURES."""

    SUMMARY: str
    QUESTIONS: tuple[str, ...]
    """Saved questions that it is drawn from; each takes what it knows of the values."""

    def draw(self, sheet: "Sheet", tables: Sequence[Table]) -> bool:
        """Draws the answers; False where they hold nothing to draw."""


class Sheet:
    """One figure: parts are put below each other, then it is finished with words above and below."""

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.figure: Figure = Figure(figsize=(1, 1), facecolor="white")
        FigureCanvasAgg(self.figure)
        self.notes: list[str] = []
        self._parts: list[tuple[Axes, float, float, float]] = []

    def part(self, width: float, height: float, gap: float = 0.45) -> "Axes":
        """A plot of that size in inches, below the last one; its labels stand outside."""
        axes = self.figure.add_axes((0, 0, 1, 1), label=f"part {len(self._parts)}")
        self._parts.append((axes, width, height, gap))
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        return axes

    def note(self, text: str) -> None:
        """A sentence below the picture."""
        self.notes.append(text)

    def legend(self, axes: "Axes", handles: Sequence["Artist"], y: float, columns: int = 4) -> None:
        """A legend whose top is ``y`` inches below the axes."""
        height = next(height for part, _, height, _ in self._parts if part is axes)
        axes.legend(
            handles=list(handles),
            loc="upper left",
            bbox_to_anchor=(0, -y / height),
            ncols=columns,
            frameon=False,
            fontsize=SMALL + 0.5,
            borderpad=0,
            borderaxespad=0,
            columnspacing=1.4,
            handletextpad=0.5,
        )

    def finish(self, title: str, least: float = 6.0) -> "Figure":
        """Puts the parts in their places, and the words around them."""
        if not self._parts:
            blank = self.part(least, 0.05)
            blank.set_axis_off()
        width = max(width for _, width, _, _ in self._parts)
        height = sum(height + gap for _, _, height, gap in self._parts)
        self.figure.set_size_inches(width, height)
        top = height
        for axes, own, tall, gap in self._parts:
            axes.set_position((0, (top - tall) / height, own / width, tall / height))
            top -= tall + gap
        self.figure.draw_without_rendering()
        box = self.figure.get_tightbbox()  # in inches: labels stick out of the axes
        across = max(box.x1 - box.x0, least)
        self._say(wrap(title, int(across / (TITLE * _INCH_PER_POINT * 1.1))), box.x0, box.y1 + 0.16, TITLE)
        lines = [line for note in self.notes for line in wrap(note, int(across / (8 * _INCH_PER_POINT)))]
        self._say(lines, box.x0, box.y0 - 0.16, 8.0)
        return self.figure

    def _say(self, lines: list[str], x: float, y: float, size: float) -> None:
        """Lines with their foot (a title) or their head (notes) at ``y``."""
        if lines:
            width, height = self.figure.get_size_inches()
            self.figure.text(
                x / width,
                y / height,
                "\n".join(lines),
                size=size,
                weight="bold" if size == TITLE else "normal",
                color=BLACK if size == TITLE else SOFT,
                ha="left",
                va="bottom" if size == TITLE else "top",
                linespacing=1.3,
            )


@contextmanager
def settings() -> Iterator[None]:
    """While a figure is drawn and written."""
    import matplotlib

    with matplotlib.rc_context(_SETTINGS):
        yield


def written(figure: "Figure", form: str, title: str = "") -> bytes:
    """The figure as SVG or PNG; the same figure gives the same bytes."""
    stream = BytesIO()
    metadata: dict[str, Any] = (
        {"Date": None, "Creator": "cml-kg", "Title": title}
        if form == "svg"
        else {"Software": None, "Title": title}
    )
    with settings():
        figure.savefig(stream, format=form, dpi=160, metadata=metadata, bbox_inches="tight", pad_inches=0.22)
    return stream.getvalue()
