"""``cml-kg view``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import DONE, add_graph, open_graph
from kg.errors import CmlKgError

SUMMARY = "write a picture of the graph: a page to explore, or an image"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE",
        help=".html, .svg or .png (default: graph.html in the graph's folder)")  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    path = arguments.output or Path(arguments.graph) / "graph.html"
    if path.suffix in (".html", ".htm"):
        from kg.web.view import write_page

        write_page(open_graph(arguments), path)
    elif path.suffix in (".svg", ".png"):
        from kg.web.picture import write_picture

        write_picture(open_graph(arguments), path)
    else:
        raise CmlKgError(f"{path}: a picture is a file that ends in .html, .svg or .png")
    print(path)
    return DONE
