"""The command ``cml-kg``. Heavy imports wait inside the commands, so that help is immediate."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.console import complain, output, progress, report, told, violations
from kg.errors import CmlKgError, QueryError

if TYPE_CHECKING:
    from kg.graph.store import GraphStore
    from kg.model import Finding
    from kg.query import Question, Table

FOLDER = "graph"
BASE = "https://w3id.org/cml-kg/id/"  # kg.graph.iris.DEFAULT_BASE; a test holds them equal
TABLES = ("table", "csv", "tsv", "json")
DONE, DONE_IN_PART, NOT_DONE, INTERRUPTED = 0, 1, 2, 130
_EXAMPLES = """\
examples:
  cml-kg fetch --query "dasatinib"        get records from PubMed into library/
  cml-kg build seeds/                     read articles, write graph/
  cml-kg query                            list the questions
  cml-kg query agents-addressing-resistance --drug imatinib
  cml-kg query claims --format csv > claims.csv
  cml-kg view -o picture.svg
exit codes: 0 done; 1 done, but something was skipped or is invalid; 2 could not do it"""


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


# Arguments


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

    def command(name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        added.set_defaults(run=run, command=name)
        if name not in ("build", "check", "fetch", "inspect"):
            added.add_argument(
                "-g", "--graph", default=FOLDER, metavar="FOLDER", help="built graph (default: %(default)s)"
            )
        return added

    fetch = command("fetch", _fetch, "get records from PubMed or Europe PMC into a folder")
    if words[:1] == ["fetch"]:
        from kg.fetch.arguments import add_arguments

        add_arguments(fetch)
    build = command("build", _build, "read files and folders and build the graph")
    build.add_argument(
        "inputs",
        nargs="+",
        type=Path,
        metavar="INPUT",
        help="a file, a folder of files, or an archive of them",
    )
    build.add_argument(
        "-o", "--output", default=FOLDER, metavar="FOLDER", help="where to (default: %(default)s)"
    )
    build.add_argument(
        "--base", default=BASE, metavar="IRI", help="base of the IRIs of data (default: %(default)s)"
    )
    build.add_argument("--strict", action="store_true", help="stop at the first record that cannot be read")
    inspect = command("inspect", _inspect, "show how files are recognised and what is read from them")
    inspect.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="as for build")
    inspect.add_argument("--limit", type=int, metavar="N", help="no more than N records (default: all)")
    command("validate", _validate, "check a built graph against its shapes")
    query = command("query", _query, "list, show and ask the saved questions")
    query.usage = "cml-kg query [list | show NAME | NAME [--PARAM VALUE ...]] [-g FOLDER] [--format FORMAT]"
    query.add_argument("words", nargs="*", metavar="NAME", help="a question; 'list', or 'show NAME'")
    query.add_argument(
        "--example", action="store_true", help="take the parameters from the question's example"
    )
    sparql = command("sparql", _sparql, "ask a SPARQL query of your own")
    sparql.add_argument("file", metavar="FILE", help="file with the query; - is standard input")
    for asking in (query, sparql):
        asking.add_argument("--format", choices=TABLES, default="table", help="default: %(default)s")
    export = command("export", _export, "write the graph in an exchange format")
    export.add_argument("--format", default="turtle", metavar="FORMAT",
        help="turtle, trig, ntriples, nquads, jsonld, rdfxml or graphml (default: %(default)s)")  # fmt: skip
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    view = command("view", _view, "write a picture of the graph: a page to explore, or an image")
    view.add_argument("-o", "--output", type=Path, metavar="FILE",
        help=".html, .svg or .png (default: graph.html in the graph's folder)")  # fmt: skip
    command("check", _check, "check that ontology, lexicon, shapes and queries agree")
    if words[:1] == ["query"]:
        _add_parameters(query, words)
    return parser.parse_known_args(words)


def _add_parameters(query: argparse.ArgumentParser, words: list[str]) -> None:
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
    question = _question(arguments.words[0])
    options = ", ".join(f"--{parameter.name}" for parameter in question.parameters) or "none"
    return f"{message} (parameters of {question.name}: {options})"


# Commands


def _fetch(arguments: argparse.Namespace) -> int:
    from kg.fetch.arguments import ordered
    from kg.fetch.run import fetch

    order = ordered(arguments)
    with progress() as told_so_far:
        outcome = fetch(order, progress=told_so_far)
    for note in outcome.notes:
        complain(note)
    print("\n".join(outcome.lines()))
    return DONE if outcome.whole else DONE_IN_PART


def _build(arguments: argparse.Namespace) -> int:
    from kg.pipeline import build

    folder = Path(arguments.output)
    with progress() as told_so_far:
        summary = build(
            arguments.inputs, folder, base=arguments.base, strict=arguments.strict, progress=told_so_far
        )
    for error in summary.skipped:
        complain(f"skipped {error}")
    if not summary.articles:
        raise CmlKgError("no article could be read, so there is no graph")
    print(told(summary))
    option = "" if arguments.output == FOLDER else f" -g {arguments.output}"
    print("\nNext:")
    print(f"  cml-kg query agents-addressing-resistance --drug imatinib{option}")
    print("  cml-kg query            lists all questions")
    return DONE_IN_PART if summary.skipped or violations(summary.findings) else DONE


def _inspect(arguments: argparse.Namespace) -> int:
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


def _validate(arguments: argparse.Namespace) -> int:
    from kg.graph.validate import validate, write_reports

    findings = validate(_open(arguments))
    write_reports(findings, Path(arguments.graph))
    return _judged(findings)


def _query(arguments: argparse.Namespace) -> int:
    from kg.query import run

    words = arguments.words or ["list"]
    given = {name.removeprefix("value of "): value for name, value in vars(arguments).items()
             if name.startswith("value of ") and value is not None}  # fmt: skip
    if words == ["list"]:
        return _write(_listed(), arguments.format)
    if words[0] == "show" and len(words) == 2:
        return _show(_question(words[1]))
    if len(words) > 1:
        raise QueryError(f"one question at a time, and values as --PARAM VALUE: {' '.join(words)}")
    question = _question(words[0])
    values = {**question.example, **given} if arguments.example else given
    return _write(run(question, _open(arguments), values), arguments.format)


def _question(name: str) -> "Question":
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


def _sparql(arguments: argparse.Namespace) -> int:
    from kg.query import Table, sparql

    data = sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{arguments.file}: byte {error.start} is not valid UTF-8") from error
    answer = sparql(_open(arguments), text)
    if isinstance(answer, Table):
        return _write(answer, arguments.format)
    answer.write(sys.stdout)
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    from kg.export import EXPORTERS

    if arguments.format not in EXPORTERS:
        raise CmlKgError(f"there is no format {arguments.format} (formats: {', '.join(EXPORTERS)})")
    with output(arguments.output) as stream:
        EXPORTERS[arguments.format](_open(arguments), stream)
    return DONE


def _view(arguments: argparse.Namespace) -> int:
    path = arguments.output or Path(arguments.graph) / "graph.html"
    if path.suffix in (".html", ".htm"):
        from kg.web.view import write_page

        write_page(_open(arguments), path)
    elif path.suffix in (".svg", ".png"):
        from kg.web.picture import write_picture

        write_picture(_open(arguments), path)
    else:
        raise CmlKgError(f"{path}: a picture is a file that ends in .html, .svg or .png")
    print(path)
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from kg.check import check

    return _judged(check())


# What commands share


def _open(arguments: argparse.Namespace) -> "GraphStore":
    from kg.graph.store import GraphStore

    return GraphStore.open(Path(arguments.graph))


def _write(table: "Table", form: str) -> int:
    from kg.query import FORMATS

    FORMATS[form](table, sys.stdout)
    return DONE


def _judged(findings: Sequence["Finding"]) -> int:
    report(findings)
    return DONE_IN_PART if violations(findings) else DONE
