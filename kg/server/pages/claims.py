"""Claims in a list that can be narrowed down."""

from starlette.requests import Request
from starlette.responses import Response

from kg.server.pages.render import page
from kg.server.parameters import number, only
from kg.server.reads.claims import FILTERS, claims

_AT_ONCE = 100


async def listed(request: Request) -> Response:
    """A page of the claims that fit."""
    asked = only(request, (*FILTERS, "offset"))
    offset = number(asked, "offset", 0)
    found = await request.app.state.pool.run(claims, asked, _AT_ONCE, offset)
    return page(request, "claims.html", asked=asked, found=found, limit=_AT_ONCE, offset=offset)
