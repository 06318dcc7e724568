"""The scripts and styles of the pages; those of the served ones are made of some of them too."""

from collections.abc import Iterable
from importlib.resources import files

LIBRARY = "vendor/cytoscape.min.js"
SHARED = ("text.js", "icons.js", "drawing.js", "place.js", "combobox.js")
"""Scripts that every page with a drawing has; they read the looks from ``data``."""


def asset(name: str) -> str:
    """A file of this package."""
    return (files("kg.web") / "static" / name).read_text(encoding="utf-8")


def in_one_scope(scripts: Iterable[str]) -> str:
    """The scripts as one, whose names nobody else sees."""
    return "(() => {\n'use strict';\n" + "\n".join(scripts) + "\n})();"
