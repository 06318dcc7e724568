"""From the name of a picture and values to a figure and a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.plot.catalogue import PICTURES
from kg.plot.sheet import Picture, Sheet, settings, written
from kg.query.parameters import Store
from kg.query.questions import Parameter, Question, questions
from kg.query.run import run
from kg.query.table import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with the tables that it is drawn from."""

    title: str
    figure: "Figure"
    questions: tuple[Question, ...]
    tables: tuple[Table, ...]
    stated: bool
    """False where the articles say nothing of the kind."""

    def write(self, form: str) -> bytes:
        """As SVG or PNG."""
        return written(self.figure, form, self.title)

    def _repr_svg_(self) -> str:
        """How a notebook shows it."""
        return self.write("svg").decode()


def find(name: str) -> Picture:
    """The picture of that name; QueryError where there is none."""
    if name not in PICTURES:
        near = get_close_matches(name, PICTURES) or PICTURES
        raise QueryError(f"there is no picture {name} (try {' or '.join(near)})")
    return PICTURES[name]


def asked(name: str) -> tuple[Question, ...]:
    """The saved questions that the picture is drawn from."""
    known = questions()
    return tuple(known[question] for question in find(name).QUESTIONS)


def parameters(name: str) -> tuple[Parameter, ...]:
    """What the picture may be asked with."""
    return tuple({parameter.name: parameter for one in asked(name) for parameter in one.parameters}.values())


def draw(store: Store, name: str, values: Mapping[str, str] | None = None) -> Drawn:
    """The picture of what the store says to it."""
    given = {key: value for key, value in (values or {}).items() if value.strip()}
    several, known = asked(name), {parameter.name for parameter in parameters(name)}
    for key in given.keys() - known:
        raise QueryError(
            f"the picture {name} has no parameter {key} (parameters: {', '.join(sorted(known))})"
        )
    tables = tuple(
        run(one, store, {p.name: given[p.name] for p in one.parameters if p.name in given}) for one in several
    )
    title = find(name).SUMMARY
    if given:
        title += f" ({', '.join(f'{key}: {value}' for key, value in given.items())})"
    with settings():
        sheet = Sheet()
        stated = find(name).draw(sheet, tables)
        if not stated:
            names = {
                parameter.name: given.get(parameter.name, f"any {parameter.name}")
                for parameter in parameters(name)
            }
            sheet.note(f"Not stated in these articles. {several[0].unstated.format(**names)}")
        return Drawn(title, sheet.finish(title), several, tables, stated)
