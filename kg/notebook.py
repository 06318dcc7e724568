"""The graph in a notebook: what it answers shows itself, and becomes a frame.

from kg.notebook import Graph

graph = Graph("graph")
graph.query("response-rates", drug="dasatinib").to_pandas()
graph.ask("What works in imatinib-resistant patients?")
graph.claims("T315I")[0]
graph.plot("mutations", drug="imatinib")
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ask.answer import Suggestions, ask
from kg.errors import QueryError
from kg.graph.network import plain_words
from kg.graph.statements import Article, Quote, Statement, Statements, statements
from kg.graph.store import GraphStore
from kg.query import Table, Triples, questions, run, sparql
from kg.web.look import KINDS, LINES, MENTIONS

if TYPE_CHECKING:
    from kg.plot.make import Drawn

_SHOWN = 50
"""Claims of a list that are shown."""


@dataclass(frozen=True)
class Claim:
    """A claim with its sentences and its article."""

    words: str
    """What is claimed, in a line."""
    statement: Statement
    article: Article

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that say so."""
        return tuple(quote.text for quote in self.statement.quotes)

    def _repr_html_(self) -> str:
        """The claim, its sentences with their mentions marked, and where they stand."""
        kind, status = self.statement.kind, self.statement.status
        line = f"border-left:4px {LINES[status]} {KINDS[kind].light};padding:2px 12px;margin:8px 0"
        told = f" <em>({escape(status)})</em>" if status != "asserted" else ""
        quotes = "".join(
            f'<blockquote style="margin:4px 0">{"".join(_marked(quote))}</blockquote>'
            for quote in self.statement.quotes
        )
        cited = ", ".join(
            filter(
                None, (self.article.title or self.article.key, self.article.journal, self.article.date[:4])
            )
        )
        return (
            f'<div style="{line}"><strong>{escape(self.words)}</strong>{told}'
            f"<br><small>{escape(kind)}</small>{quotes}<small>{escape(cited)}</small></div>"
        )


class Claims(tuple[Claim, ...]):
    """Several claims."""

    def _repr_html_(self) -> str:
        """Each of them, up to a said remainder."""
        more = f"<p>{len(self) - _SHOWN:,} more</p>" if len(self) > _SHOWN else ""
        return "".join(claim._repr_html_() for claim in self[:_SHOWN]) + more or "<p>No such claim.</p>"


class Graph:
    """The graph in a folder that ``cml-kg build`` made."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self.store = GraphStore.open(self.folder)

    def query(self, name: str, **values: str) -> Table:
        """The answer to a saved question."""
        saved = questions()
        if name not in saved:
            raise QueryError(f"there is no question {name}; questions() of kg.query has them all")
        return run(saved[name], self.store, values)

    def ask(self, text: str) -> Table:
        """The answer to a question in plain words; QueryError where it is not sure what is asked."""
        answer = ask(self.store, text)
        if isinstance(answer, Suggestions):
            near = "; ".join(asked.question.summary for asked in answer.nearest) or "none"
            raise QueryError(f"not sure what is asked. The nearest questions: {near}")
        return answer.table

    def sparql(self, text: str) -> Table | Triples:
        """The answer to a SPARQL query."""
        return sparql(self.store, text)

    def claims(self, words: str = "") -> Claims:
        """The claims in whose line all of the words stand."""
        wanted = words.casefold().split()
        every = (
            Claim(plain_words(one, self._source), one, self._source.articles[one.article])
            for one in self._source.claims
        )
        return Claims(claim for claim in every if all(word in claim.words.casefold() for word in wanted))

    def plot(self, name: str, **values: str) -> "Drawn":
        """A picture, as ``cml-kg plot`` draws it."""
        from kg.plot.make import draw

        return draw(self.store, name, values)

    def _repr_html_(self) -> str:
        """What there is in it."""
        counts = (
            f"<tr><th>{escape(name)}</th><td>{count:,}</td></tr>"
            for name, count in self.store.counts().items()
        )
        return f"<table><caption>{escape(str(self.folder))}</caption>{''.join(counts)}</table>"

    @cached_property
    def _source(self) -> Statements:
        return statements(self.store)


def _marked(quote: Quote) -> Iterator[str]:
    """The sentence in HTML, with its mentions in their colours; of two that overlap, the first."""
    at = quote.start
    for mark in quote.marks:
        if not at <= mark.start < mark.end <= quote.end:
            continue
        yield escape(quote.text[at - quote.start : mark.start - quote.start])
        colour = MENTIONS.get(mark.type, "currentcolor")
        style = f"background:none;color:inherit;border-bottom:3px solid {colour}"
        text = quote.text[mark.start - quote.start : mark.end - quote.start]
        yield f'<mark style="{style}" title="{escape(mark.type)}">{escape(text)}</mark>'
        at = mark.end
    yield escape(quote.text[at - quote.start :])
