"""From mentions to claims: one file a claim kind, over clauses of typed chunks."""
