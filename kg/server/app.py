"""The application: its routes, and how it says that something is not answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.server import api, resources, sparql
from kg.server.errors import Refused
from kg.server.guard import Guard
from kg.server.negotiate import best
from kg.server.pages import routes as pages
from kg.server.pages.render import page
from kg.server.pool import Pool
from kg.server.settings import Settings


def application(settings: Settings) -> Starlette:
    """The application over the graph of the settings."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool, app.state.queries = Pool(settings), Pool(settings, humble=True)
        app.state.drawing = asyncio.Lock()
        yield
        app.state.pool.close()
        app.state.queries.close()

    app = Starlette(
        routes=[
            Route("/sparql", sparql.endpoint, methods=["GET", "POST"], name="sparql"),
            *api.ROUTES,
            *resources.ROUTES,
            *pages.ROUTES,
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={Refused: _refused, HTTPException: _not_found, Exception: _broken},
        lifespan=lifespan,
    )
    app.state.settings = settings
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    headers = {"Retry-After": "2"} if error.status == 503 else {}
    return _said(request, error.status, str(error), headers)


def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _said(request, 404, f"there is nothing at {request.url.path}", {})
    return _said(request, error.status_code, error.detail, dict(error.headers or {}))


def _broken(request: Request, error: Exception) -> Response:
    return _said(request, 500, "something went wrong inside; the terminal of the server says what", {})


def _said(request: Request, status: int, message: str, headers: dict[str, str]) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message}, status, headers)
    if best(request.headers.get("accept", ""), ["text/plain", "text/html"]) == "text/html":
        answer = page(request, "error.html", status, message=message)
        answer.headers.update(headers)
        return answer
    return PlainTextResponse(message + "\n", status, headers)
