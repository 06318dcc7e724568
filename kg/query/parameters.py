"""From what a user types to an RDF term: names are looked up in the graph, the rest is checked by type."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher, get_close_matches
from typing import Protocol

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.questions import Parameter, Question

Term = ox.NamedNode | ox.Literal
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store(Protocol):
    """All that a question needs of a store: SPARQL over the union of its graphs."""

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None, /) -> Answer:
        """Answer, with a term put in for each variable named in ``substitutions``."""


_XSD = "http://www.w3.org/2001/XMLSchema#"
_CML = "https://w3id.org/cml-kg/ontology#"
_LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?node ?label ?preferred WHERE {{
  {} ?node skos:prefLabel ?preferred ; skos:prefLabel|skos:altLabel ?label
}}"""
_USED = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX cml: <https://w3id.org/cml-kg/ontology#>
SELECT DISTINCT ?preferred WHERE {{
  VALUES ?class {{ {} }} ?node a ?class ; skos:prefLabel ?preferred . FILTER EXISTS {{ ?user ?how ?node .
    FILTER(?how IN (cml:agent, cml:comparator, cml:component, cml:outcome, cml:member, cml:groupDrug,
                    cml:groupDisease, cml:groupMutation, cml:groupStatus, cml:aboutDrug, cml:aboutVariant)) }}
}}"""
_STATED = """
SELECT DISTINCT ?value
WHERE {{ {{ ?node <{0}> ?value }} UNION {{ GRAPH <{1}> {{ ?node <{0}> ?value }} }} }}"""
_BACKGROUND = "https://w3id.org/cml-kg/background"
_KEY = "http://purl.org/dc/terms/identifier"
_FEW = 20
"""Values that a message lists."""
_DASHES = re.compile(r"[\s\u2010-\u2015\u2212-]+")
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+')


def terms(question: Question, store: Store, values: Mapping[str, str]) -> dict[str, Term]:
    """The term for each variable of the question that has a value."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise QueryError(f"{question.name} has no parameter {name}{_suggest(name, known)}")
    found: dict[str, Term] = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, "").strip()
        if value:
            found[parameter.variable] = _term(parameter, store, value)
        elif not parameter.optional:
            explain = f": {parameter.help}" if parameter.help else ""
            raise QueryError(f"{question.name} needs a value for {parameter.name}{explain}")
    return found


def _term(parameter: Parameter, store: Store, value: str) -> Term:
    if parameter.type == "iri":
        return named(store, parameter.name, value, parameter.values)
    if parameter.type == "text":
        return _text(parameter, store, value)
    return literal(parameter, value)


def literal(parameter: Parameter, value: str) -> ox.Literal:
    """The literal of the parameter's type; QueryError if the value is none."""
    return ox.Literal(value) if parameter.type == "text" else _LITERALS[parameter.type](parameter.name, value)


def allowed(parameter: Parameter, store: Store) -> list[str]:
    """The values that the graph knows for it, sorted; empty where it may be anything of its type."""
    if parameter.type == "iri" and parameter.values:
        text, column = _USED.format(_classes(parameter.values)), "preferred"
    elif parameter.type == "text" and (parameter.values or parameter.name == "article"):
        text, column = _STATED.format(_property(parameter), _BACKGROUND), "value"
    else:
        return []
    return sorted({solution[column].value for solution in _solutions(store, text)})


def _property(parameter: Parameter) -> str:
    return _KEY if parameter.name == "article" else _CML + parameter.values[0]


def _classes(names: Iterable[str]) -> str:
    return " ".join(f"<{_CML}{name}>" for name in names)


def named(store: Store, kind: str, name: str, classes: Iterable[str] = ()) -> ox.NamedNode:
    """The node of one of the classes that ``name`` (any of its labels in any case, or its IRI) stands for."""
    if _IRI.fullmatch(name) and "/" in name:
        return ox.NamedNode(name)
    of = _classes(classes)
    pattern = f"VALUES ?class {{ {of} }} ?node a ?class ." if of else ""
    nodes: dict[str, dict[str, str]] = {}
    labels: set[str] = set()
    for solution in _solutions(store, _LABELS.format(pattern)):
        label, preferred, node = (solution[column].value for column in ("label", "preferred", "node"))
        nodes.setdefault(_fold(label), {})[node] = preferred
        labels.add(label)
    found = nodes.get(_fold(name), {})
    if len(found) == 1:
        return ox.NamedNode(next(iter(found)))
    if found:
        choice = ", ".join(f"{preferred} <{node}>" for node, preferred in sorted(found.items()))
        raise QueryError(f"'{name}' names more than one {kind}: {choice}; give the IRI of one")
    raise QueryError(f"no such {kind}: {name}{_suggest(name, labels)}")


def _text(parameter: Parameter, store: Store, value: str) -> ox.Literal:
    """The value as the graph writes it, where it must be one that the graph has."""
    known = allowed(parameter, store)
    same = next((each for each in known if each.casefold() == value.casefold()), None)
    if known and same is None:
        mend = _suggest(value, known) or (f" (known: {', '.join(known)})" if len(known) <= _FEW else "")
        raise QueryError(f"no such {parameter.name}: {value}{mend}")
    return ox.Literal(same or value)


def _solutions(store: Store, text: str) -> ox.QuerySolutions:
    answer = store.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def _fold(label: str) -> str:
    return _DASHES.sub(" ", label.casefold()).strip()


def _suggest(word: str, known: Iterable[str]) -> str:
    labels = {_fold(label): label for label in sorted(known)}
    near = get_close_matches(_fold(word), labels, n=3, cutoff=0.7)
    close = [_likeness(word, label) for label in near]
    best = [labels[label] for label, likeness in zip(near, close, strict=True) if likeness > close[0] - 0.1]
    return f"; did you mean {' or '.join(best)}?" if best else ""


def _likeness(word: str, label: str) -> float:
    return SequenceMatcher(None, label, _fold(word)).ratio()


def _date(name: str, value: str) -> ox.Literal:
    for pattern, filled, type_ in (
        (r"\d{4}", "{}-01-01", "gYear"),
        (r"\d{4}-\d\d", "{}-01", "gYearMonth"),
        (r"\d{4}-\d\d-\d\d", "{}", "date"),
    ):
        if re.fullmatch(pattern, value, re.ASCII):
            try:
                date.fromisoformat(filled.format(value))
            except ValueError as error:
                raise QueryError(f"{name}: {value} is no date ({error})") from None
            return ox.Literal(value, datatype=ox.NamedNode(_XSD + type_))
    raise QueryError(f"{name}: '{value}' is no date (write YYYY, YYYY-MM or YYYY-MM-DD)")


def _integer(name: str, value: str) -> ox.Literal:
    if not re.fullmatch(r"[+-]?\d+", value, re.ASCII):
        raise QueryError(f"{name}: '{value}' is no whole number")
    return ox.Literal(str(int(value)), datatype=ox.NamedNode(_XSD + "integer"))


def _decimal(name: str, value: str) -> ox.Literal:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise QueryError(f"{name}: '{value}' is no number")
    return ox.Literal(format(number, "f"), datatype=ox.NamedNode(_XSD + "decimal"))


_LITERALS: dict[str, Callable[[str, str], ox.Literal]] = {
    "date": _date,
    "integer": _integer,
    "decimal": _decimal,
}
