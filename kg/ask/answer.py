"""Asks the graph what a text asks, and never guesses: unsure, it names the nearest questions.

match ask(store, "which agents address imatinib resistance?"):
    case Answer(question=question, table=table): ...
    case Suggestions(nearest=nearest): ...
"""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from kg.ask.understand import Candidate, Understanding
from kg.errors import QueryError
from kg.query.parameters import Store
from kg.query.questions import Question
from kg.query.run import run
from kg.query.table import Table

_MOST = 5
"""Questions that are suggested."""
_LEAST = 0.25
"""How like the text a suggested question is at least."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A saved question with values."""

    question: Question
    values: Mapping[str, str]

    @property
    def command(self) -> str:
        """How to ask it again."""
        options = [f"--{name} {shlex.quote(value)}" for name, value in self.values.items()]
        missing = [
            f"--{parameter.name} {parameter.name.upper()}"
            for parameter in self.question.parameters
            if not parameter.optional and parameter.name not in self.values
        ]
        return " ".join(["cml-kg query", self.question.name, *options, *missing])


@dataclass(frozen=True, slots=True)
class Answer(Asked):
    """What the graph says; a table without rows means that the articles do not state it."""

    table: Table

    @property
    def unstated(self) -> str:
        """What to say where there are no rows."""
        names = {p.name: self.values.get(p.name, f"any {p.name}") for p in self.question.parameters}
        return self.question.unstated.format(**names)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """It is not sure what is asked: the nearest questions, and the words that are not understood."""

    nearest: tuple[Asked, ...]
    unknown: tuple[str, ...]


def ask(store: Store, text: str, understanding: Understanding | None = None) -> Answer | Suggestions:
    """The answer; make an ``understanding`` of the store once where many texts are asked."""
    understood = (understanding or Understanding(store)).understand(text)
    meant = understood.sure
    if meant is None:
        near = [_asked(candidate) for candidate in understood.candidates if candidate.likeness >= _LEAST]
        return Suggestions(tuple(near[:_MOST]), understood.unknown)
    return Answer(meant.question, dict(meant.values), _table(store, meant))


def _asked(candidate: Candidate) -> Asked:
    return Asked(candidate.question, dict(candidate.values))


def _table(store: Store, meant: Candidate) -> Table:
    try:
        return run(meant.question, store, meant.values)
    except QueryError as error:
        if str(error).startswith("no such "):  # a time or an article of which the graph knows nothing
            return Table((), ())
        raise
