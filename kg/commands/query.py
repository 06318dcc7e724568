"""``cml-kg query``."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.commands.shared import DONE, add_format, add_graph, open_graph, write_table
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query import Question, Table

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

    words = arguments.words or ["list"]
    given = {name.removeprefix("value of "): value for name, value in vars(arguments).items()
             if name.startswith("value of ") and value is not None}  # fmt: skip
    if words == ["list"]:
        return write_table(_listed(), arguments.format)
    if words[0] == "show" and len(words) == 2:
        return _show(find(words[1]))
    if len(words) > 1:
        raise QueryError(f"one question at a time, and values as --PARAM VALUE: {' '.join(words)}")
    question = find(words[0])
    values = {**question.example, **given} if arguments.example else given
    return write_table(ask(question, open_graph(arguments), values), arguments.format)


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


def find(name: str) -> "Question":
    """The saved question of that name; QueryError where there is none."""
    from difflib import get_close_matches

    from kg.query import questions

    known = questions()
    if name not in known:
        near = " or ".join(get_close_matches(name, known)) or "what 'cml-kg query' lists"
        raise QueryError(f"there is no question {name} (try {near})")
    return known[name]


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


def _show(question: "Question") -> int:
    print(question.summary, question.description, sep="\n")
    for parameter in question.parameters:
        print(f"  --{parameter.name} ({'optional ' * parameter.optional}{parameter.type}): {parameter.help}")
    example = " ".join(f"--{name} {value!r}" for name, value in question.example.items())
    print(f"\n  cml-kg query {question.name} {example}".rstrip(), question.text, sep="\n\n")
    return DONE
