"""The first page, and what it answers."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.server.pages.answers import shown
from kg.server.pages.render import page
from kg.server.parameters import only
from kg.server.places import place
from kg.server.reads.ask import ask
from kg.server.reads.overview import overview
from kg.server.reads.questions import catalogue

_EXAMPLES = (
    "agents-addressing-resistance",
    "head-to-head-comparisons",
    "mutations-and-drugs",
    "tolerability",
    "outcomes-of-drug",
    "unmet-needs",
)


async def home(request: Request) -> Response:
    """The search box, some questions to begin with, and what there is."""
    saved = catalogue()
    examples = [saved[name] for name in _EXAMPLES if name in saved]
    return page(request, "home.html", examples=examples, overview=await request.app.state.pool.run(overview))


async def asked(request: Request) -> Response:
    """The answer to what was typed; the name of a concept leads to its page."""
    text = only(request, ("q",)).get("q", "")
    if not text:
        return RedirectResponse("/", 303)
    found = await request.app.state.pool.run(ask, text)
    if found.exact:
        return RedirectResponse(place(found.concepts[0].iri), 303)
    told = None
    if found.meant:
        table = found.meant.answer.table
        told = shown(table, "group" if "group" in table.columns else "", found.meant.answer)
    return page(request, "asked.html", asked=text, found=found, answer=told)
