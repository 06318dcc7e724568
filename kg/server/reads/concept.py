"""One concept: what it is, and what the articles say of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.store import GraphStore
from kg.server.errors import Refused
from kg.server.reads.claims import ABOUT, AMONG, TAKES_PART
from kg.server.reads.model import Ref
from kg.server.reads.rows import Row, rows, values

OPPOSITES = {
    "efficacy": ({"effective", "promising"}, {"ineffective"}),
    "comparison": ({"better"}, {"worse", "equal"}),
    "resistance": ({"resistant"}, {"sensitive"}),
    "recommendation": ({"recommended"}, {"not recommended"}),
    "safety": ({"high"}, {"low", "absent"}),
}
"""Directions of a kind that cannot both be the whole truth about the same thing."""


@dataclass(frozen=True, slots=True)
class Said:
    """A proposition, and how many articles assert, hedge and deny it."""

    iri: str
    statement: str
    kind: str
    direction: str
    about: tuple[str, str, str, str]
    """Agent, comparator, population and outcome."""
    asserted: int
    hedged: int
    negated: int
    articles: int
    years: str

    @property
    def denied(self) -> bool:
        """Whether nobody says so."""
        return not self.asserted + self.hedged


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose that articles state."""

    iri: str
    label: str
    per_day: str
    articles: int


@dataclass(frozen=True, slots=True)
class Concept:
    """All that the page of a concept shows."""

    iri: str
    label: str
    type: str
    definition: str
    names: tuple[str, ...]
    broader: tuple[Ref, ...]
    narrower: tuple[Ref, ...]
    same: tuple[str, ...]
    near: tuple[str, ...]
    said: tuple[Said, ...]
    """Of the concept itself."""
    among: tuple[Said, ...]
    """Of patients who are told by it, and of nothing else that it is."""
    against: tuple[tuple[tuple[Said, ...], tuple[Said, ...]], ...]
    """Statements that contradict each other, side by side."""
    years: tuple[tuple[int, int], ...]
    """Year, and how many articles of it."""
    doses: tuple[Dose, ...]


def concept(store: GraphStore, iri: str) -> Concept:
    """The concept of that IRI."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows(store, "concept", values("concept", [iri])):
        told[row["what"]].append(row)
    if not told:
        raise Refused(404, f"no such concept: {iri}")

    def all_(what: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row["value"] for row in told[what]))

    def refs(what: str) -> tuple[Ref, ...]:
        return tuple(dict.fromkeys(Ref(row["value"], row["label"]) for row in told[what]))

    label = next(iter(all_("label")), iri.rpartition("/")[2])
    about = values("_about", [iri])
    said = tuple(_said(row) for row in rows(store, "said-of", about, TAKES_PART) if row["proposition"])
    own = {one.iri for one in said}
    among = (_said(row) for row in rows(store, "said-of", about, AMONG) if row["proposition"])
    others = tuple(one for one in among if one.iri not in own)
    counted = [row for row in rows(store, "years", about, ABOUT) if row["year"].isdecimal()]
    return Concept(
        iri=iri,
        label=label,
        type=next(iter(all_("type")), "concept"),
        definition=next(iter(all_("definition")), ""),
        names=tuple(name for name in all_("name") if name != label),
        broader=refs("broader"),
        narrower=refs("narrower"),
        same=all_("the same elsewhere"),
        near=all_("near it elsewhere"),
        said=said,
        among=others,
        against=tuple(contradictions((*said, *others))),
        years=tuple((int(row["year"]), int(row["articles"])) for row in counted),
        doses=tuple(
            Dose(row["dose"], row["label"], f"{row['per_day']} {row['unit']}".strip(), int(row["articles"]))
            for row in rows(store, "doses", values("concept", [iri]))
            if row["dose"]
        ),
    )


def contradictions(said: Iterable[Said]) -> list[tuple[tuple[Said, ...], tuple[Said, ...]]]:
    """What speaks for and against the same thing: opposite directions, or a statement and its denial."""
    things: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for one in said:
        things[one.kind, *one.about].append(one)
    found = []
    for (kind, *_), statements in things.items():
        towards, away = OPPOSITES.get(kind, (set(), set()))
        for_ = tuple(one for one in statements if one.direction in towards and one.asserted + one.hedged)
        against = tuple(one for one in statements if one.direction in away and one.asserted + one.hedged)
        if for_ and against:
            found.append((for_, against))
        found += [((one,), ()) for one in statements if one.negated and one.asserted + one.hedged]
    return found


def _said(row: Row) -> Said:
    first, last = row["first"], row["last"]
    return Said(
        iri=row["proposition"],
        statement=row["statement"],
        kind=row["kind"],
        direction=row["direction"],
        about=(row["agent"], row["comparator"], row["population"], row["outcome"]),
        asserted=int(row["asserted"]),
        hedged=int(row["hedged"]),
        negated=int(row["negated"]),
        articles=int(row["articles"]),
        years=first if first == last else f"{first}–{last}",
    )
