"""A graph's claims as a table to fill in, and the filled-in table as decisions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.columns.cells import key, plain
from kg.columns.ground import Ungrounded
from kg.errors import CmlKgError, InputError
from kg.graph import precision
from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES
from kg.model import CLAIM_COLUMNS, Decision, Verdict
from kg.review import table
from kg.review.apply import RULE
from kg.review.decisions import CORRECTED, Decisions, about, changes, corrections, name

_READ = ("precision", "start", "end", "rule", "confidence", "confirmed_by", "set_aside")
COLUMNS = (
    *("id", "article", *CLAIM_COLUMNS, "quote", *_READ),
    *("decision", *CORRECTED, "reviewer", "reason", "decided"),
)
_NEEDED = ("id", "article", *CLAIM_COLUMNS, "quote", "decision", *CORRECTED, "reviewer", "reason")
_CLAIMS = "".join(f"PREFIX {short}: <{iri}>\n" for short, iri in PREFIXES.items()) + (
    """SELECT DISTINCT ?article ?kind ?agent ?dose ?comparator ?comparator_dose ?population ?outcome
  ?direction ?value ?unit ?timepoint ?certainty ?quote ?start ?end ?rule ?confidence ?confirmed_by ?set_aside
  (here) WHERE {
  ?claim a cml:Claim ; cml:kind ?kind ; cml:direction ?direction ; cml:status ?certainty ; cml:rule ?rule ;
    prov:wasDerivedFrom/dcterms:identifier ?article ; cml:evidence/oa:hasTarget/oa:hasSelector ?place .
  ?place oa:exact ?quote ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?claim cml:agent/skos:prefLabel ?agent }
  OPTIONAL { ?claim cml:agentDose/skos:prefLabel ?dose }
  OPTIONAL { ?claim cml:comparator/skos:prefLabel ?comparator }
  OPTIONAL { ?claim cml:comparatorDose/skos:prefLabel ?comparator_dose }
  OPTIONAL { ?claim cml:population/skos:prefLabel ?population }
  OPTIONAL { ?claim cml:outcome/skos:prefLabel ?outcome }
  OPTIONAL { ?claim cml:value ?value }
  OPTIONAL { ?claim cml:valueUnit ?unit }
  OPTIONAL { ?claim cml:timepoint ?timepoint }
  OPTIONAL { ?claim cml:confidence ?confidence }
  OPTIONAL { ?claim cml:confirmedBy ?confirmed_by }
  OPTIONAL { ?claim cml:setAside ?set_aside }
""".replace("(here)", precision.VARIABLES)
    + precision.PATTERNS
    + "\n} ORDER BY ?article ?start ?kind ?agent ?direction ?outcome ?value"
)


@dataclass(slots=True)
class Outcome:
    """What an import came to."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[InputError] = field(default_factory=list)


def claims(store: GraphStore) -> Iterator[dict[str, str]]:
    """A row for each claim and sentence that was read, but for those of retracted works."""
    answer = store.query(_CLAIMS)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        row = {column: "" if (term := solution[column]) is None else str(term.value) for column in names}
        if row["rule"] != RULE and row["set_aside"] != "retracted":
            said = [row[column] for column in CLAIM_COLUMNS]
            told = precision.told(row)
            yield {"id": key(row["article"], said, row["quote"]), **row, "precision": told}


def export(store: GraphStore, decisions: Decisions, path: Path) -> int:
    """Writes the table, with what is decided already; how many claims it has."""
    if path.exists():
        raise CmlKgError(f"{path} is there already: import it if it is filled in, or give another name")
    known: dict[str, list[Decision]] = {}
    for decision in decisions:
        known.setdefault(about(decision), []).append(decision)
    rows = list(claims(store))
    table.write(path, COLUMNS, (filled for row in rows for filled in _filled(row, known.get(row["id"], []))))
    return len(rows)


def read(path: Path, decisions: Decisions, check: Callable[[tuple[str, ...]], object], now: str) -> Outcome:
    """Takes the decisions of a filled-in table; a line that says none is passed over, a wrong one refused.

    ``check`` raises Ungrounded for a correction that the graph cannot say.
    """
    outcome = Outcome()
    seen: dict[tuple[str, str], Decision] = {}
    for line, row in table.read(path, _NEEDED):
        row = {column: row.get(column, "") for column in COLUMNS}
        if not any(row[column] for column in ("decision", *CORRECTED)):
            continue
        try:
            decision = _decision(row, check, now)
            if seen.setdefault(name(decision), decision) != decision:
                raise _Refused("the same curator decides about this claim twice", "leave one of the lines")
        except _Refused as why:
            outcome.refused.append(InputError(f"line {line}: {why.problem}", file=str(path), mend=why.mend))
    for named, decision in seen.items():
        before = decisions.found.get(named)
        if before is not None and _same(before, decision):
            outcome.same += 1
            continue
        decisions.found[named] = decision
        outcome.new += before is None
        outcome.changed += before is not None
    return outcome


class _Refused(Exception):
    def __init__(self, problem: str, mend: str) -> None:
        self.problem, self.mend = problem, mend


def _filled(row: dict[str, str], decisions: list[Decision]) -> Iterator[dict[str, str]]:
    if not decisions:
        yield row
    for decision in decisions:
        yield {
            **row,
            **dict(zip(CORRECTED, changes(decision), strict=True)),
            "decision": decision.verdict.value,
            "reviewer": decision.reviewer,
            "reason": decision.reason,
            "decided": decision.time,
        }


def _decision(row: Mapping[str, str], check: Callable[[tuple[str, ...]], object], now: str) -> Decision:
    columns = tuple(row[column] for column in CLAIM_COLUMNS)
    words = ", ".join(Verdict)
    try:
        verdict = Verdict(plain(row["decision"]))
    except ValueError:
        said = f"there is no decision '{row['decision']}'" if row["decision"] else "it has no decision"
        raise _Refused(said, f"write one of {words}") from None
    if plain(row["id"]) != key(row["article"], columns, row["quote"]):
        raise _Refused(
            "the id does not fit the claim", "leave what was exported, and correct in the columns corrected_"
        )
    if not row["reviewer"]:
        raise _Refused("it does not say who decided", "fill in the column reviewer")
    cells = [row[column] for column in CORRECTED]
    corrected = corrections(columns, cells) if any(cells) else ()
    if (verdict is Verdict.CORRECT) != (bool(corrected) and corrected != columns):
        raise _Refused(
            f"the decision is {verdict}, and the columns corrected_ say {'more' if corrected else 'nothing'}",
            "fill in what should be said, or decide otherwise",
        )
    if corrected:
        try:
            check(corrected)
        except Ungrounded as error:
            raise _Refused(f"corrected_{error}", "use the words of the evidence table") from None
    return Decision(
        article=row["article"],
        columns=columns,
        quote=row["quote"],
        verdict=verdict,
        reviewer=row["reviewer"],
        time=now,
        reason=row["reason"],
        corrected=corrected,
    )


def _same(before: Decision, after: Decision) -> bool:
    """Whether two decisions of one curator differ in their time only."""
    return (before.verdict, before.corrected, before.reason) == (
        after.verdict,
        after.corrected,
        after.reason,
    )
