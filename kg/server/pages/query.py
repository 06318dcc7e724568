"""A page to write SPARQL on."""

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from kg.query.table import Table
from kg.server.errors import Refused
from kg.server.leaving import while_connected
from kg.server.pages.answers import shown
from kg.server.pages.render import page
from kg.server.reads.questions import catalogue
from kg.server.reads.sparql import tabled

_FIRST = """PREFIX cml: <https://w3id.org/cml-kg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?kind (COUNT(*) AS ?claims)
WHERE { ?claim a cml:Claim ; cml:kind ?kind }
GROUP BY ?kind ORDER BY DESC(?claims)
"""


async def editor(request: Request) -> Response:
    """The query, the answer to it, and saved questions as examples."""
    given = request.query_params
    if request.method == "POST":
        given = QueryParams((await request.body()).decode("utf-8", "replace"))
    saved = catalogue()
    example = given.get("example", "")
    query = given.get("query") or (saved[example].text if example in saved else "")
    answer, triples, problem, status = None, "", "", 200
    if given.get("query"):
        settings = request.app.state.settings
        try:
            found = await while_connected(
                request, request.app.state.queries.run(tabled, query, settings.answer)
            )
        except Refused as refused:
            problem, status = str(refused), refused.status
        else:
            if isinstance(found, Table):
                answer = shown(found)
            else:
                triples = found
    return page(
        request,
        "query.html",
        status,
        query=query or _FIRST,
        examples=[question for question in saved.values() if not question.parameters],
        answer=answer,
        triples=triples,
        problem=problem,
    )
