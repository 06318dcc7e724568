"""A file of general literature with few records of the field: what each step of a scan takes.

    python -m benchmarks.scan [--records N] [--share S]

The file is invented (``benchmarks.generate``), of the size of a baseline file of PubMed: 30,000 records, one
in 500 on CML.
"""

import argparse
import gzip
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generate import write
from kg.graph.lexicon import load_lexicon
from kg.readers import READERS
from kg.readers.inputs import Read, read_files
from kg.terminology.screen import Screen

_BLOCK = 1 << 18


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, default=30_000)
    parser.add_argument("--share", type=float, default=0.002)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "baseline.xml.gz"
        write(file, arguments.records, share=arguments.share)
        screen = Screen(load_lexicon())
        steps: dict[str, Callable[[], int]] = {
            "decompress": lambda: _decompressed(file),
            "scan: decompress, digest, cut, screen, parse what is left": lambda: _read(file, screen),
            "parse all: decompress, digest, cut, parse": lambda: _read(file, None),
        }
        taken = {step: _seconds(work) for step, work in steps.items()}
        size = file.stat().st_size
    whole = taken["parse all: decompress, digest, cut, parse"][0]
    print(f"{arguments.records} records, {size >> 20} MiB packed, Python {platform.python_version()}\n")
    print("| step | seconds | records/s | share of parsing all | gives |\n| --- | --- | --- | --- | --- |")
    for step, (seconds, gives) in taken.items():
        rate = arguments.records / seconds
        print(f"| {step} | {seconds:.2f} | {rate:,.0f} | {seconds / whole:.0%} | {gives:,} |")


def _decompressed(file: Path) -> int:
    with gzip.open(file) as stream:
        return sum(len(block) for block in iter(lambda: stream.read(_BLOCK), b""))


def _read(file: Path, screen: Screen | None) -> int:
    return sum(isinstance(item, Read) for item in read_files(READERS, [file], screen))


def _seconds(work: Callable[[], int]) -> tuple[float, int]:
    """The best of two runs."""
    best, gives = float("inf"), 0
    for _ in range(2):
        start = time.perf_counter()
        gives = work()
        best = min(best, time.perf_counter() - start)
    return best, gives


if __name__ == "__main__":
    main()
