"""Files of general literature, screened by the workers of a cluster that see them.

The unit of work is a file, and what names the field comes back. One that a worker does not see is read
by the process that asks.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.cluster import on_cluster
from kg.graph.lexicon import load_lexicon
from kg.readers import read_one
from kg.readers.inputs import Elsewhere, Item
from kg.terminology.screen import Screen


class Scanned(NamedTuple):
    """What a file holds of the field, and how many of its records are not."""

    items: list[Item]
    left_out: int


class Scanner:
    """Reads files where they lie; made once by each worker."""

    def __init__(self) -> None:
        self._screen = Screen(load_lexicon())

    def __call__(self, file: tuple[Path, int]) -> Scanned | None:
        """What is in the file; None if a file of this name and size is not to be seen here."""
        path, size = file
        try:
            if path.stat().st_size != size:
                return None
        except OSError:
            return None
        self._screen.left_out = 0
        items = list(read_one(path, self._screen))
        return Scanned(items, self._screen.left_out)


def on_workers(screen: Screen, engine: str, program: Callable[[], str]) -> Elsewhere:
    """Reads files on the workers of the engine; what they leave out is counted by the ``screen``."""

    def read(paths: Sequence[Path]) -> Iterator[list[Item] | None]:
        files = ((path.absolute(), path.stat().st_size if path.is_file() else -1) for path in paths)
        for scanned in on_cluster(files, engine, program, Scanner, chunk_size=1):
            if scanned:
                screen.left_out += scanned.left_out
            yield scanned.items if scanned else None

    return read
