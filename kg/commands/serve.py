"""``cml-kg serve``."""

import argparse
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kg.commands.shared import DONE, FOLDER
from kg.errors import CmlKgError

SUMMARY = "open a built graph in the browser, and to SPARQL clients"
PORT = 8000


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    parser.add_argument(
        "folder", nargs="?", default=FOLDER, metavar="FOLDER", help="built graph (default: %(default)s)"
    )
    parser.add_argument(
        "--port", type=int, default=PORT, metavar="N", help="default: %(default)s; 0 takes a free one"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="default: %(default)s, this machine only"
    )
    parser.add_argument(
        "--name", action="append", default=[], metavar="NAME",
        help="a name of a proxy before it, as browsers know it; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--token-file", type=Path, metavar="FILE",
        help="whoever asks must show the token in this file: as bearer token, or as password",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=float, default=10.0, metavar="SECONDS",
        help="stops a query that takes longer (default: %(default)g)",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Serves until it is told to stop; the exit code."""
    if not 0 <= arguments.port <= 65535:
        raise CmlKgError(f"--port {arguments.port}: a port is a number from 0 to 65535")
    if not 0 < arguments.timeout <= 3600:
        raise CmlKgError(f"--timeout {arguments.timeout:g}: give more than 0 and at most 3600 seconds")
    from kg.server.serve import serve
    from kg.server.settings import Settings

    settings = Settings(
        folder=Path(arguments.folder),
        host=arguments.host,
        port=arguments.port,
        names=tuple(arguments.name),
        token=_token(arguments.token_file),
        seconds=arguments.timeout,
    )
    with suppress(KeyboardInterrupt):
        serve(settings)
    return DONE


def _token(file: Path | None) -> str:
    if file is None:
        return ""
    token = file.read_text(encoding="utf-8").strip()
    if not token:
        raise CmlKgError(f"{file} is empty: put the token into it")
    return token
