"""An answer as text: grouped, each line with its sentence and what to cite."""

from collections.abc import Iterator
from itertools import groupby

from kg.ask.answer import Answer, Suggestions
from kg.query.table import Cell, text

_QUOTES = ("sentence", "recommendation", "comparison", "other_sentence")
_PLACES = ("article", "other_article", "title")


def tell(said: Answer | Suggestions) -> str:
    """The whole text."""
    return "\n".join(_answer(said) if isinstance(said, Answer) else _suggestions(said)) + "\n"


def cite(key: str) -> str:
    """An article's key as it is cited: ``PMID 12345678``, ``doi:10.1000/1``, or the name of its record."""
    if key.isdecimal():
        return f"PMID {key}"
    return f"doi:{key}" if key.startswith("10.") else key


def _answer(answer: Answer) -> Iterator[str]:
    values = ", ".join(f"{name}: {value}" for name, value in answer.values.items())
    yield f"Understood as: {answer.question.summary}" + (f" ({values})" if values else "")
    yield f"Ask it again:  {answer.command}"
    yield ""
    table = answer.table
    if not table.rows:
        yield f"Not stated in these articles. {answer.unstated}"
        return
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    head = table.columns[0]
    for group, members in groupby(rows, key=lambda row: text(row[head])):
        yield group or "not stated"
        for row in members:
            yield f"  - {_facts(row, head)}".rstrip()
            yield from (f"      {line}" for line in _evidence(row))


def _facts(row: dict[str, Cell], head: str) -> str:
    hidden = {head, *_QUOTES, *_PLACES, "certainty"}
    facts = [
        text(cell) for name, cell in row.items() if name not in hidden and not name.endswith(("start", "end"))
    ]
    said = ", ".join(fact for fact in facts if fact)
    return f"{said} [{text(row['certainty'])}]" if row.get("certainty") not in (None, "asserted") else said


def _evidence(row: dict[str, Cell]) -> Iterator[str]:
    for name in _QUOTES:
        if row.get(name) is not None:
            key = text(row.get("other_article") if name.startswith("other_") else row.get("article"))
            yield f"“{text(row[name])}” ({cite(key)})"
    if not any(row.get(name) is not None for name in _QUOTES) and row.get("article") is not None:
        yield cite(text(row["article"]))


def _suggestions(said: Suggestions) -> Iterator[str]:
    if said.unknown:
        yield f"Not understood: {', '.join(said.unknown)}."
    if not said.nearest:
        yield "No saved question is like this one; cml-kg query lists them all."
        return
    yield "Not sure what is asked. The nearest questions:"
    for near in said.nearest:
        yield f"  {near.question.summary}"
        yield f"    {near.command}"
