"""Colours and shapes of page and picture, on the palette of Okabe and Ito (safe for the colour-blind).

Nothing is told by colour alone: a node type has its shape too, a claim kind its arrow head and words,
a certainty its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BLACK, WHITE = "#101418", "#ffffff"
ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, VERMILLION, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#C9CED6"


@dataclass(frozen=True, slots=True)
class NodeLook:
    """``shape`` is cytoscape's name of it or the corners of a polygon, in a square from -1 to 1."""

    fill: str
    ink: str
    shape: str
    margin: int = 28
    """Width that the shape needs beyond its label."""


@dataclass(frozen=True, slots=True)
class KindLook:
    """Line colour on a light and on a dark ground, and the arrow head (cytoscape's name)."""

    light: str
    dark: str
    arrow: str


NODES = {
    "drug": NodeLook(BLUE, WHITE, "round-rectangle"),
    "drug class": NodeLook(SKY, BLACK, "rectangle"),
    "therapy": NodeLook(PURPLE, BLACK, "0.9 -1 1 -0.5 1 0.5 0.9 1 -0.9 1 -1 0.5 -1 -0.5 -0.9 -1"),
    "combination": NodeLook(PURPLE, BLACK, "-1 -1 -0.9 -0.7 0.9 -0.7 1 -1 1 1 0.9 0.7 -0.9 0.7 -1 1", 40),
    "dose": NodeLook(YELLOW, BLACK, "-1 -1 0.84 -1 1 0 0.84 1 -1 1", 44),
    "patient group": NodeLook(ORANGE, BLACK, "ellipse", 40),
    "mutation or mechanism": NodeLook(VERMILLION, BLACK, "-0.86 -1 0.86 -1 1 0 0.86 1 -0.86 1 -1 0", 40),
    "adverse event": NodeLook("#F3B48A", BLACK, "-1 -1 1 -1 0.86 0 1 1 -1 1 -0.86 0", 44),
    "outcome": NodeLook(GREEN, BLACK, "bottom-round-rectangle"),
    "state": NodeLook(GREY, BLACK, "-0.88 -1 1 -1 0.88 1 -1 1", 44),
    "article": NodeLook(WHITE, BLACK, "-1 -1 0.88 -1 1 -0.5 1 1 -1 1"),
}
KINDS = {
    "efficacy": KindLook("#0068A3", "#6CBBEF", "triangle"),
    "comparison": KindLook("#A63D7E", "#E09BC4", "vee"),
    "outcome": KindLook("#4A5560", "#C3CAD3", "circle"),
    "safety": KindLook("#9A6700", "#F0B429", "diamond"),
    "resistance": KindLook("#B84A00", "#F58A45", "tee"),
    "recommendation": KindLook("#00775A", "#3CCBA2", "triangle-tee"),
    "development": KindLook("#6E6A00", "#DDD45A", "chevron"),
    "need": KindLook("#101418", "#FFFFFF", "square"),
    "link": KindLook("#8A929C", "#7C8794", "none"),
}
LINES = {"asserted": "solid", "hedged": "dashed", "negated": "dotted"}
MENTIONS = {
    "drug": SKY,
    "drug class": SKY,
    "therapy": PURPLE,
    "dose": YELLOW,
    "mutation": VERMILLION,
    "gene": VERMILLION,
    "resistance concept": VERMILLION,
    "disease": ORANGE,
    "response": GREEN,
    "adverse event": "#F3B48A",
    "trial": GREY,
}
SIGNS = ("negation", "hedge")
"""Words that decide what a claim is worth: told by their frame, drawn like ``LINES``."""


def edge_text(edge: Mapping[str, Any]) -> str:
    """What stands on the edge; a claim that is not simply asserted says so."""
    status = edge["status"]
    return f"{edge['label']} ({status})" if status != "asserted" else str(edge["label"])


def for_scripts() -> dict[str, Any]:
    """The looks as the scripts of the pages read them."""
    return {
        "nodes": {name: [look.fill, look.ink, look.shape, look.margin] for name, look in NODES.items()},
        "kinds": {name: [look.light, look.dark, look.arrow] for name, look in KINDS.items()},
        "lines": LINES,
        "mentions": MENTIONS,
    }
