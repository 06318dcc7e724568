"""What the commands share: exit codes, defaults, the built graph, and how they answer."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.console import report, violations

if TYPE_CHECKING:
    from kg.graph.store import GraphStore
    from kg.model import Finding
    from kg.query import Table

FOLDER = "graph"
DONE, DONE_IN_PART, NOT_DONE, INTERRUPTED = 0, 1, 2, 130
_TABLES = ("table", "csv", "tsv", "json")


class Command(Protocol):
    """What a module of this folder offers to be named in the table COMMANDS."""

    SUMMARY: str

    def add_arguments(self, parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
        """Its options; the words of the command line are there for those that depend on them."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Does it; the exit code."""


def add_graph(parser: argparse.ArgumentParser) -> None:
    """The option of every command that works on a built graph."""
    parser.add_argument(
        "-g", "--graph", default=FOLDER, metavar="FOLDER", help="built graph (default: %(default)s)"
    )


def add_decisions(parser: argparse.ArgumentParser) -> None:
    """Where the decisions are kept."""
    parser.add_argument(
        "--decisions",
        type=Path,
        metavar="FILE",
        help="where curators' decisions are kept (default: curated/decisions.tsv in the graph's folder)",
    )


def add_format(parser: argparse.ArgumentParser) -> None:
    """The option of every command that answers with a table."""
    parser.add_argument("--format", choices=_TABLES, default="table", help="default: %(default)s")


def open_graph(arguments: argparse.Namespace) -> "GraphStore":
    """The graph that ``-g`` names."""
    from kg.graph.store import GraphStore

    return GraphStore.open(Path(arguments.graph))


def write_table(table: "Table", form: str) -> int:
    """The table on standard output."""
    from kg.query import FORMATS

    FORMATS[form](table, sys.stdout)
    return DONE


def judged(findings: Sequence["Finding"]) -> int:
    """Tells the findings; whether they let the command pass."""
    report(findings)
    return DONE_IN_PART if violations(findings) else DONE
