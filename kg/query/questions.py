"""Saved questions: one ``queries/<name>.rq`` each, legal SPARQL below a header of ``#+`` lines.

    #+ summary: Which agents address resistance to a given drug?
    #+ description: What the rows hold.
    #+ parameter: drug = a drug, drug class or therapy by any of its names
    #+ values: drug = Drug DrugClass Therapy
    #+ optional: drug
    #+ example: drug=imatinib
    #+ tags: resistance, efficacy
    #+ unstated: No article here says which agents address resistance to {drug}.
    #+ ask: which agents address {drug} resistance
    #+ ask: what helps patients whose disease resists {drug}

``values`` says where the values of a parameter are to be found in the graph: the classes of ontology/cml.ttl
whose members an IRI may name, or the property whose values a text may be. ``unstated`` is the answer where
there are no rows. ``ask`` lines are plain words in which people ask this; kg.ask learns from them.

A variable ``?_<name>_<type>`` is a parameter. It stands in the SELECT line, for that is where engines
agree on putting a value in for it; the column itself is not part of the answer. An optional one that
has no value ranges over everything: ``FILTER(?drug = COALESCE(?_drug_iri, ?given))`` in a line of its own,
behind the line ``?given skos:broader* ?drug .`` (kg.query.optional takes both out of a question that is
asked). ``BOUND`` does not serve there, because Oxigraph calls a variable with a value put in for it unbound.
A ``BIND`` stands behind all patterns of its group, for Oxigraph orders only what stands before it.
"""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kg.errors import QueryError
from kg.query.tokens import variables
from kg.resources import queries_folder

TYPES = ("iri", "text", "date", "integer", "decimal")
"""What the end of a parameter's name may say."""

_VARIABLE = re.compile(r"_(?P<name>[a-z][a-z0-9_]*)_(?P<type>[a-z]+)")
_HEADER = re.compile(r"#\+\s*(\w+)\s*:\s*(.*?)\s*")
_KEYS = ("summary", "description", "parameter", "values", "optional", "example", "tags", "unstated", "ask")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a question takes."""

    name: str
    type: str
    """One of ``TYPES``."""
    optional: bool = False
    help: str = ""
    values: tuple[str, ...] = ()
    """Classes whose members it may name, or the property whose values it may be, as local names of ours."""

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
    unstated: str = ""
    """The answer where there are no rows, with the names of parameters in braces."""
    phrases: tuple[str, ...] = ()
    """Plain words that ask it, with the names of parameters in braces."""


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
    helps, values = _pairs(header.get("parameter", [])), _pairs(header.get("values", []))
    parameters = _parameters(name, text, optional, helps, values)
    known = {parameter.name for parameter in parameters}
    example = _example(name, " ".join(header.get("example", [])))
    unstated, phrases = " ".join(header.get("unstated", [])), tuple(header.get("ask", []))
    filled = {key for line in (unstated, *phrases) for key in re.findall(r"\{(\w+)\}", line)}
    for key in sorted((optional | set(helps) | set(values) | set(example) | filled) - known):
        raise QueryError(f"{name}.rq: the header names '{key}', but the query has no variable ?_{key}_<type>")
    return Question(
        name=name,
        summary=" ".join(header["summary"]),
        description=" ".join(header.get("description", [])),
        parameters=parameters,
        example=example,
        tags=tuple(re.split(r",\s*", ", ".join(header["tags"]))) if "tags" in header else (),
        text=text,
        unstated=unstated,
        phrases=phrases,
    )


def _pairs(lines: list[str]) -> dict[str, str]:
    pairs = (line.partition("=") for line in lines)
    return {key.strip(): value.strip() for key, _, value in pairs}


def find(name: str) -> Question:
    """The installed question of that name; QueryError names those that are spelt like it."""
    known = questions()
    if name not in known:
        near = get_close_matches(name, known, cutoff=0.75) or [other for other in known if name in other][:3]
        mend = f"did you mean {' or '.join(near)}?" if near else "cml-kg query lists them"
        raise QueryError(f"there is no question {name}; {mend}")
    return known[name]


def _parameters(
    name: str, text: str, optional: set[str], helps: Mapping[str, str], values: Mapping[str, str]
) -> tuple[Parameter, ...]:
    found: dict[str, Parameter] = {}
    for variable in variables(text):
        if not (match := _VARIABLE.fullmatch(variable)):
            continue
        if match["type"] not in TYPES:
            raise QueryError(f"{name}.rq: ?{variable} ends in no known type ({', '.join(TYPES)})")
        key = match["name"]
        allowed = tuple(values.get(key, "").split())
        found[key] = Parameter(key, match["type"], key in optional, helps.get(key, ""), allowed)
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
