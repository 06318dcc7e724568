"""How time and memory of a build grow with its records; written into benchmarks/scale.md.

    python -m benchmarks.growth 1000 3000 10000

Each size is built in a process of its own from invented records, on all cores. Exponents are fitted on
logarithms: 1 is linear, 0 does not grow.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from math import log
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory

from benchmarks.generate import write
from benchmarks.speed import BEGIN, END, machine

PAGE = Path(__file__).with_name("scale.md")
STATUS, FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
WORKERS = "processes that read (largest)"


def measured(count: int) -> dict[str, tuple[float, float]]:
    """Seconds, and MB at the most, of each step of a build of so many records."""
    from kg.pipeline import build

    steps: dict[str, tuple[float, float]] = {}
    step, began = "reading", time.perf_counter()

    def told(_: int, what: str) -> None:
        nonlocal step, began
        now = step if ", now " in what else what.rpartition(", ")[2]
        if now != step:
            steps[step] = (time.perf_counter() - began, peak())
            step, began = now, time.perf_counter()

    with TemporaryDirectory() as folder:
        source = Path(folder) / "records.xml"
        write(source, count)
        peak()
        began = time.perf_counter()
        build([source], Path(folder) / "graph", progress=told)
        steps[step] = (time.perf_counter() - began, peak())
    steps[WORKERS] = (0.0, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)
    return steps


def peak() -> float:
    """The most MB since it was last asked."""
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines() if ":" in line)
    FORGET.write_text("5")
    return int(lines["VmHWM"].split()[0]) / 1000


def table(found: dict[int, dict[str, tuple[float, float]]]) -> str:
    """A row a step, with seconds and MB for each size and their exponents."""
    head = [f"{count:,} records" for count in found]
    lines = [
        f"| step | {' | '.join(head)} | time grows with | memory grows with |",
        f"| --- |{' ---: |' * (len(head) + 2)}",
    ]
    for step in next(iter(found.values())):
        cells = [_cell(*steps[step]) for steps in found.values()]
        grown = [_exponent({count: steps[step][part] for count, steps in found.items()}) for part in (0, 1)]
        lines.append(f"| {step} | {' | '.join(cells)} | {grown[0]} | {grown[1]} |")
    return "\n".join(lines) + "\n"


def _cell(seconds: float, most: float) -> str:
    return f"{seconds:,.0f} s, {most:,.0f} MB" if seconds else f"{most:,.0f} MB"


def _exponent(values: dict[int, float]) -> str:
    if min(values.values()) <= 0:
        return ""
    slope = linear_regression([log(n) for n in values], [log(value) for value in values.values()]).slope
    return f"n^{slope:.2f}".replace("-0.00", "0.00")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", type=int, nargs="+", metavar="RECORDS")
    parser.add_argument("--one", action="store_true", help="measure here, and print it as JSON")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measured(arguments.counts[0])))
        return
    found: dict[int, dict[str, tuple[float, float]]] = {}
    on = machine()
    for count in arguments.counts:
        command = [sys.executable, "-m", "benchmarks.growth", "--one", str(count)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        found[count] = json.loads(said)
        print(count, said, file=sys.stderr)
    if len(found) > 1:
        text = f"{on}\n\n{table(found)}"
        head, rest = PAGE.read_text(encoding="utf-8").split(BEGIN, 1)
        PAGE.write_text(head + BEGIN + text + END + rest.split(END, 1)[1], encoding="utf-8")
        print(text)


if __name__ == "__main__":
    main()
