"""``cml-kg review``."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.shared import DONE, DONE_IN_PART, add_decisions, add_graph, open_graph
from kg.console import complain, output

if TYPE_CHECKING:
    from kg.review.decisions import Decisions

SUMMARY = "decide on claims in a spreadsheet, and keep the decisions for every build"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its verbs and options."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, about, help in (
        (
            "export",
            "write the claims with their sentences to a table to fill in",
            "table to write (.csv or .tsv)",
        ),
        ("import", "read the decisions of a filled-in table", "table that was filled in"),
        ("gold", "write what was decided as gold for `cml-kg evaluate`", "table to write (.tsv)"),
    ):
        verb = verbs.add_parser(name, help=about, description=about)
        verb.add_argument("file", type=Path, metavar="FILE", help=help)
        add_graph(verb)
        add_decisions(verb)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    return {"export": _export, "import": _import, "gold": _gold}[arguments.verb](arguments)


def _export(arguments: argparse.Namespace) -> int:
    from kg.review.sheet import export

    count = export(open_graph(arguments), _decisions(arguments), arguments.file)
    print(
        f"{count} claims in {arguments.file}: fill in decision (accept, reject, correct) and reviewer, then"
    )
    option = "" if arguments.graph == "graph" else f" -g {arguments.graph}"
    print(f"  cml-kg review import {arguments.file}{option}")
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from kg.pipeline import Interpreter
    from kg.review.sheet import read

    decisions = _decisions(arguments)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    outcome = read(arguments.file, decisions, Interpreter().grounder.statement, now)
    if outcome.new or outcome.changed:
        decisions.write(_file(arguments))
    for error in outcome.refused:
        complain(str(error))
    conflicts = decisions.conflicts()
    for group in conflicts:
        said = ", ".join(f"{decision.reviewer}: {decision.verdict}" for decision in group)
        complain(f'article {group[0].article}: curators do not agree ({said}): "{group[0].quote}"')
    print(
        f"{outcome.new} new, {outcome.changed} changed, {outcome.same} as before, "
        f"{len(outcome.refused)} refused; {len(decisions.found)} decisions in {_file(arguments)}"
    )
    if outcome.new or outcome.changed:
        print("They count from the next `cml-kg build` on.")
    return DONE_IN_PART if outcome.refused or conflicts else DONE


def _gold(arguments: argparse.Namespace) -> int:
    import io

    from kg.errors import CmlKgError
    from kg.query import FORMATS
    from kg.review.gold import gold

    found = gold(open_graph(arguments), _decisions(arguments))
    if found.undecided:
        complain(f"left out, as not all of their claims are decided on: {', '.join(found.undecided)}")
    if not found.articles:
        raise CmlKgError("there is no article whose every claim is decided on, so there is no gold yet")
    text = io.StringIO(newline="")
    FORMATS["tsv"](found.table, text)
    with output(arguments.file) as stream:
        stream.write(text.getvalue().encode())
    print(f"{found.articles} articles in {arguments.file}")
    return DONE_IN_PART if found.undecided else DONE


def _file(arguments: argparse.Namespace) -> Path:
    from kg.review.decisions import place

    return arguments.decisions or place(Path(arguments.graph))


def _decisions(arguments: argparse.Namespace) -> "Decisions":
    """Those there are; none where there is no file yet."""
    from kg.review.decisions import Decisions

    file = _file(arguments)
    return Decisions.read(file) if file.exists() else Decisions()
