"""``cml-kg inspect``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import DONE, DONE_IN_PART, NOT_DONE
from kg.console import complain
from kg.errors import CmlKgError

SUMMARY = "show how files are recognised and what is read from them"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="as for build")
    parser.add_argument("--limit", type=int, metavar="N", help="no more than N records (default: all)")


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.inspection import inspect, write

    read = errors = 0
    for item in inspect(arguments.inputs, arguments.limit):
        if isinstance(item, CmlKgError):
            errors += 1
            complain(str(item))
        else:
            read += 1
            write(item, sys.stdout)
    return DONE_IN_PART if read and errors else NOT_DONE if errors else DONE
