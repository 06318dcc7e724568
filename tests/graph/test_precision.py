"""Counts, intervals, p-values and hazard ratios survive the way through the graph."""

from kg.graph.mapping import quads
from kg.graph.statements import statements
from kg.graph.store import GraphStore
from kg.model import Record
from kg.pipeline import Interpreter

ABSTRACT = (
    "With dasatinib, an MMR was reached by 12 of 26 patients (46%; 95% CI, 27-67). "
    "PFS was better with dasatinib than with imatinib (hazard ratio, 0.62; 95% CI 0.41-0.94; p < 0.05). "
    "Nilotinib was well tolerated."
)


def test_what_is_written_is_read_back() -> None:
    record = Record("1", "Dasatinib in CML", ABSTRACT, "case.txt", "plain-text", "0" * 64)
    store = GraphStore.in_memory(quads(Interpreter().read(record)))
    told = {claim.kind: claim.precision for claim in statements(store).claims}
    assert told["outcome"] == "12/26; 95 % CI 27 to 67"
    assert told["comparison"] == "hazard ratio 0.62; 95 % CI 0.41 to 0.94; p < 0.05"
    assert told["safety"] == ""
