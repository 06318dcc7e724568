"""Concepts: a list, and the page of one."""

from starlette.requests import Request
from starlette.responses import Response

from kg.server.pages.nodes import node_page


async def concept_page(request: Request, iri: str) -> Response:
    """What is said of the concept."""
    return await node_page(request, iri)
