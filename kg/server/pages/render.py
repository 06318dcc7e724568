"""Templates. Everything that is put into them is escaped; nothing is marked as safe."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.server.places import outside, place

_templates = Environment(
    loader=PackageLoader("kg.server"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters |= {"place": place, "outside": outside}


def page(request: Request, template: str, status: int = 200, **shown: Any) -> Response:
    """The template, filled in."""
    text = _templates.get_template(template).render(path=request.url.path, **shown)
    return HTMLResponse(text, status, headers={"Vary": "Accept"})
