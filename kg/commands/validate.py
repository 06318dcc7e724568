"""``cml-kg validate``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import add_graph, judged, open_graph

SUMMARY = "check a built graph against its shapes"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.graph.across import validate_across
    from kg.graph.merging import merging
    from kg.graph.reports import write_reports
    from kg.graph.validate import validate

    store = open_graph(arguments)
    findings = [*merging(store), *validate(store), *validate_across(store)]
    write_reports(findings, Path(arguments.graph))
    return judged(findings)
