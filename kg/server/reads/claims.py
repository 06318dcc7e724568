"""Claims that fit what is asked, with all there is to say about each."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from kg.graph import precision
from kg.graph.store import GraphStore
from kg.server.errors import Refused
from kg.server.reads.labels import concept_named
from kg.server.reads.model import Claim, Claims, Ref, Sentence, Source
from kg.server.reads.rows import Row, date, page, rows, value, values

TAKES_PART = """{ ?claim (cml:agent|cml:comparator)/cml:component? ?_about }
    UNION { ?claim cml:outcome ?_about }"""
"""Claims that say something of ?_about."""
AMONG = """?claim cml:population/cml:member/
    (cml:groupDisease|cml:groupStatus|cml:groupDrug|cml:groupMutation) ?_about ."""
"""Claims about patients that are told by ?_about."""
ABOUT = f"{{ {{ {TAKES_PART} }} UNION {{ {AMONG} }} }}"
"""Claims in which ?_about has any part."""
_CONCEPTS = {
    "drug": "?claim (cml:agent|cml:comparator)/cml:component?/skos:broader* ?_drug .",
    "outcome": "?claim cml:outcome/skos:broader* ?_outcome .",
    "about": ABOUT,
}
_TEXTS = {
    "kind": "(given) ?claim cml:kind ?_kind .",
    "direction": "(given) ?claim cml:direction ?_direction .",
    "population": """(given) ?claim cml:population/cml:member/skos:prefLabel ?patients .
      FILTER(LCASE(STR(?patients)) = LCASE(?_population))""",
    "statement": "(given) ?claim cml:proposition ?said_so . FILTER(STRENDS(STR(?said_so), ?_statement))",
    "article": "(given) ?claim prov:wasDerivedFrom/dcterms:identifier ?_article .",
    "words": """{ SELECT ?selector ?_words WHERE {
        (given) ?selector oa:exact ?said FILTER(CONTAINS(LCASE(?said), LCASE(?_words))) } }
      ?span oa:hasSelector ?selector . ?evidence oa:hasTarget ?span . ?claim cml:evidence ?evidence .""",
    "since": """(given) ?claim prov:wasDerivedFrom/dcterms:issued ?issued_since .
      FILTER(STR(?issued_since) >= ?_since)""",
}
FILTERS = (*_CONCEPTS, *_TEXTS, "certainty")
"""What claims may be asked for by."""
_CERTAIN = {
    "": 'VALUES ?certainty { "asserted" "hedged" }',
    "asserted": 'VALUES ?certainty { "asserted" }',
    "hedged": 'VALUES ?certainty { "hedged" }',
    "negated": 'VALUES ?certainty { "negated" }',
    "any": "",
}
_STANDING = "MINUS { ?claim cml:setAside ?why }"
"""Not FILTER NOT EXISTS, which looks up each claim; these are few."""
_RULED = ("rejected", "corrected")


def claims(
    store: GraphStore, asked: Mapping[str, str], limit: int, offset: int = 0, standing: bool = True
) -> Claims:
    """A page of the claims that fit; with ``standing``, none that is set aside."""
    certainty = asked.get("certainty", "")
    if certainty not in _CERTAIN:
        raise Refused(400, f"certainty: '{certainty}' is none of {', '.join(filter(None, _CERTAIN))}")
    patterns = [_CERTAIN[certainty], _STANDING if standing else ""]
    for name, given in asked.items():
        if given and name in _CONCEPTS:
            patterns += [values(f"_{name}", [concept_named(store, given).iri]), _CONCEPTS[name]]
        elif given and name in _TEXTS:
            block = (date if name == "since" else value)(f"_{name}", given)
            patterns.append(_TEXTS[name].replace("(given)", block, 1))
    total, found = page(store, "claims", limit, offset, *patterns)
    return Claims(total, tuple(details(store, [row["claim"] for row in found])))


def claims_about(store: GraphStore, concepts: Iterable[str], limit: int) -> Claims:
    """Claims in which all of the concepts have a part, or none if there are no concepts."""
    patterns = [_STANDING]
    for number, iri in enumerate(concepts):
        patterns += [values(f"_about{number}", [iri]), ABOUT.replace("?_about", f"?_about{number}")]
    if len(patterns) == 1:
        return Claims(0, ())
    total, found = page(store, "claims", limit, 0, *patterns)
    return Claims(total, tuple(details(store, [row["claim"] for row in found])))


def claim(store: GraphStore, digest: str) -> Claim:
    """The claim whose IRI ends so."""
    if re.fullmatch(r"[0-9a-f]{24}", digest):
        for found in details(store, [f"{store.base}claim/{digest}"]):
            return found
    raise Refused(404, f"no such claim: {digest}")


def details(store: GraphStore, iris: Iterable[str]) -> list[Claim]:
    """The claims of these IRIs, in this order; those that are not there are left out."""
    wanted = list(iris)
    if not wanted:
        return []
    these = values("claim", wanted)
    said: dict[str, list[Sentence]] = {}
    for row in rows(store, "claim-sentences", these):
        sentence = Sentence(row["text"], int(row["start"]), int(row["end"]))
        said.setdefault(row["claim"], []).append(sentence)
    found: dict[str, Row] = {}
    for row in rows(store, "claim-details", these):
        if row["claim"] not in found or row["verdict"] in _RULED:
            found[row["claim"]] = row
    articles = sources(store, {row["article"] for row in found.values()})
    precise = {
        row["claim"]: precision.told(row) for row in rows(store, "claim-precision", these, precision.PATTERNS)
    }
    return [
        _claim(found[iri], articles[found[iri]["article"]], tuple(said.get(iri, ())), precise.get(iri, ""))
        for iri in wanted
        if iri in found
    ]


def sources(store: GraphStore, iris: Iterable[str]) -> dict[str, Source]:
    """The articles of these IRIs."""
    found: dict[str, Source] = {}
    for row in rows(store, "sources", values("article", sorted(iris))):
        found.setdefault(
            row["article"],
            Source(
                row["article"],
                row["key"],
                row["title"],
                row["date"],
                row["journal"],
                row["retracted"] == "true",
            ),
        )
    return found


def _claim(row: Row, article: Source, sentences: tuple[Sentence, ...], precise: str) -> Claim:
    def ref(name: str) -> Ref | None:
        return Ref(row[name], row[f"{name}_label"]) if row[name] else None

    return Claim(
        iri=row["claim"],
        statement=row["statement"],
        kind=row["kind"],
        direction=row["direction"],
        certainty=row["certainty"],
        agent=ref("agent"),
        dose=ref("dose"),
        comparator=ref("comparator"),
        comparator_dose=ref("comparator_dose"),
        population=ref("population"),
        outcome=ref("outcome"),
        value=Decimal(row["value"]) if row["value"] else None,
        unit=row["unit"] or None,
        timepoint=row["timepoint"] or None,
        precision=precise or None,
        rule=row["rule"],
        confidence=Decimal(row["confidence"]) if row["confidence"] else None,
        set_aside=row["set_aside"] or None,
        verdict=row["verdict"] or None,
        article=article,
        sentences=sentences,
    )
