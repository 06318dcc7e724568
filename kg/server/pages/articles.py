"""Articles: a list, the page of one, and a sentence of it alone."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.server.errors import Refused
from kg.server.pages.render import page
from kg.server.pages.text import around, body, title
from kg.server.parameters import number, only
from kg.server.places import place
from kg.server.reads import claims
from kg.server.reads.article import article
from kg.server.reads.articles import FILTERS, article_of, articles
from kg.server.reads.nodes import iri as iri_of
from kg.web.look import MENTIONS, SIGNS

_AT_ONCE = 100


async def listed(request: Request) -> Response:
    """A page of the articles that fit."""
    asked = only(request, (*FILTERS, "offset"))
    offset = number(asked, "offset", 0)
    found = await request.app.state.pool.run(articles, asked, _AT_ONCE, offset)
    return page(request, "articles.html", asked=asked, found=found, limit=_AT_ONCE, offset=offset)


async def by_key(request: Request) -> Response:
    """To the article with that key."""
    return RedirectResponse(
        place(await request.app.state.pool.run(article_of, request.path_params["key"])), 303
    )


async def article_page(request: Request, iri: str) -> Response:
    """The article, each sentence beside what it claims."""
    found = await request.app.state.pool.run(article, iri)
    present = {mark.type for mark in (*found.mentions, *found.signs)}
    return page(
        request,
        "article.html",
        article=found,
        title=title(found),
        rows=body(found),
        legend=[type_ for type_ in (*MENTIONS, *SIGNS) if type_ in present],
    )


async def claim_page(request: Request, iri: str) -> Response:
    """To the claim in its article."""
    found = await request.app.state.pool.run(claims.details, [iri])
    if not found:
        raise Refused(404, f"no such claim: {iri}")
    return RedirectResponse(f"{place(found[0].article.iri)}#{iri.rpartition('/')[2]}", 303)


async def evidence(request: Request) -> Response:
    """A sentence with what stands around it and what it claims, to be put into another page."""
    pool = request.app.state.pool
    iri = await pool.run(iri_of, "article", request.path_params["digest"])
    found = await pool.run(article, iri)
    before, row, after = around(found, request.path_params["start"])
    if row is None:
        raise Refused(404, "no sentence that makes a claim begins there")
    return page(request, "evidence.html", article=found, before=before, row=row, after=after)
