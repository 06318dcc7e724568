"""``cml-kg check``."""

import argparse
from collections.abc import Sequence

from kg.commands.shared import judged

SUMMARY = "check that ontology, lexicon, shapes and queries agree"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """It has no options."""


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.check import check

    return judged(check())
