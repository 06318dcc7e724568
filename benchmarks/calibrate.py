"""Measures how often each rule is right, and writes that into ontology/rules.ttl.

    python -m benchmarks.calibrate GOLD... [-g FOLDER]

GOLD is as for ``cml-kg evaluate``, and the graph is one that was built from the same articles. A rule's
confidence is (right + S * p) / (found + S), the mean of a Beta distribution that knows, before it has seen
the rule, the precision p of all rules together as well as S rows would tell it. Build again afterwards, for
claims carry the numbers.
"""

import argparse
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from kg.evaluate.gold import read_gold
from kg.evaluate.run import evaluate
from kg.graph.rules import load_rules
from kg.graph.store import GraphStore

RULES = Path(__file__).parents[1] / "ontology" / "rules.ttl"
STRENGTH = 10
_NUMBERS = re.compile(r"cml:confidence [\d.]+ ; cml:found \d+ ; cml:right \d+ \.")


def calibrated(counts: Mapping[str, tuple[int, int]], rules: list[str]) -> dict[str, tuple[float, int, int]]:
    """Confidence, found and right of each rule; ``counts`` are (found, right), and may lack some.

    >>> calibrated({"a": (90, 81), "b": (10, 8)}, ["a", "b", "c"])
    {'a': (0.898, 90, 81), 'b': (0.841, 10, 8), 'c': (0.882, 0, 0)}
    """
    found, right = (sum(count[at] for count in counts.values()) for at in (0, 1))
    overall = (right + 1) / (found + 2)
    known = {rule: counts.get(rule, (0, 0)) for rule in rules}
    return {
        rule: (round((good + STRENGTH * overall) / (made + STRENGTH), 3), made, good)
        for rule, (made, good) in known.items()
    }


def rewritten(turtle: str, numbers: Mapping[str, tuple[float | Decimal, int, int]]) -> str:
    """The file with the new numbers, and nothing else changed."""
    blocks = turtle.split("\nr:")
    for at, block in enumerate(blocks[1:], start=1):
        confidence, found, right = numbers[block.split(" ", 1)[0]]
        said = f"cml:confidence {confidence} ; cml:found {found} ; cml:right {right} ."
        blocks[at], changes = _NUMBERS.subn(said, block)
        assert changes == 1, f"the numbers of r:{block.splitlines()[0]} do not stand in one line"
    return "\nr:".join(blocks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD")
    parser.add_argument("-g", "--graph", default="graph", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    gold = read_gold(arguments.gold)
    with GraphStore.open(arguments.graph) as store:
        counts = evaluate(store, gold).rules
    numbers = calibrated(counts, list(load_rules()))
    RULES.write_text(rewritten(RULES.read_text(encoding="utf-8"), numbers), encoding="utf-8")
    for rule, (confidence, found, right) in numbers.items():
        print(f"{rule:<28}{confidence:>7} {right:>5} of {found}")


if __name__ == "__main__":
    main()
