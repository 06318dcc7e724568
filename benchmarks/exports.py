"""How fast Turtle of a built graph is written, beside pyoxigraph's own serialiser over the same articles.

    python -m benchmarks.exports FOLDER

Both read the triples from the store; the processor's time is counted, so that other work matters little.
"""

import argparse
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg.export import turtle
from kg.graph.store import GraphStore


def speed(write: Callable[[IO[bytes]], object]) -> tuple[int, float]:
    """Triples written, and how many a second."""
    stream = io.BytesIO()
    began = time.process_time()
    write(stream)
    taken = time.process_time() - began
    count = sum(1 for _ in parse(stream.getvalue(), format=RdfFormat.TURTLE))
    return count, count / taken


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    with GraphStore.open(parser.parse_args().folder) as store:

        def triples() -> Iterator[Triple]:
            for graph in store.article_graphs():
                for quad in store.quads(graph):
                    yield quad.triple

        names = turtle.prefixes(store.base)
        ours = speed(lambda stream: turtle.write(store, stream))
        own = speed(lambda stream: serialize(triples(), stream, RdfFormat.TURTLE, prefixes=names))
    print(f"cml-kg      {ours[0]:9,} triples  {ours[1]:9,.0f} a second")
    print(f"pyoxigraph  {own[0]:9,} triples  {own[1]:9,.0f} a second  ({ours[1] / own[1]:.2f} of it)")


if __name__ == "__main__":
    main()
