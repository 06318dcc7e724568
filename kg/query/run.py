"""Asks a store: a saved question with its parameters, or a query that a user wrote."""

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.optional import settled
from kg.query.order import ordered, unsorted
from kg.query.parameters import Answer, Store, terms
from kg.query.questions import Question
from kg.query.table import Table, Triples, cell
from kg.query.tokens import refuse_reaching_out, with_terms

_LONGEST, _SEEN = 200, 30
"""Characters of a parser's message, and of the query where it stopped."""
_PLACE = re.compile(r"error at (\d+):(\d+)")
_REASON = re.compile(r"(?:Prefix not found|IRI parsing failed|The SELECT [a-z ]+)")


def run(question: Question, store: Store, values: Mapping[str, str] | None = None) -> Table:
    """The answer to a saved question; ``values`` are parameters by name, as a user writes them.

    They enter the query as RDF terms, as SPARQL writes these, never as the text that was typed: the engine
    plans better for a term than for a variable that gets one later.
    """
    given = terms(question, store, values or {})
    columns = {parameter.variable for parameter in question.parameters}
    asked = with_terms(settled(question.text, given), columns, {name: str(given[name]) for name in given})
    text, keys, added = unsorted(asked)
    answer = _ask(store, text)
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError(f"{question.name}.rq: a saved question must be a SELECT")
    names = [variable.value for variable in answer.variables]
    found = ordered(names, (tuple(solution) for solution in answer), keys)
    return Table(tuple(names), tuple(tuple(map(cell, row)) for row in found)).without(added.__contains__)


def sparql(store: Store, text: str) -> Table | Triples:
    """The answer to a user's own SELECT, ASK, CONSTRUCT or DESCRIBE; one that reaches out is refused."""
    refuse_reaching_out(text)
    answer = _ask(store, text)
    if isinstance(answer, ox.QuerySolutions):
        return _table(answer)
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), ((bool(answer),),))
    return Triples(tuple(answer))


def _ask(store: Store, text: str) -> Answer:
    try:
        return store.query(text)
    except SyntaxError as error:
        raise QueryError(f"the query does not parse: {_short(str(error), text)}") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered: {error}") from error


def _short(error: str, text: str) -> str:
    """Where the parser stopped and why, without the list of all that it would have taken."""
    place = _PLACE.match(error)
    if place is None:
        return error.splitlines()[0][:_LONGEST]
    line, column = int(place[1]), int(place[2])
    rest = (text.splitlines() or [""])[line - 1 : line]
    seen = rest[0][column - 1 :].strip()[:_SEEN] if rest else ""
    reasons = ", ".join(dict.fromkeys(_REASON.findall(error)))
    return f"{place[0]}, {f'at {seen!r}' if seen else 'at the end'}" + (f": {reasons}" if reasons else "")


def _table(solutions: ox.QuerySolutions) -> Table:
    columns = tuple(variable.value for variable in solutions.variables)
    return Table(columns, tuple(tuple(cell(solution[name]) for name in columns) for solution in solutions))
