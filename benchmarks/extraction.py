"""Measures the extraction on gold, and writes the figures into benchmarks/extraction.md.

    python -m benchmarks.extraction NAME=GOLD... -g FOLDER

NAME says what a set is ("looked at while the rules were made", "only scored"); GOLD is as for
``cml-kg evaluate``.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from kg.evaluate.gold import read_gold
from kg.evaluate.layouts import ALL
from kg.evaluate.run import Evaluation, evaluate
from kg.evaluate.scores import Measure
from kg.graph.store import GraphStore

PAGE = Path(__file__).with_suffix(".md")
BEGIN, END = "<!-- measured -->\n", "<!-- end of measured -->"


def section(name: str, evaluation: Evaluation) -> Iterator[str]:
    """The lines of one set: totals in every set of columns, kinds in all columns together."""
    absent = f"; {len(evaluation.absent)} of them are not in the graph" if evaluation.absent else ""
    yield f"## {name}\n\n{evaluation.articles} articles{absent}. In brackets: 95 % intervals.\n"
    yield "| table | rows | columns | expected | found | right | precision | recall | F1 |"
    yield "| --- | --- | --- | ---: | ---: | ---: | --- | --- | --- |"
    for line in evaluation.lines:
        if line.rows == "all" or line.columns == ALL or line.table == "mentions":
            score = line.score
            measures = (score.precision, score.recall, score.f1)
            cells = (line.table, line.rows, line.columns, score.expected, score.found, score.right)
            yield f"| {' | '.join(map(str, cells))} | {' | '.join(map(shown, measures))} |"
    if evaluation.rules:
        yield "\n| rule | found | right | precision |\n| --- | ---: | ---: | ---: |"
    for rule, (found, right) in evaluation.rules.items():
        yield f"| {rule} | {found} | {right} | {right / found:.2f} |"
    yield ""


def shown(measure: Measure) -> str:
    """``0.91 (0.85-0.96)``.

    >>> shown(Measure(0.912, 0.85, 0.957)), shown(Measure(None))
    ('0.91 (0.85-0.96)', '')
    """
    if measure.value is None:
        return ""
    interval = "" if measure.low is None else f" ({measure.low:.2f}-{measure.high:.2f})"
    return f"{measure.value:.2f}{interval}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=GOLD")
    parser.add_argument("-g", "--graph", default="graph", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    lines: list[str] = []
    with GraphStore.open(arguments.graph) as store:
        for stated in arguments.sets:
            name, _, path = stated.rpartition("=")
            lines += section(name or Path(path).name, evaluate(store, read_gold([Path(path)])))
    head, rest = PAGE.read_text(encoding="utf-8").split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    PAGE.write_text(head + BEGIN + "\n".join(lines) + END + tail, encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
