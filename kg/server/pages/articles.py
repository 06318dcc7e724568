"""Articles: a list, and the page of one."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.server.errors import Refused
from kg.server.pages.render import page
from kg.server.places import place
from kg.server.reads import claims
from kg.server.reads.article import article


async def article_page(request: Request, iri: str) -> Response:
    """The article with its claims."""
    return page(request, "article.html", article=await request.app.state.pool.run(article, iri))


async def claim_page(request: Request, iri: str) -> Response:
    """To the claim in its article."""
    found = await request.app.state.pool.run(claims.details, [iri])
    if not found:
        raise Refused(404, f"no such claim: {iri}")
    return RedirectResponse(f"{place(found[0].article.iri)}#{iri.rpartition('/')[2]}", 303)
