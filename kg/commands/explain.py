"""``cml-kg explain``."""

import argparse
from collections.abc import Sequence

from kg.commands.shared import DONE, add_graph, open_graph

SUMMARY = "show how a sentence, or the sentence of a claim, is read, and why not otherwise"


def add_arguments(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Its options."""
    parser.add_argument("what", metavar="SENTENCE|IRI", help="a sentence, or the IRI of a claim of the graph")
    add_graph(parser)


def run(arguments: argparse.Namespace) -> int:
    """Does it; the exit code."""
    what = arguments.what.strip()
    if what.startswith(("http://", "https://", "urn:")) and not any(map(str.isspace, what)):
        return _claim(arguments, what)
    return _text(what)


def _text(text: str) -> int:
    from kg.errors import CmlKgError
    from kg.explain.tell import told
    from kg.explain.trace import trace
    from kg.model import Record

    if not text:
        raise CmlKgError("there is no sentence to explain")
    record = Record(key="typed", title="", abstract=text, file="", format="", digest="")
    before = len(record.text) - len(text)

    def shown(offset: int) -> int:
        return offset - before

    _, traces = trace(record, shown)
    for found in traces:
        if found.sentence.text.strip():
            print("\n".join(told(found, shown)), end="\n\n")
    return DONE


def _claim(arguments: argparse.Namespace, iri: str) -> int:
    from pyoxigraph import NamedNode

    from kg.explain.stored import stored
    from kg.explain.tell import rule, told
    from kg.explain.trace import trace
    from kg.graph.mapping import quads

    with open_graph(arguments) as store:
        claim, base = stored(store, iri), store.base
    reading, traces = trace(claim.record)
    print(f"{claim.words} ({claim.status}), article {claim.record.key}")
    print(f"by {rule(claim.rule, claim.confidence)}")
    if NamedNode(iri) not in {quad.subject for quad in quads(reading, base)}:
        print("The rules as they are now do not read it from the text again.")
    for found in traces:
        if found.sentence.start in claim.starts:
            print()
            print("\n".join(told(found)))
    return DONE
