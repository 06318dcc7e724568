"""``cml-kg status``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import add_format, add_graph, write_table

SUMMARY = "say what a graph holds, from what, and when it was built by which version"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)
    add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.graph.status import status
    from kg.pipeline import program
    from kg.query import Table

    facts = tuple(status(Path(arguments.graph), program()))
    return write_table(Table(("what", "value"), facts), arguments.format)
