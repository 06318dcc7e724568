"""``cml-kg plot``."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.shared import DONE, add_format, add_graph, open_graph, write_table
from kg.errors import CmlKgError

if TYPE_CHECKING:
    from kg.query import Table

SUMMARY = "list and draw the pictures of answers"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    add_graph(parser)
    parser.usage = "cml-kg plot [NAME [--PARAM VALUE ...]] [-g FOLDER] [-o FILE]"
    parser.add_argument("name", nargs="?", metavar="NAME", help="a picture; without it, they are listed")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE",
        help=".svg or .png (default: NAME.svg in the graph's folder)")  # fmt: skip
    add_format(parser)
    if words[:1] == ["plot"]:
        _add_parameters(parser, words)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    from kg.console import output
    from kg.plot.make import draw, find
    from kg.plot.sheet import FORMS

    if arguments.name is None:
        return write_table(_listed(), arguments.format)
    find(arguments.name)
    given = {name.removeprefix("value of "): value for name, value in vars(arguments).items()
             if name.startswith("value of ") and value is not None}  # fmt: skip
    path = arguments.output or Path(arguments.graph) / f"{arguments.name}.svg"
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise CmlKgError(f"{path}: a picture is a file that ends in .svg or .png")
    drawn = draw(open_graph(arguments), arguments.name, given)
    with output(path) as stream:
        stream.write(drawn.write(form))
    print(path if drawn.stated else f"{path} (not stated in these articles)")
    return DONE


def _add_parameters(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Options for the parameters of the picture that is drawn."""
    from kg.plot.catalogue import PICTURES
    from kg.plot.make import parameters

    named = [parameter for word in dict.fromkeys(words) if word in PICTURES for parameter in parameters(word)]
    group = parser.add_argument_group("parameters of the picture") if named else parser
    for name, explanation in {parameter.name: parameter.help for parameter in named}.items():
        group.add_argument(
            f"--{name}", dest=f"value of {name}", metavar="VALUE", help=explanation.replace("%", "%%")
        )


def _listed() -> "Table":
    from kg.plot.catalogue import PICTURES
    from kg.plot.make import parameters
    from kg.query import Table

    rows = tuple(
        (name, " ".join(f"--{parameter.name}" for parameter in parameters(name)), picture.SUMMARY,
         ", ".join(picture.QUESTIONS))
        for name, picture in PICTURES.items()
    )  # fmt: skip
    return Table(("picture", "parameters", "summary", "questions"), rows)
