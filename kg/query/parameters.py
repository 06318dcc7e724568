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
_CLASSES = {
    "drug": ("Drug", "DrugClass", "Therapy"),
    "mutation": ("Variant",),
    "population": ("PatientGroup",),
}
"""What a parameter of this name may be; one of another name may be anything that has a label."""
_LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?node ?label ?preferred WHERE {{
  {} ?node skos:prefLabel ?preferred ; skos:prefLabel|skos:altLabel ?label
}}"""
_ARTICLES = """
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?key WHERE { ?article a schema:ScholarlyArticle ; dcterms:identifier ?key }"""
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
        return named(store, parameter.name, value)
    if parameter.type == "text":
        return _article(store, value) if parameter.name == "article" else ox.Literal(value)
    return _LITERALS[parameter.type](parameter.name, value)


def named(store: Store, kind: str, name: str) -> ox.NamedNode:
    """The node that ``name`` (any of its labels in any case, or its IRI) stands for."""
    if _IRI.fullmatch(name) and "/" in name:
        return ox.NamedNode(name)
    classes = " ".join(f"<{_CML}{class_}>" for class_ in _CLASSES.get(kind, ()))
    pattern = f"VALUES ?class {{ {classes} }} ?node a ?class ." if classes else ""
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


def _article(store: Store, key: str) -> ox.Literal:
    keys = [solution["key"].value for solution in _solutions(store, _ARTICLES)]
    if key not in keys:
        raise QueryError(f"no such article: {key}{_suggest(key, keys)}")
    return ox.Literal(key)


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
