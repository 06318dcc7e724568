"""Pictures: all of them, each with its tables, and as files."""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.plot.catalogue import PICTURES
from kg.plot.make import asked, parameters
from kg.plot.sheet import FORMS
from kg.query.questions import Parameter
from kg.server.errors import Refused
from kg.server.pages.answers import shown
from kg.server.pages.render import page
from kg.server.parameters import only
from kg.server.reads import pictures
from kg.server.reads.concept import Concept

_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""Opened by itself, an SVG is a document: it may have the looks written into it, and nothing else."""


async def listed(request: Request) -> Response:
    """All pictures; one that needs a value has the one that most is said of."""
    begun = []
    for name, picture in PICTURES.items():
        needed = [parameter.name for parameter in parameters(name) if not parameter.optional]
        offers = await request.app.state.pool.run(pictures.offered, name) if needed else {}
        values = {one: offers[one][0] for one in needed if offers.get(one)}
        whole = len(values) == len(needed)
        begun.append((picture.SUMMARY, values, address(name, values), whole and file(name, "svg", values)))
    return page(request, "pictures.html", pictures=begun)


async def one(request: Request) -> Response:
    """A picture with the form of its parameters, and its tables once it has the values that it needs."""
    name = pictures.known(request.path_params["name"])
    asks = parameters(name)
    given = only(request, [parameter.name for parameter in asks])
    pool = request.app.state.pool
    tables, problem = [], ""
    missing = [parameter.name for parameter in asks if not parameter.optional and parameter.name not in given]
    if not missing:
        try:
            tables = await pool.run(pictures.tables, name, tuple(given.items()))
        except Refused as refused:
            problem = str(refused)
    questions = asked(name)
    return page(
        request,
        "picture.html",
        summary=PICTURES[name].SUMMARY,
        parameters=asks,
        example={key: value for question in questions for key, value in question.example.items()},
        given=given,
        offered=await pool.run(pictures.offered, name),
        missing=missing,
        problem=problem,
        files=[(form, f"{name}.{form}", file(name, form, given)) for form in FORMS],
        answers=[
            (question, _values(question.parameters, given), shown(found.table, "", found))
            for question, found in zip(questions, tables, strict=False)
        ],
    )


async def drawn(request: Request) -> Response:
    """The picture as a file."""
    name, form = pictures.known(request.path_params["name"]), request.path_params["form"]
    if form not in FORMS:
        raise Refused(404, f"a picture ends in {' or '.join(f'.{known}' for known in FORMS)}")
    given = only(request, [parameter.name for parameter in parameters(name)])
    state = request.app.state
    async with state.drawing:  # a page of pictures leaves a worker to those who ask
        content = await state.queries.run(pictures.picture, name, tuple(given.items()), form)
    return Response(content, media_type=FORMS[form], headers=_POLICY)


def address(name: str, values: Mapping[str, str]) -> str:
    """The page of the picture."""
    return f"/pictures/{name}" + (f"?{urlencode(values)}" if values else "")


def file(name: str, form: str, values: Mapping[str, str]) -> str:
    """The picture alone."""
    return f"/pictures/{name}.{form}" + (f"?{urlencode(values)}" if values else "")


def of_concept(concept: Concept) -> list[tuple[str, str, str]]:
    """Summary, page and file of the pictures that have something of the concept."""
    of = {"drug": "drug", "drug class": "drug", "therapy": "drug", "mutation": "mutation"}.get(concept.type)
    if of is None:
        return []
    kinds = {one.kind for one in concept.said if not one.denied}
    telling = {
        "comparisons": "comparison" in kinds,
        "mutations": "resistance" in kinds,
        "doses": bool(concept.doses),
        "rates": any(
            one.kind == "outcome" and "%" in one.statement and not one.denied for one in concept.said
        ),
    }
    values = {of: concept.label}
    return [
        (picture.SUMMARY, address(name, values), file(name, "svg", values))
        for name, picture in PICTURES.items()
        if telling.get(name) and of in {parameter.name for parameter in parameters(name)}
    ]


def _values(parameters: tuple[Parameter, ...], given: Mapping[str, str]) -> dict[str, str]:
    return {one.name: given[one.name] for one in parameters if one.name in given}
