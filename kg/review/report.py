"""Decisions that did not find their claim, and curators who disagree: reported, never dropped."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.mapping.decision import node, reading
from kg.graph.store import GraphStore
from kg.graph.vocab import CML
from kg.model import Finding, Severity
from kg.review.decisions import Decisions

_DECIDED = f"SELECT DISTINCT ?decision WHERE {{ ?claim <{CML.decision.value}> ?decision }}"


def findings(store: GraphStore, decisions: Decisions, file: str) -> Iterator[Finding]:
    """A warning for each of them; ``file`` is the name of the file of decisions."""
    answer = store.query(_DECIDED)
    assert isinstance(answer, ox.QuerySolutions)
    decided = {solution["decision"] for solution in answer}
    for decision in decisions:
        if node(store.base, decision) not in decided:
            yield Finding(
                Severity.WARNING,
                f"{decision.reviewer} decided '{decision.verdict}' on a claim that is not read any more "
                f"({reading(decision.columns)}).",
                file=file,
                record=decision.article,
                quote=decision.quote,
                mend="Read the sentence again, and decide on what is read now; the decision is kept.",
            )
    for group in decisions.conflicts():
        said = " and ".join(f"{decision.reviewer} '{decision.verdict}'" for decision in group)
        yield Finding(
            Severity.WARNING,
            f"Curators do not agree on a claim: {said} ({reading(group[0].columns)}).",
            file=file,
            record=group[0].article,
            quote=group[0].quote,
            mend="Settle it among them, and import what they decide; until then the claim stays as it is.",
        )
