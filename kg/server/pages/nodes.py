"""The page of any node that has none of its own, and the ontology's."""

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocab import PREFIXES
from kg.server.pages.render import page
from kg.server.reads import nodes


async def node_page(request: Request, iri: str) -> Response:
    """What the graph says of the node, and what leads to it."""
    found = await request.app.state.pool.run(nodes.node, iri)
    return page(
        request,
        "node.html",
        node=found,
        facts=_grouped(found.facts),
        links=_grouped(found.links),
    )


async def ontology_page(request: Request) -> Response:
    """Classes and properties with their definitions."""
    terms = await request.app.state.pool.run(nodes.terms)
    return page(request, "ontology.html", terms=terms)


def _grouped(facts: tuple[nodes.Fact, ...]) -> list[tuple[str, list[nodes.Fact]]]:
    return [
        (_short(predicate), list(several))
        for predicate, several in groupby(facts, key=lambda fact: fact.predicate)
    ]


def _short(iri: str) -> str:
    """The IRI with its prefix, where it has one of ours."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space) :]}"
    return iri
