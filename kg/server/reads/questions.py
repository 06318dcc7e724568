"""The saved questions, and what they may be asked with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.graph.store import GraphStore
from kg.query.questions import Question, questions
from kg.query.run import run
from kg.query.table import Table
from kg.server.errors import Refused
from kg.server.reads.articles import articles
from kg.server.reads.labels import concepts, fold, index
from kg.server.reads.model import Ref
from kg.server.reads.rows import rows, strings

_TYPES = {"drug": ("drug", "drug class", "therapy"), "mutation": ("mutation",)}
"""What a parameter of this name may be."""
_CHOICES = 400


@cache
def catalogue() -> dict[str, Question]:
    """All saved questions; the files are read once."""
    return questions()


def saved(name: str) -> Question:
    """The question of that name."""
    if name not in catalogue():
        raise Refused(404, f"there is no question {name}; /questions lists them")
    return catalogue()[name]


def answer(store: GraphStore, name: str, values: Mapping[str, str]) -> Table:
    """The answer to a saved question."""
    return run(saved(name), store, values)


def choices(store: GraphStore, name: str) -> dict[str, list[str]]:
    """Values worth offering for each parameter of the question: what the graph makes claims about."""
    found: dict[str, list[str]] = {}
    for parameter in saved(name).parameters:
        if parameter.type == "iri":
            types = _TYPES.get(parameter.name, ("",))
            listed = [c for type_ in types for c in concepts(store, "", type_, _CHOICES, used=True)]
            found[parameter.name] = [concept.label for concept in listed]
        elif parameter.name == "article":
            found["article"] = [article.key for article in articles(store, {}, _CHOICES).articles]
    return found


Places = dict[tuple[str, str], tuple[str, int]]
"""Article and start of a sentence, by the article's key and the sentence."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """An answer, with where its sentences stand and which concepts its words are."""

    table: Table
    said: Places
    named: dict[str, Ref]
    cited: dict[str, str]
    """Short citations by the key of an article, where its record says who wrote it."""


def grounded(store: GraphStore, name: str, values: Mapping[str, str]) -> Grounded:
    """The answer to a saved question with what a page links it to."""
    return ground(store, answer(store, name, values))


def ground(store: GraphStore, table: Table) -> Grounded:
    """The table with what a page links it to."""
    quoting = next((column for column in ("sentence", "quote") if column in table.columns), "")
    said: Places = {}
    cited: dict[str, str] = {}
    if quoting and "article" in table.columns:
        key, sentence = table.columns.index("article"), table.columns.index(quoting)
        wanted = {str(row[key]) for row in table.rows if row[sentence]}
        for row in rows(store, "said-where", strings("key", wanted)):
            said.setdefault((row["key"], row["sentence"]), (row["article"], int(row["start"])))
            if row["author"]:
                short = filter(None, (row["author"], row["authors"], row["date"][:4]))
                cited.setdefault(row["key"], " ".join(short))
    known = index(store)
    words = {str(cell) for row in table.rows for cell in row if isinstance(cell, str)}
    named = {
        word: Ref(nodes[0], word)
        for word in words
        if len(nodes := known.by_name.get(fold(word), ())) == 1 and known.concepts[nodes[0]].label == word
    }
    return Grounded(table, said, named, cited)
