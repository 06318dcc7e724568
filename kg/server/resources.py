"""The IRIs of the graph as addresses: a page for readers, RDF for programs, by content negotiation."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.resources import ontology_folder
from kg.server.errors import Refused
from kg.server.negotiate import required
from kg.server.pages.articles import article_page, claim_page
from kg.server.pages.concepts import concept_page
from kg.server.pages.nodes import node_page, ontology_page
from kg.server.pool import Pool
from kg.server.reads import nodes
from kg.server.reads.sparql import GRAPHS

_HTML = "text/html"
_SHORT = {
    "html": _HTML,
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
"""For ``?format=``, where a link says which one."""


async def node(request: Request) -> Response:
    """A node of the data: /id/claim/…"""
    kind, digest = request.path_params["kind"], request.path_params["digest"]
    iri = await _pool(request).run(nodes.iri, kind, digest)
    return await _represented(request, iri, kind)


async def concept(request: Request) -> Response:
    """A concept of the lexicon: /concept/imatinib"""
    return await _represented(request, nodes.concept(request.path_params["name"]), "concept")


async def ontology(request: Request) -> Response:
    """The ontology, which names its terms by fragments, as a whole."""
    media = _media(request)
    if media == _HTML:
        return await ontology_page(request)
    data = await _pool(request).run(nodes.ontology, str(ontology_folder() / "cml.ttl"), media)
    return Response(data, media_type=media, headers={"Vary": "Accept"})


async def _represented(request: Request, iri: str, kind: str) -> Response:
    media = _media(request)
    if media == _HTML:
        return await _PAGES.get(kind, node_page)(request, iri)
    data = await _pool(request).run(nodes.described, iri, media)
    return Response(data, media_type=media, headers={"Vary": "Accept"})


def _media(request: Request) -> str:
    name = request.query_params.get("format")
    if name is None:
        return required(request.headers.get("accept", ""), [*GRAPHS, _HTML])
    if name not in _SHORT:
        raise Refused(400, f"format: '{name}' is none of {', '.join(_SHORT)}")
    return _SHORT[name]


def _pool(request: Request) -> Pool:
    pool: Pool = request.app.state.pool
    return pool


_PAGES = {"article": article_page, "claim": claim_page, "concept": concept_page}
ROUTES = [
    Route("/id/{kind}/{digest}", node),
    Route("/concept/{name}", concept),
    Route("/ontology", ontology),
]
