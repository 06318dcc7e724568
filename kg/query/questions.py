"""Saved questions: one ``queries/<name>.rq`` each, legal SPARQL below a header of ``#+`` lines.

    #+ summary: Which agents address resistance to a given drug?
    #+ description: What the rows hold.
    #+ parameter: drug = a drug, drug class or therapy by any of its names
    #+ optional: drug
    #+ example: drug=imatinib
    #+ tags: resistance, efficacy

A variable ``?_<name>_<type>`` is a parameter. It stands in the SELECT line, for that is where engines
agree on putting a value in for it; the column itself is not part of the answer. An optional one that
has no value ranges over everything: ``FILTER(?drug = COALESCE(?_drug_iri, ?drug))``. ``BOUND`` does
not serve there, because Oxigraph calls a variable with a value put in for it unbound.
"""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError
from kg.query.tokens import variables
from kg.resources import queries_folder

TYPES = ("iri", "text", "date", "integer", "decimal")
"""What the end of a parameter's name may say."""

_VARIABLE = re.compile(r"_(?P<name>[a-z][a-z0-9_]*)_(?P<type>[a-z]+)")
_HEADER = re.compile(r"#\+\s*(\w+)\s*:\s*(.*?)\s*")
_KEYS = ("summary", "description", "parameter", "optional", "example", "tags")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a question takes."""

    name: str
    type: str
    """One of ``TYPES``."""
    optional: bool = False
    help: str = ""

    @property
    def variable(self) -> str:
        """Its variable in the query, without the question mark."""
        return f"_{self.name}_{self.type}"


@dataclass(frozen=True, slots=True)
class Question:
    """A saved query with what its header says about it."""

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    """Values of the parameters for which an answer is worth seeing."""
    tags: tuple[str, ...]
    text: str
    """The whole file."""


def questions(folder: Path | None = None) -> dict[str, Question]:
    """Every question of ``folder`` (default: the installed queries) by name, in alphabetical order."""
    files = sorted((folder or queries_folder()).glob("*.rq"))
    return {file.stem: parse(file.stem, file.read_text(encoding="utf-8")) for file in files}


def parse(name: str, text: str) -> Question:
    """The question in ``text``; QueryError says what its header lacks."""
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        if match := _HEADER.fullmatch(line):
            if match[1] not in _KEYS:
                raise QueryError(f"{name}.rq: unknown header '{match[1]}' (known: {', '.join(_KEYS)})")
            header.setdefault(match[1], []).append(match[2])
    if not header.get("summary"):
        raise QueryError(f"{name}.rq: the header has no '#+ summary:' line")
    optional = {word for line in header.get("optional", []) for word in re.split(r"[,\s]+", line)}
    pairs = (line.partition("=") for line in header.get("parameter", []))
    helps = {key.strip(): value.strip() for key, _, value in pairs}
    parameters = _parameters(name, text, optional, helps)
    known = {parameter.name for parameter in parameters}
    example = _example(name, " ".join(header.get("example", [])))
    for key in (optional | set(helps) | set(example)) - known:
        raise QueryError(f"{name}.rq: the header names '{key}', but the query has no variable ?_{key}_<type>")
    return Question(
        name=name,
        summary=" ".join(header["summary"]),
        description=" ".join(header.get("description", [])),
        parameters=parameters,
        example=example,
        tags=tuple(re.split(r",\s*", ", ".join(header["tags"]))) if "tags" in header else (),
        text=text,
    )


def _parameters(name: str, text: str, optional: set[str], helps: Mapping[str, str]) -> tuple[Parameter, ...]:
    found: dict[str, Parameter] = {}
    for variable in variables(text):
        if not (match := _VARIABLE.fullmatch(variable)):
            continue
        if match["type"] not in TYPES:
            raise QueryError(f"{name}.rq: ?{variable} ends in no known type ({', '.join(TYPES)})")
        key = match["name"]
        found[key] = Parameter(key, match["type"], key in optional, helps.get(key, ""))
    order = list(helps)
    return tuple(sorted(found.values(), key=lambda p: order.index(p.name) if p.name in order else len(order)))


def _example(name: str, line: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for word in shlex.split(line):
        key, equals, value = word.partition("=")
        if not equals:
            raise QueryError(f"{name}.rq: the example says '{word}', not NAME=VALUE")
        values[key] = value
    return values
