"""A saved question as a query that runs anywhere: its values are written into the text."""

import re
from collections.abc import Mapping

from kg.query.parameters import Term
from kg.query.questions import Question
from kg.query.tokens import with_terms

_HEADER = re.compile(r"^#\+.*\n?", re.MULTILINE)


def standalone(question: Question, found: Mapping[str, Term]) -> str:
    """The query without header; each variable of a parameter is its term, and gone where it was selected.

    A parameter without a term stays a variable that nothing binds, as the query means it to.
    """
    text = with_terms(
        question.text,
        {parameter.variable for parameter in question.parameters},
        {name: str(term) for name, term in found.items()},
    )
    return _HEADER.sub("", text).strip() + "\n"
