"""Concepts: a list, and the page of one."""

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.network import CLAIM_KINDS
from kg.server.pages.pictures import of_concept
from kg.server.pages.render import page
from kg.server.parameters import only
from kg.server.reads.concept import Said, concept
from kg.server.reads.labels import concepts

_AMONG = "In patients told by it"
_MOST = 500
_YEARS = 40
_FIRST = 12
"""Statements of a kind that are shown at once."""


async def listed(request: Request) -> Response:
    """Concepts by type and name."""
    asked = only(request, ("words", "type"))
    found = await request.app.state.pool.run(
        concepts, asked.get("words", ""), asked.get("type", ""), _MOST, not asked.get("words")
    )
    return page(request, "concepts.html", asked=asked, found=found, most=_MOST)


async def concept_page(request: Request, iri: str) -> Response:
    """What is said of the concept."""
    found = await request.app.state.pool.run(concept, iri)
    return page(
        request,
        "concept.html",
        concept=found,
        parts=[(words, _by_kind(said)) for words, said in (("", found.said), (_AMONG, found.among)) if said],
        years=_filled(found.years),
        tallest=max((articles for _, articles in found.years), default=0),
        first=_FIRST,
        pictures=of_concept(found),
    )


def _by_kind(said: tuple[Said, ...]) -> list[tuple[str, list[Said]]]:
    kinds = ((kind, [one for one in said if one.kind == kind]) for kind in CLAIM_KINDS)
    return [(kind, several) for kind, several in kinds if several]


def _filled(years: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The years with those between them that have no article, unless they are too many to draw."""
    counted = dict(years)
    if not counted or max(counted) - min(counted) > _YEARS:
        return list(years)
    return [(year, counted.get(year, 0)) for year in range(min(counted), max(counted) + 1)]
