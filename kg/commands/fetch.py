"""``cml-kg fetch``."""

import argparse
from collections.abc import Sequence

from kg.commands.shared import DONE, DONE_IN_PART
from kg.console import complain, progress

SUMMARY = "get records from PubMed or Europe PMC into a folder"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    if words[:1] == ["fetch"]:
        from kg.fetch import arguments

        arguments.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.fetch.arguments import ordered
    from kg.fetch.run import fetch

    order = ordered(arguments)
    with progress() as told_so_far:
        outcome = fetch(order, progress=told_so_far)
    for note in outcome.notes:
        complain(note)
    print("\n".join(outcome.lines()))
    return DONE if outcome.whole else DONE_IN_PART
