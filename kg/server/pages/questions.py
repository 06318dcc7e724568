"""Saved questions: the list, and each with its form and its answer."""

from collections import defaultdict
from io import StringIO

from starlette.requests import Request
from starlette.responses import Response

from kg.query.questions import Question
from kg.query.table import write_csv
from kg.server.errors import Refused
from kg.server.pages.answers import shown
from kg.server.pages.render import page
from kg.server.parameters import only
from kg.server.reads.questions import answer, catalogue, choices, grounded, saved


async def listed(request: Request) -> Response:
    """All questions by their first tag."""
    by_tag: dict[str, list[Question]] = defaultdict(list)
    for question in catalogue().values():
        by_tag[question.tags[0] if question.tags else "other"].append(question)
    return page(request, "questions.html", by_tag=sorted(by_tag.items()))


async def one(request: Request) -> Response:
    """The form of a question; its answer once there are the values it needs."""
    question = saved(request.path_params["name"])
    names = [parameter.name for parameter in question.parameters]
    given = only(request, (*names, "by", "run"))
    by, run = given.pop("by", ""), given.pop("run", "")
    offered = await request.app.state.pool.run(choices, question.name)
    needed = [parameter.name for parameter in question.parameters if not parameter.optional]
    told, problem = None, ""
    columns: tuple[str, ...] = ()
    if run or given or not names:
        if all(name in given for name in needed):
            try:
                found = await request.app.state.pool.run(grounded, question.name, given)
            except Refused as refused:
                problem = str(refused)
            else:
                columns = found.table.columns
                by = by or ("group" if "group" in columns else "")
                told = shown(found.table, by, found)
        else:
            problem = f"Give a value for {' and '.join(name for name in needed if name not in given)}."
    return page(
        request,
        "question.html",
        question=question,
        given=given,
        offered=offered,
        answer=told,
        problem=problem,
        by=by,
        groupable=[
            column for column in columns if column not in ("sentence", "quote", "start", "end", "statement")
        ],
    )


async def as_csv(request: Request) -> Response:
    """The whole answer as a file."""
    question = saved(request.path_params["name"])
    given = only(request, [parameter.name for parameter in question.parameters])
    table = await request.app.state.pool.run(answer, question.name, given)
    stream = StringIO()
    write_csv(table, stream)
    name = {"Content-Disposition": f'attachment; filename="{question.name}.csv"'}
    return Response(stream.getvalue(), media_type="text/csv", headers=name)
