"""``cml-kg export``."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import DONE, add_graph, open_graph
from kg.console import output
from kg.errors import CmlKgError

SUMMARY = "write the graph in an exchange format, or into another store"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)
    parser.add_argument("--format", default="turtle", metavar="FORMAT",
        help="turtle, trig, ntriples, nquads, jsonld, rdfxml or graphml (default: %(default)s)")  # fmt: skip
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    parser.add_argument(
        "--store", metavar="URL", help="Graph Store Protocol endpoint to bring the graph into, instead"
    )
    parser.add_argument(
        "--user", default="", metavar="NAME", help="who the store knows; the password is in STORE_PASSWORD"
    )


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    if arguments.store:
        return _load(arguments)
    from kg.export import EXPORTERS

    if arguments.format not in EXPORTERS:
        raise CmlKgError(f"there is no format {arguments.format} (formats: {', '.join(EXPORTERS)})")
    with output(arguments.output) as stream:
        EXPORTERS[arguments.format](open_graph(arguments), stream)
    return DONE


def _load(arguments: argparse.Namespace) -> int:
    from kg.stores.load import load
    from kg.stores.protocol import RemoteStore

    password = os.environ.get("STORE_PASSWORD", "")
    with RemoteStore(arguments.store, arguments.user, password) as remote:
        loaded = load(open_graph(arguments), remote)
    print(f"{loaded.put} graphs put, {loaded.same} were there already, {loaded.removed} removed")
    return DONE
