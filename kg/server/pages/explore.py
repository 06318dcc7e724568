"""The explorer: its page, and its script, which shares the drawing with the page of `cml-kg view`."""

import json
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from kg.server.pages.render import page
from kg.server.reads.overview import overview
from kg.web.assets import LIBRARY, SHARED, asset, in_one_scope
from kg.web.look import for_scripts

_OWN = ("state.js", "picture.js", "panel.js", "list.js", "main.js")


async def explorer(request: Request) -> Response:
    """The page; what is in its picture is in the address, which its script reads."""
    return page(request, "explore.html", overview=await request.app.state.pool.run(overview))


async def script(request: Request) -> Response:
    """/static/explore.js"""
    return Response(_script(), media_type="text/javascript")


async def library(request: Request) -> Response:
    """/static/cytoscape.js"""
    return Response(asset(LIBRARY), media_type="text/javascript")


@cache
def _script() -> str:
    own = files("kg.server") / "static" / "explore"
    data = f"const data = {json.dumps({'looks': for_scripts()})};"
    return in_one_scope(
        (data, *map(asset, SHARED), *((own / name).read_text(encoding="utf-8") for name in _OWN))
    )
