"""``cml-kg build``."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from kg.commands.shared import DONE, DONE_IN_PART, FOLDER, INTERRUPTED, add_decisions
from kg.console import complain, progress, told, told_of_partitions, violations
from kg.errors import CmlKgError

BASE = "https://w3id.org/cml-kg/id/"  # kg.graph.iris.DEFAULT_BASE; a test holds them equal
SUMMARY = "read files and folders and build the graph"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    parser.add_argument(
        "inputs",
        nargs="+",
        type=Path,
        metavar="INPUT",
        help="a file, a folder of files, or an archive of them",
    )
    parser.add_argument(
        "-o", "--output", default=FOLDER, metavar="FOLDER", help="where to (default: %(default)s)"
    )
    parser.add_argument(
        "--base", default=BASE, metavar="IRI", help="base of the IRIs of data (default: %(default)s)"
    )
    add_decisions(parser)
    parser.add_argument(
        "--second-reader",
        action="store_true",
        help="let a language model read too: SECOND_READER_URL, SECOND_READER_MODEL, SECOND_READER_KEY",
    )
    parser.add_argument(
        "--keep-invalid",
        action="store_true",
        help="store articles that violate a shape too, instead of putting them into FOLDER/quarantine",
    )
    parser.add_argument(
        "--only-relevant",
        action="store_true",
        help="leave out XML records that name neither the disease nor its fusion nor a drug against it",
    )
    parser.add_argument(
        "--engine",
        default="local",
        metavar="ENGINE",
        help="who reads the articles: local (all cores of this machine), or dask://HOST:PORT",
    )
    parser.add_argument(
        "--partitions",
        type=Path,
        metavar="FOLDER",
        help="write N-Quads and tables of claims in parts, with a manifest, there instead of a graph",
    )
    parser.add_argument("--strict", action="store_true", help="stop at the first record that cannot be read")


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.pipeline import build
    from kg.second_reader.settings import settings

    if arguments.engine != "local" and not arguments.engine.startswith("dask://"):
        raise CmlKgError(f"--engine {arguments.engine}: there are local and dask://HOST:PORT")
    if arguments.engine != "local" and arguments.second_reader:
        raise CmlKgError("a second reader works on this machine only: leave out --engine or --second-reader")
    if arguments.partitions:
        return _partitions(arguments)
    second = settings(os.environ) if arguments.second_reader else None
    folder = Path(arguments.output)
    try:
        with progress() as told_so_far:
            summary = build(
                arguments.inputs,
                folder,
                base=arguments.base,
                strict=arguments.strict,
                decisions=arguments.decisions,
                second=second,
                keep_invalid=arguments.keep_invalid,
                only_relevant=arguments.only_relevant,
                engine=arguments.engine,
                progress=told_so_far,
            )
    except KeyboardInterrupt:
        complain("interrupted: what was read is kept, and the same command goes on with the rest")
        return INTERRUPTED
    for error in summary.skipped:
        complain(f"skipped {error}")
    for finding in summary.quarantined:
        where = f"{finding.file}: record {finding.record}"
        complain(f"quarantined {where}: {finding.message} ({finding.mend})")
    for warning in summary.warnings:
        complain(warning)
    if not summary.articles:
        raise CmlKgError("no article could be read, so there is no graph")
    print(told(summary))
    option = "" if arguments.output == FOLDER else f" -g {arguments.output}"
    print("\nNext:")
    print(f"  cml-kg query agents-addressing-resistance --drug imatinib{option}")
    print("  cml-kg query            lists all questions")
    incomplete = summary.skipped or summary.warnings
    return DONE_IN_PART if incomplete or violations(summary.findings) else DONE


def _partitions(arguments: argparse.Namespace) -> int:
    from kg.partitions import write_partitions

    if arguments.second_reader:
        raise CmlKgError("a second reader writes no partitions: leave out --partitions or --second-reader")
    try:
        with progress() as told_so_far:
            found = write_partitions(
                arguments.inputs,
                arguments.partitions,
                base=arguments.base,
                strict=arguments.strict,
                decisions=arguments.decisions,
                keep_invalid=arguments.keep_invalid,
                only_relevant=arguments.only_relevant,
                engine=arguments.engine,
                progress=told_so_far,
            )
    except KeyboardInterrupt:
        complain("interrupted: what was written is kept, and the same command goes on with the rest")
        return INTERRUPTED
    for error in found.skipped:
        complain(f"skipped {error}")
    print(told_of_partitions(found))
    return DONE_IN_PART if found.skipped or found.totals.quarantined else DONE
