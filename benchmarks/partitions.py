"""How time and memory of writing partitions grow with the records; written into benchmarks/partitions.md.

    python -m benchmarks.partitions 1000 10000

No store is in the way here: this is what reading, mapping, validation and packing take, on all cores. Each
size is written in a process of its own from invented records.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import write
from benchmarks.growth import WORKERS, peak, table
from benchmarks.speed import BEGIN, END, machine

PAGE = Path(__file__).with_name("partitions.md")


def measured(count: int) -> dict[str, tuple[float, float]]:
    """Seconds, and MB at the most, of each kind of process."""
    from kg.partitions import write_partitions

    with TemporaryDirectory() as folder:
        source = Path(folder) / "records.xml"
        write(source, count)
        peak()
        began = time.perf_counter()
        write_partitions([source], Path(folder) / "parts")
        taken = time.perf_counter() - began
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return {"process that writes": (taken, peak()), WORKERS: (0.0, workers)}


def main() -> None:
    """Measures the sizes that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", type=int, nargs="+", metavar="RECORDS")
    parser.add_argument("--one", action="store_true", help="measure here, and print it as JSON")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measured(arguments.counts[0])))
        return
    found: dict[int, dict[str, tuple[float, float]]] = {}
    on = machine()
    for count in arguments.counts:
        command = [sys.executable, "-m", "benchmarks.partitions", "--one", str(count)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        found[count] = json.loads(said)
        print(count, said, file=sys.stderr)
    head, rest = PAGE.read_text(encoding="utf-8").split(BEGIN, 1)
    text = f"{head}{BEGIN}{on}\n\n{table(found)}{END}{rest.split(END, 1)[1]}"
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
