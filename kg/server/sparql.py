"""The SPARQL 1.1 Protocol, queries only: https://www.w3.org/TR/sparql11-protocol/"""

from dataclasses import dataclass

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.server.description import describe
from kg.server.errors import Refused
from kg.server.leaving import while_connected
from kg.server.negotiate import best, not_acceptable
from kg.server.pool import Pool
from kg.server.reads.sparql import GRAPHS, TABLES, Wanted, answer

_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_READ_ONLY = "refused: the graph is changed only by building it, so this server takes no updates"


@dataclass(frozen=True, slots=True)
class Operation:
    """One query with its dataset, as the protocol has it."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def endpoint(request: Request) -> Response:
    """A query by GET or POST; GET without one describes the service."""
    accept = request.headers.get("accept", "")
    operation = await _operation(request)
    if operation is None:
        if best(accept, ["text/turtle", "text/html"]) == "text/html":
            return RedirectResponse("/query", 303)
        return await _described(request, accept)
    wanted = Wanted(best(accept, TABLES), best(accept, GRAPHS))
    if wanted.table is None and wanted.graph is None:
        raise not_acceptable(accept, [*TABLES, *GRAPHS])
    queries: Pool = request.app.state.queries
    media, data = await while_connected(
        request,
        queries.run(
            answer,
            operation.query,
            operation.default_graphs,
            operation.named_graphs,
            wanted,
            request.app.state.settings.answer,
        ),
    )
    return Response(data, media_type=media, headers={"Vary": "Accept"})


async def _operation(request: Request) -> Operation | None:
    """What is asked; None for nothing."""
    given = request.query_params
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        if media == _UPDATE:
            raise Refused(403, _READ_ONLY)
        if media not in (_FORM, _QUERY):
            raise Refused(415, f"send the query as {_QUERY}, or as query= in {_FORM}")
        text = _text(body)
        if media == _QUERY:
            if "query" in given:
                raise Refused(400, "the query is in the address and in the body: send one")
            return Operation(text, *_dataset(given))
        given = QueryParams(text)
    if "update" in given:
        raise Refused(403, _READ_ONLY)
    queries = given.getlist("query")
    if not queries:
        if request.method == "POST" or given:
            raise Refused(400, "there is no query= among the parameters")
        return None
    if len(queries) > 1:
        raise Refused(400, "there is more than one query= among the parameters: send one")
    return Operation(queries[0], *_dataset(given))


def _dataset(given: QueryParams) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(given.getlist("default-graph-uri")), tuple(given.getlist("named-graph-uri"))


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(400, f"byte {error.start} of the request is not valid UTF-8") from error


async def _described(request: Request, accept: str) -> Response:
    pool: Pool = request.app.state.pool
    media = best(accept, GRAPHS)
    if media is None:
        raise not_acceptable(accept, GRAPHS)
    data = await pool.run(describe, str(request.url_for("sparql")), media)
    return Response(data, media_type=media, headers={"Vary": "Accept"})
