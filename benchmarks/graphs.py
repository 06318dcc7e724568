"""Builds a graph of invented articles that has about so many triples.

    python -m benchmarks.graphs 10000000 -o FOLDER

The first 500 articles are read as any others; larger graphs hold them again and again, with names and PMIDs
of their own. What articles share (concepts, doses, patients, propositions) they go on sharing.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from benchmarks.generate import write
from kg.graph.iris import OF_ONE_ARTICLE
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.model import Record
from kg.pipeline import Interpreter
from kg.readers import read_inputs

READ = 500
_NODE = re.compile(rf"/id/({'|'.join(OF_ONE_ARTICLE)})/([0-9a-f]{{21}})[0-9a-f]{{3}}>")
_PMID = re.compile(r"\b50(\d{6})\b")


def originals() -> list[str]:
    """N-Quads of each article that is read."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "articles.xml"
        write(file, READ)
        interpreter = Interpreter()
        return [
            "".join(f"{quad} .\n" for quad in quads(interpreter.read(record)))
            for record in read_inputs([file])
            if isinstance(record, Record)
        ]


def copies(articles: list[str], triples: int) -> Iterator[str]:
    """N-Quads of articles until they are so many triples."""
    made = copy = 0
    while True:
        for article in articles:
            if made >= triples:
                return
            made += article.count("\n")
            yield _copied(article, copy) if copy else article
        copy += 1


def _copied(article: str, copy: int) -> str:
    renamed = _NODE.sub(rf"/id/\1/\g<2>{copy:03x}>", article)
    return _PMID.sub(rf"{50 + copy}\1", renamed)


def make(triples: int, folder: Path, articles: list[str] | None = None) -> int:
    """The graph in the folder; how many articles it has."""
    count = 0
    with GraphStore.create(folder) as draft:
        for article in copies(articles or originals(), triples):
            draft.add_graph(ox.parse(article, ox.RdfFormat.N_QUADS), f"article {count}")
            count += 1
        draft.commit("benchmark")
    return count


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("triples", type=int)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    arguments = parser.parse_args()
    print(make(arguments.triples, arguments.output), "articles")


if __name__ == "__main__":
    main()
