"""How long each saved question takes on a graph, with the values of its example; into benchmarks/queries.md.

    python -m benchmarks.graphs 1000000 -o FOLDER && python -m benchmarks.queries FOLDER

Each question runs in a process of its own, which opens the graph, asks once to warm up and then twice, and
counts the processor's time of the faster run, so that other work on the machine matters little.
"""

import argparse
import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.speed import machine
from kg.graph.store import GraphStore
from kg.query import Question, questions, run
from kg.query.parameters import allowed

PAGE = Path(__file__).with_suffix(".md")
BEGIN, END = "<!-- measured -->\n", "<!-- end of measured -->\n"
AIM = 0.1
LIMIT = 15.0
"""Seconds on the clock after which a question is given up."""
_LONG = 2.0
"""What takes so many seconds is not asked again."""


def seconds(question: Question, folder: Path) -> tuple[float, int] | None:
    """Processor's seconds and rows of the answer; None where it takes too long."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    asked = context.Process(target=_ask, args=(question.name, folder, theirs), daemon=True)
    asked.start()
    found = ours.recv() if ours.poll(LIMIT) else None
    asked.kill()
    asked.join()
    return found


def _ask(name: str, folder: Path, answer: Connection) -> None:
    question, took = questions()[name], []
    with GraphStore.open(folder) as store:
        values = _values(question, store)
        for _ in range(3):
            began = time.process_time()
            table = run(question, store, values)
            took.append(time.process_time() - began)
            if took[0] > _LONG:
                break
    answer.send((min(took), len(table.rows)))


def _values(question: Question, store: GraphStore) -> dict[str, str]:
    """The example, with texts of this graph where it names one of another (the key of an article)."""
    values = dict(question.example)
    for parameter in question.parameters:
        known = allowed(parameter, store) if parameter.type == "text" and parameter.name in values else []
        if known and values[parameter.name] not in known:
            values[parameter.name] = known[0]
    return values


def table(folder: Path) -> str:
    """A row for each question, the slowest first."""
    found = {question.name: (question, seconds(question, folder)) for question in questions().values()}
    slowest = sorted(found.items(), key=lambda item: item[1][1] or (LIMIT, 0), reverse=True)
    fast = sum(1 for _, measured in found.values() if measured and measured[0] < AIM)
    with GraphStore.open(folder) as store:
        held = store.counts()
    lines = [
        f"{fast} of {len(found)} questions were answered in less than {AIM * 1000:.0f} ms, on a graph of "
        f"{held['articles']:,} articles, {held['claims']:,} claims and {held['statements']:,} triples.\n",
        machine() + "\n",
        "| question | example | ms | rows |",
        "| --- | --- | ---: | ---: |",
    ]
    for name, (question, measured) in slowest:
        values = ", ".join(f"{key}: {value}" for key, value in question.example.items())
        took, rows = (
            (f"{measured[0] * 1000:,.0f}", f"{measured[1]:,}") if measured else (f"> {LIMIT:.0f} s", "")
        )
        lines.append(f"| {name} | {values} | {took} | {rows} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("graph", type=Path, metavar="FOLDER")
    measured = table(parser.parse_args().graph)
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{measured}{END}{rest.partition(END)[2]}", encoding="utf-8")
    print(measured, end="")


if __name__ == "__main__":
    main()
