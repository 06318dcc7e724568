"""Templates. Everything that is put into them is escaped; nothing is marked as safe."""

from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.graph.network import CLAIM_KINDS
from kg.query.table import text
from kg.server.pages.looks import name
from kg.server.places import outside, place
from kg.web.look import KINDS, LINES

_templates = Environment(
    loader=PackageLoader("kg.server"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters |= {
    "place": place,
    "outside": outside,
    "cell": text,
    "name": name,
    "parameters": urlencode,
    "end": lambda iri: iri.rpartition("/")[2],
}
_templates.globals |= {
    "ARROWS": {kind: look.arrow for kind, look in KINDS.items()},
    "LINES": LINES,
    "CLAIM_KINDS": CLAIM_KINDS,
}


def page(request: Request, template: str, status: int = 200, **shown: Any) -> Response:
    """The template, filled in."""
    filled = _templates.get_template(template).render(path=request.url.path, **shown)
    return HTMLResponse(filled, status, headers={"Vary": "Accept"})
