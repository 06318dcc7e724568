"""``cml-kg query``."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.commands.shared import DONE, add_format, add_graph, open_graph, write_table
from kg.errors import QueryError, StoreError

if TYPE_CHECKING:
    from kg.query import Question, Table
    from kg.query.questions import Parameter

_FEW = 12
"""Values of a parameter that are listed."""
SUMMARY = "list, show and ask the saved questions"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)
    parser.usage = "cml-kg query [list | show NAME | NAME [--PARAM VALUE ...]] [-g FOLDER] [--format FORMAT]"
    parser.add_argument("words", nargs="*", metavar="NAME", help="a question; 'list', or 'show NAME'")
    parser.add_argument(
        "--example", action="store_true", help="take the parameters from the question's example"
    )
    add_format(parser)
    if words[:1] == ["query"]:
        _add_parameters(parser, words)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.query import run as ask
    from kg.query.questions import find

    words = arguments.words or ["list"]
    given = {name.removeprefix("value of "): value for name, value in vars(arguments).items()
             if name.startswith("value of ") and value is not None}  # fmt: skip
    if words == ["list"]:
        return write_table(_listed(), arguments.format)
    if words[0] == "show" and len(words) == 2:
        return _show(find(words[1]), arguments)
    if len(words) > 1:
        raise QueryError(f"one question at a time, and values as --PARAM VALUE: {' '.join(words)}")
    question = find(words[0])
    values = {**question.example, **given} if arguments.example else given
    table = ask(question, open_graph(arguments), values)
    if not table.rows and arguments.format == "table":
        known = {
            parameter.name: values.get(parameter.name) or f"any {parameter.name}"
            for parameter in question.parameters
        }
        print(f"Not stated in these articles. {question.unstated.format(**known)}")
        return DONE
    return write_table(table, arguments.format)


def _add_parameters(query: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Options for the parameters of the question that is asked."""
    from kg.query import questions

    known = questions()
    asked = [known[word] for word in dict.fromkeys(words) if word in known]
    parameters = {parameter.name: parameter.help for question in asked for parameter in question.parameters}
    group = query.add_argument_group("parameters of the question") if parameters else query
    for name, explanation in parameters.items():
        group.add_argument(
            f"--{name}", dest=f"value of {name}", metavar="VALUE", help=explanation.replace("%", "%%")
        )


def _listed() -> "Table":
    from kg.query import Table, questions

    rows = tuple(
        (
            question.name,
            " ".join(f"--{parameter.name}" for parameter in question.parameters),
            question.summary,
        )
        for question in questions().values()
    )
    return Table(("question", "parameters", "summary"), rows)


def _show(question: "Question", arguments: argparse.Namespace) -> int:
    print(question.summary, question.description, sep="\n")
    for parameter in question.parameters:
        print(f"  --{parameter.name} ({'optional ' * parameter.optional}{parameter.type}): {parameter.help}")
        known = _known(parameter, arguments)
        if known:
            more = f" and {len(known) - _FEW} more" if len(known) > _FEW else ""
            print(f"      in this graph: {', '.join(known[:_FEW])}{more}")
    example = " ".join(f"--{name} {value!r}" for name, value in question.example.items())
    print(f"\n  cml-kg query {question.name} {example}".rstrip(), question.text, sep="\n\n")
    return DONE


def _known(parameter: "Parameter", arguments: argparse.Namespace) -> list[str]:
    """Values that the graph has for it, if there is a graph."""
    from kg.query.parameters import allowed

    try:
        return allowed(parameter, open_graph(arguments))
    except StoreError:
        return []
