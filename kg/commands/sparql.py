"""``cml-kg sparql``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import DONE, add_format, add_graph, open_graph, write_table
from kg.errors import QueryError

SUMMARY = "ask a SPARQL query of your own"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)
    parser.add_argument("file", metavar="FILE", help="file with the query; - is standard input")
    add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.query import Table
    from kg.query import sparql as ask

    data = sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{arguments.file}: byte {error.start} is not valid UTF-8") from error
    answer = ask(open_graph(arguments), text)
    if isinstance(answer, Table):
        return write_table(answer, arguments.format)
    answer.write(sys.stdout)
    return DONE
