"""The JSON API; ``static/openapi.json`` is its description, and a test holds the two together."""

import json
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.graph.network import NODE_TYPES
from kg.query.questions import Question
from kg.server.errors import Refused
from kg.server.parameters import number, only, several, year
from kg.server.plain import plain
from kg.server.pool import Pool
from kg.server.reads import articles as article_reads
from kg.server.reads import claims as claim_reads
from kg.server.reads.article import article
from kg.server.reads.ask import Suggested, ask
from kg.server.reads.graph import CERTAINTIES, Fit, neighbours
from kg.server.reads.labels import concept_named, concepts
from kg.server.reads.questions import answer, catalogue, choices, saved
from kg.server.reads.terms import vocabulary

_MOST = 1000
"""Items on a page of a list."""


async def description(request: Request) -> Response:
    """The OpenAPI document, with this server's address."""
    text = (files("kg.server") / "static" / "openapi.json").read_text(encoding="utf-8")
    document = json.loads(text)
    document["servers"] = [{"url": str(request.base_url).rstrip("/")}]
    return JSONResponse(document)


async def list_questions(request: Request) -> Response:
    """All saved questions."""
    return JSONResponse([_question(question) for question in catalogue().values()])


async def one_question(request: Request) -> Response:
    """One question, with values that its parameters may have."""
    question = saved(request.path_params["name"])
    offered = await _pool(request).run(choices, question.name)
    told = _question(question)
    for parameter in told["parameters"]:
        parameter["choices"] = offered.get(parameter["name"], [])
    return JSONResponse(told | {"query": question.text})


async def ask_question(request: Request) -> Response:
    """The answer to a saved question."""
    question = saved(request.path_params["name"])
    table = await _pool(request).run(answer, question.name, dict(request.query_params))
    rows = [dict(zip(table.columns, plain(row), strict=True)) for row in table.rows]
    return JSONResponse({"question": question.name, "columns": list(table.columns), "rows": rows})


async def ask_in_words(request: Request) -> Response:
    """The answer to a question in plain words, or the questions that it may be."""
    found = await _pool(request).run(ask, only(request, ("q",)).get("q", ""))
    told: dict[str, Any] = {
        "asked": _meant(found.meant.question) if found.meant else None,
        "nearest": [_meant(one) for one in found.questions],
        "unknown": list(found.unknown),
    }
    if found.meant:
        table = found.meant.answer.table
        rows = [dict(zip(table.columns, plain(row), strict=True)) for row in table.rows]
        told |= {"command": found.meant.command, "columns": list(table.columns), "rows": rows}
        if not rows:
            told["unstated"] = found.meant.unstated
    return JSONResponse(told)


async def list_terms(request: Request) -> Response:
    """What a query can be written with."""
    return JSONResponse(vocabulary(), headers={"Cache-Control": "max-age=3600"})


async def list_claims(request: Request) -> Response:
    """Claims that fit."""
    asked = only(request, (*claim_reads.FILTERS, "limit", "offset"))
    limit, offset = number(asked, "limit", 100, _MOST), number(asked, "offset", 0)
    return JSONResponse(plain(await _pool(request).run(claim_reads.claims, asked, limit, offset)))


async def one_claim(request: Request) -> Response:
    """One claim, by the digest at the end of its IRI."""
    digest = request.path_params["digest"]
    found = await _pool(request).run(claim_reads.claim, digest)
    return JSONResponse(plain(found))


async def list_concepts(request: Request) -> Response:
    """Concepts by name and type."""
    asked = only(request, ("words", "type", "limit"))
    limit = number(asked, "limit", 50, _MOST)
    found = await _pool(request).run(concepts, asked.get("words", ""), asked.get("type", ""), limit)
    return JSONResponse(plain(found))


async def one_concept(request: Request) -> Response:
    """A concept by the end of its IRI, or by any of its names."""
    found = await _pool(request).run(concept_named, request.path_params["name"])
    return JSONResponse(plain(found))


async def list_articles(request: Request) -> Response:
    """Articles that fit."""
    asked = only(request, (*article_reads.FILTERS, "limit", "offset"))
    limit, offset = number(asked, "limit", 100, _MOST), number(asked, "offset", 0)
    return JSONResponse(plain(await _pool(request).run(article_reads.articles, asked, limit, offset)))


async def one_article(request: Request) -> Response:
    """An article by its key, with its claims in the order of the text."""
    iri = await _pool(request).run(article_reads.article_of, request.path_params["key"])
    return JSONResponse(plain(await _pool(request).run(article, iri)))


async def around_node(request: Request) -> Response:
    """What stands next to a node in the network of claims."""
    asked = only(request, ("node", "type", "certainty", "from", "to", "limit"))
    limit = number(asked, "limit", 25, _MOST)
    fit = Fit(
        several(asked, "type", NODE_TYPES) or frozenset(NODE_TYPES) - {"article"},
        several(asked, "certainty", CERTAINTIES) or frozenset(CERTAINTIES),
        year(asked, "from"),
        year(asked, "to"),
    )
    if "node" not in asked:
        raise Refused(400, "give a node: its IRI, or the id that it has in another answer")
    return JSONResponse(plain(await _pool(request).run(neighbours, asked["node"], fit, limit)))


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "summary": question.summary,
        "description": question.description,
        "tags": list(question.tags),
        "phrases": list(question.phrases),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "optional": parameter.optional,
                "help": parameter.help,
                "example": question.example.get(parameter.name),
            }
            for parameter in question.parameters
        ],
    }


def _meant(asked: Suggested) -> dict[str, Any]:
    return {"question": asked.name, "summary": asked.summary, "values": dict(asked.values)}


def _pool(request: Request) -> Pool:
    pool: Pool = request.app.state.pool
    return pool


ROUTES = [
    Route("/api/openapi.json", description),
    Route("/api/questions", list_questions),
    Route("/api/questions/{name}", one_question),
    Route("/api/questions/{name}/answer", ask_question),
    Route("/api/ask", ask_in_words),
    Route("/api/terms", list_terms),
    Route("/api/claims", list_claims),
    Route("/api/claims/{digest}", one_claim),
    Route("/api/concepts", list_concepts),
    Route("/api/concepts/{name}", one_concept),
    Route("/api/graph", around_node),
    Route("/api/articles", list_articles),
    Route("/api/articles/{key:path}", one_article),
]
