"""The style sheet of colours, from the ones of page and picture (kg.web.look)."""

from starlette.requests import Request
from starlette.responses import Response

from kg.web.look import KINDS, MENTIONS, NODES


def name(of: str) -> str:
    """The end of the class for a type or kind: ``adverse event`` is ``adverse-event``."""
    return of.replace(" ", "-")


def _sheet() -> str:
    light = [f".k-{name(kind)} {{ color: {look.light}; }}" for kind, look in KINDS.items()]
    dark = [f"  .k-{name(kind)} {{ color: {look.dark}; }}" for kind, look in KINDS.items()]
    tints = [f".m-{name(type_)} {{ --tint: {colour}; }}" for type_, colour in MENTIONS.items()]
    fills = [f".n-{name(type_)} {{ fill: {look.fill}; }}" for type_, look in NODES.items()]
    night = ["@media (prefers-color-scheme: dark) {", *dark, "}"]
    return "\n".join((*light, *night, *tints, *fills, ""))


_SHEET = _sheet()


async def style_sheet(request: Request) -> Response:
    """/static/looks.css"""
    return Response(_SHEET, media_type="text/css")
