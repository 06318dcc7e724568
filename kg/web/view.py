"""Writes the graph as one HTML file that needs nothing else: no server, no network, no other file."""

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg.graph.network import REPORTS, measured, plain_words
from kg.graph.statements import Article, Queryable, Statement, Statements, statements
from kg.web.assets import LIBRARY, SHARED, asset, in_one_scope
from kg.web.look import for_scripts
from kg.web.scene import Scene, arrange

_STYLES = ("page.css",)
_SCRIPTS = ("data.js", *SHARED, "graph.js", "panel.js", "list.js", "search.js", "main.js")
LIMIT = 10_000
"""Claims that one page holds; with more it would be a file of more than 15 MB."""
DRAWN = 150
"""Nodes that are drawn at first, those with the most claims; the page draws others as they are asked for."""


def write_page(store: Queryable, path: Path | str, *, limit: int = LIMIT) -> None:
    """Writes the interactive page of the store's claims to ``path``."""
    Path(path).write_text(page(store, limit=limit), encoding="utf-8", newline="\n")


def page(store: Queryable, *, limit: int = LIMIT) -> str:
    """The page as text; the same graph gives the same text."""
    source = statements(store)
    library = asset(LIBRARY)
    styles = "\n".join(map(asset, _STYLES))
    scripts = in_one_scope(map(asset, _SCRIPTS))
    # cytoscape would add this rule itself, which the policy forbids; it looks for the id first
    container = ".__________cytoscape_container { position: relative; }"
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(library)} {_hash(scripts)}",
            f"style-src {_hash(styles)} {_hash(container)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "policy": policy,
        "container": container,
        "styles": styles,
        "data": embedded(_data(source, arrange(source, limit, DRAWN))),
        "library": library,
        "scripts": scripts,
    }
    html = asset("page.html")
    pieces = [html]
    for name, text in parts.items():
        head, _, tail = pieces.pop().partition(f"<!--{name}-->")
        pieces += [head, text, tail]
    return "".join(pieces)


def embedded(data: Any) -> str:
    """JSON that no text in it can leave: nothing in it reads as markup, or ends a line of script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data(source: Statements, scene: Scene) -> dict[str, Any]:
    shown = sorted(
        node
        for node in scene.network
        if node in scene.boxes or scene.network.nodes[node]["type"] != "article"
    )
    nodes = {node: f"n{number}" for number, node in enumerate(shown)}
    claims = {claim.iri: number for number, claim in enumerate(_ordered(scene.claims, source))}
    articles = {iri: number for number, iri in enumerate(sorted({claim.article for claim in scene.claims}))}
    by_iri = {claim.iri: claim for claim in scene.claims}
    return {
        "looks": for_scripts(),
        "leftOut": scene.left_out,
        "nodes": [_node(scene, node, id) for node, id in nodes.items()],
        "edges": [
            {
                "id": f"e{number}",
                "source": nodes[edge.source],
                "target": nodes[edge.target],
                "kind": edge.kind,
                "status": edge.status,
                "label": "" if edge.text == REPORTS else edge.text,
                "claims": [claims[claim] for claim in edge.claims],
            }
            for number, edge in enumerate(scene.edges)
            if edge.source in nodes and edge.target in nodes
        ],
        "claims": [_claim(by_iri[iri], source, articles) for iri in claims],
        "articles": [_article(source.articles[iri]) for iri in articles if iri in source.articles],
    }


def _ordered(claims: tuple[Statement, ...], source: Statements) -> list[Statement]:
    """By article and, in it, in the order of the text."""

    def place(claim: Statement) -> tuple[str, tuple[int, int], str, str]:
        article = source.articles.get(claim.article)
        where = [(quote.start, quote.marks[0].start if quote.marks else 0) for quote in claim.quotes]
        return (
            article.key if article else "",
            min(where, default=(0, 0)),
            plain_words(claim, source),
            claim.iri,
        )

    return sorted(claims, key=place)


def _node(scene: Scene, node: str, id: str) -> dict[str, Any]:
    told, box = scene.network.nodes[node], scene.boxes.get(node)
    shown = {
        "id": id,
        "label": told["label"],
        "type": told["type"],
        "definition": told["definition"],
        "matches": told["matches"].split(),
        "iri": node if "://" in node else "",
    }
    if box:
        shown |= {"lines": "\n".join(box.lines), "x": box.x, "y": box.y, "w": box.width, "h": box.height}
    return shown


def _claim(claim: Statement, source: Statements, articles: dict[str, int]) -> dict[str, Any]:
    def label(iri: str) -> str:
        return source.things[iri].label if iri in source.things else iri.rpartition("/")[2]

    facts = {
        "Kind": claim.kind,
        "Direction": claim.direction,
        "Certainty": claim.status,
        "Agent": label(claim.agent),
        "Dose": label(claim.agent_dose),
        "Compared with": label(claim.comparator),
        "Its dose": label(claim.comparator_dose),
        "Patients": label(claim.population),
        "Outcome": label(claim.outcome),
        "Value": measured(claim),
        "Time point": claim.timepoint,
        "Precision": claim.precision,
        "Read by rule": claim.rule,
        "Confidence": claim.confidence,
    }
    return {
        "iri": claim.iri,
        "words": plain_words(claim, source),
        "kind": claim.kind,
        "status": claim.status,
        "facts": {name: value for name, value in facts.items() if value},
        "article": articles[claim.article],
        "quotes": [
            {
                "start": quote.start,
                "end": quote.end,
                "text": quote.text,
                "marks": [
                    [mark.start, mark.end, mark.type, mark.stands_for, int(mark.is_antecedent)]
                    for mark in quote.marks
                ],
            }
            for quote in claim.quotes
        ],
    }


def _article(article: Article) -> dict[str, Any]:
    pages = "-".join(filter(None, (article.first_page, article.last_page)))
    volume = article.volume + (f" ({article.issue})" if article.issue and article.volume else "")
    where = [article.journal, volume or article.issue, f"pages {pages}" if pages else ""]
    links = [
        ("PMID", article.pmid, "https://pubmed.ncbi.nlm.nih.gov/"),
        ("PMCID", article.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/"),
        ("DOI", article.doi, "https://doi.org/"),
    ]
    return {
        "key": article.key,
        "iri": article.iri,
        "title": article.title,
        "text": article.text,
        "authors": ", ".join(article.authors),
        "date": article.date,
        "where": ", ".join(filter(None, where)),
        "links": [[f"{name} {id}", address + quote(id)] for name, id, address in links if id],
    }
