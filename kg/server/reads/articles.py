"""Articles in a list."""

from collections.abc import Mapping

from kg.graph.store import GraphStore
from kg.server.errors import Refused
from kg.server.reads.claims import sources
from kg.server.reads.model import Articles, ListedArticle
from kg.server.reads.rows import date, page, rows, value, values

_FILTERS = {
    "words": """FILTER(CONTAINS(LCASE(?title), LCASE(?_words)))""",
    "since": "?article dcterms:issued ?issued_since . FILTER(STR(?issued_since) >= ?_since)",
}
FILTERS = tuple(_FILTERS)
"""What articles may be asked for by."""


def articles(store: GraphStore, asked: Mapping[str, str], limit: int, offset: int = 0) -> Articles:
    """A page of the articles that fit."""
    patterns = [
        part
        for name, given in asked.items()
        if given and name in _FILTERS
        for part in ((date if name == "since" else value)(f"_{name}", given), _FILTERS[name])
    ]
    total, found = page(store, "articles", limit, offset, *patterns)
    iris = [row["article"] for row in found]
    told = sources(store, iris)
    these = values("article", iris)
    claims = {
        row["article"]: int(row["claims"])
        for row in rows(store, "claims-of-articles", these)
        if row["article"]
    }
    listed = (
        ListedArticle(
            one.iri, one.key, one.title, one.date, one.journal, claims.get(one.iri, 0), one.retracted
        )
        for one in map(told.__getitem__, iris)
    )
    return Articles(total, tuple(listed))


def article_of(store: GraphStore, key: str) -> str:
    """The IRI of the article with that key."""
    for row in rows(store, "article-of", value("_key", key)):
        return row["article"]
    raise Refused(404, f"no such article: {key}")
