"""Measured rules: the more a rule was seen, the more its own precision counts."""

from pathlib import Path

from benchmarks.calibrate import RULES, calibrated, rewritten
from kg.graph.rules import load_rules


def test_a_rule_that_was_seen_rarely_is_drawn_to_the_precision_of_all() -> None:
    counts = {"often": (900, 810), "rarely": (1, 0)}
    numbers = calibrated(counts, ["often", "rarely", "never"])
    assert numbers["often"] == (0.9, 900, 810)
    assert 0.8 < numbers["rarely"][0] < 0.9
    assert 0.89 < numbers["never"][0] < 0.9


def test_no_confidence_is_zero_or_more_than_one() -> None:
    for counts in ({}, {"a": (50, 0)}, {"a": (50, 50)}):
        assert all(0 < confidence <= 1 for confidence, *_ in calibrated(counts, ["a", "b"]).values())


def test_new_numbers_are_all_that_changes(tmp_path: Path) -> None:
    turtle = RULES.read_text(encoding="utf-8")
    numbers = dict.fromkeys(load_rules(), (0.5, 4, 2)) | {"need.finding": (0.875, 8, 7)}
    file = tmp_path / "rules.ttl"
    file.write_text(rewritten(turtle, numbers), encoding="utf-8")
    rules = load_rules(file)
    assert {rule.id: (float(rule.confidence), rule.found, rule.right) for rule in rules.values()} == numbers
    assert {rule.definition for rule in rules.values()} == {rule.definition for rule in load_rules().values()}
    assert (
        rewritten(turtle, {r.id: (r.confidence, r.found, r.right) for r in load_rules().values()}) == turtle
    )
