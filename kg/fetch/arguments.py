"""What ``cml-kg fetch`` takes; light, as help must be immediate."""

import argparse
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.fetch.wanted import Wanted

FOLDER = "library"
SOURCES = {"pubmed": "CML_KG_PUBMED_URL", "europe-pmc": "CML_KG_EUROPE_PMC_URL"}
"""The services, and the variables that give them another address."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to fetch from where into which folder."""

    folder: Path
    wanted: "Wanted | None" = None
    """None: what the folder was fetched for."""
    source: str = ""
    update: bool = False
    limit: int = -1
    """At most so many records in the first fetch; -1: all."""
    key: str = field(default="", repr=False)
    email: str = ""
    base: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument("--query", metavar="QUERY", help="search, in the language of the service")
    wanted.add_argument(
        "--pmids", nargs="+", metavar="PMID", help="PMIDs, or files of them (- is standard input)"
    )
    wanted.add_argument(
        "--dois", nargs="+", metavar="DOI", help="DOIs, or files of them (- is standard input)"
    )
    parser.add_argument("--source", choices=tuple(SOURCES), default="", help="default: pubmed")
    parser.add_argument("-o", "--output", default=FOLDER, type=Path, metavar="FOLDER",
        help="where to, one folder a query (default: %(default)s)")  # fmt: skip
    parser.add_argument(
        "--update", action="store_true", help="bring what is new or revised since the last time"
    )
    parser.add_argument(
        "--max",
        type=_count,
        default=-1,
        metavar="N",
        help="at most so many records, the newest (not for --update)",
    )
    parser.add_argument("--email", metavar="ADDRESS", help="told to the service (default: $NCBI_EMAIL)")
    parser.add_argument("--api-key", metavar="KEY",
        help="of NCBI, for 10 requests a second; safer in $NCBI_API_KEY, as others see commands")  # fmt: skip
    parser.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="another address of the service (default: $CML_KG_PUBMED_URL, $CML_KG_EUROPE_PMC_URL)",
    )


def ordered(arguments: argparse.Namespace) -> Order:
    """The order that the arguments and the environment give."""
    from kg.fetch import wanted

    made = None
    if arguments.query is not None:
        made = wanted.query(arguments.query)
    elif arguments.pmids is not None:
        made = wanted.pmids(arguments.pmids)
    elif arguments.dois is not None:
        made = wanted.dois(arguments.dois)
    told = os.environ.get
    key = arguments.api_key or told("NCBI_API_KEY", "")
    email = arguments.email or told("NCBI_EMAIL", "")
    return Order(arguments.output, made, arguments.source, arguments.update, arguments.max, key, email,
                 arguments.base_url)  # fmt: skip


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of records")
    return int(text)
