"""``cml-kg ask``."""

import argparse
import sys
from collections.abc import Sequence

from kg.commands.shared import DONE, DONE_IN_PART, add_format, add_graph, open_graph, write_table

SUMMARY = "ask in plain words"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)
    parser.add_argument("text", nargs="+", metavar="WORD", help="the question, in English")
    add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code, 1 where it is not sure what is asked."""
    from kg.ask.answer import Answer, ask
    from kg.ask.tell import tell

    said = ask(open_graph(arguments), " ".join(arguments.text))
    if isinstance(said, Answer) and arguments.format != "table":
        return write_table(said.table, arguments.format)
    stream = sys.stdout if isinstance(said, Answer) else sys.stderr
    stream.write(tell(said))
    return DONE if isinstance(said, Answer) else DONE_IN_PART
