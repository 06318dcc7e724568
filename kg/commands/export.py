"""``cml-kg export``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import DONE, add_graph, open_graph
from kg.console import output
from kg.errors import CmlKgError

SUMMARY = "write the graph in an exchange format"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)
    parser.add_argument("--format", default="turtle", metavar="FORMAT",
        help="turtle, trig, ntriples, nquads, jsonld, rdfxml or graphml (default: %(default)s)")  # fmt: skip
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.export import EXPORTERS

    if arguments.format not in EXPORTERS:
        raise CmlKgError(f"there is no format {arguments.format} (formats: {', '.join(EXPORTERS)})")
    with output(arguments.output) as stream:
        EXPORTERS[arguments.format](open_graph(arguments), stream)
    return DONE
