"""``cml-kg evaluate``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import DONE, DONE_IN_PART, add_format, add_graph, open_graph, write_table
from kg.console import complain

SUMMARY = "score a built graph against gold tables or annotated files"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    parser.add_argument(
        "gold",
        nargs="+",
        type=Path,
        metavar="GOLD",
        help="claims, doses or mentions in the columns of the evidence table (TSV or CSV), annotated "
        "PubTator or BioC JSON, or a folder of such files",
    )
    add_graph(parser)
    add_format(parser)
    parser.add_argument(
        "--errors", type=Path, metavar="FILE", help="write every error with its sentence to a TSV file"
    )


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.evaluate.gold import read_gold
    from kg.evaluate.report import error_table, score_table
    from kg.evaluate.run import evaluate
    from kg.query import FORMATS

    gold = read_gold(arguments.gold)
    evaluation = evaluate(open_graph(arguments), gold)
    write_table(score_table(evaluation), arguments.format)
    if arguments.errors:
        with arguments.errors.open("w", encoding="utf-8", newline="") as stream:
            FORMATS["tsv"](error_table(evaluation), stream)
    if gold.left_out:
        types = ", ".join(f"{name} ({count})" for name, count in sorted(gold.left_out.items()))
        complain(f"not scored, as the graph has no such mentions: {types}")
    if evaluation.unplaced:
        complain(f"not scored, as their words are not in the graph's text: {evaluation.unplaced} mentions")
    if evaluation.absent:
        share = f"{len(evaluation.absent)} of {evaluation.articles} articles of the gold"
        complain(f"{share} are not in the graph and count as missed: {', '.join(evaluation.absent)}")
    return DONE_IN_PART if evaluation.absent or evaluation.unplaced else DONE
