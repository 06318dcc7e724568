"""The command ``cml-kg``: finds the command in the table, runs it, and says in one line what went wrong."""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any

from kg.commands import COMMANDS
from kg.commands.shared import DONE, INTERRUPTED, NOT_DONE
from kg.console import complain
from kg.errors import CmlKgError

_EXAMPLES = """\
examples:
  cml-kg fetch --query "dasatinib"        get records from PubMed into library/
  cml-kg build seeds/                     read articles, write graph/
  cml-kg query                            list the questions
  cml-kg query agents-addressing-resistance --drug imatinib
  cml-kg query claims --format csv > claims.csv
  cml-kg view -o picture.svg
exit codes: 0 done; 1 done, but something was skipped or is invalid; 2 could not do it; 130 interrupted"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # CSV has line ends of its own
    try:
        arguments, unknown = _parse(words)
        if unknown:
            raise CmlKgError(_not_understood(arguments, unknown))
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except CmlKgError as error:
        complain(str(error))
        return NOT_DONE
    except OSError as error:
        complain(f"{error.filename or 'input or output'}: {error.strerror or error}")
        return NOT_DONE


def _parse(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="cml-kg",
        description="From CML therapy literature to a graph whose every claim leads to its sentence.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        added = commands.add_parser(
            name, help=command.SUMMARY, description=command.SUMMARY, allow_abbrev=False
        )
        added.set_defaults(run=command.run, command=name)
        command.add_arguments(added, words)
    return parser.parse_known_args(words)


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print("cml-kg", version("cml-kg"))
        except PackageNotFoundError:
            print("cml-kg (run from its source, not installed)")
        parser.exit()


def _not_understood(arguments: argparse.Namespace, unknown: list[str]) -> str:
    message = f"not understood: {' '.join(unknown)}"
    if arguments.command != "query" or not arguments.words:
        return f"{message} (see cml-kg {arguments.command} --help)"
    from kg.query.questions import find

    question = find(arguments.words[0])
    options = ", ".join(f"--{parameter.name}" for parameter in question.parameters) or "none"
    return f"{message} (parameters of {question.name}: {options})"
