"""Pictures of answers, and the tables that they are drawn from."""

from functools import lru_cache

from kg.graph.store import GraphStore
from kg.plot.catalogue import PICTURES
from kg.plot.make import asked, draw
from kg.server.errors import Refused
from kg.server.reads.questions import Grounded, choices, grounded

Values = tuple[tuple[str, str], ...]
"""Names of parameters with what is given for them."""


def known(name: str) -> str:
    """The name, if there is a picture of that name."""
    if name not in PICTURES:
        raise Refused(404, f"there is no picture {name}; /pictures lists them")
    return name


@lru_cache(maxsize=32)  # by the identity of the store: another build is another store
def picture(store: GraphStore, name: str, values: Values, form: str) -> bytes:
    """The picture as SVG or PNG."""
    return draw(store, name, dict(values)).write(form)


def tables(store: GraphStore, name: str, values: Values) -> list[Grounded]:
    """The answers that the picture is drawn from, in the order of its questions."""
    given = dict(values)
    return [
        grounded(
            store,
            question.name,
            {one.name: given[one.name] for one in question.parameters if one.name in given},
        )
        for question in asked(name)
    ]


def offered(store: GraphStore, name: str) -> dict[str, list[str]]:
    """Values worth offering for each parameter of the picture."""
    found: dict[str, list[str]] = {}
    for question in asked(name):
        for parameter, several in choices(store, question.name).items():
            found.setdefault(parameter, several)
    return found
