"""One measurement at several sizes, each in a process of its own, as a table with exponents in a page.

Exponents are fitted on logarithms: 1 is linear, 0 does not grow.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from math import log
from pathlib import Path
from statistics import linear_regression

from benchmarks.speed import BEGIN, END, machine

STATUS, FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
WORKERS = "processes that read (largest)"
Steps = dict[str, tuple[float, float]]
"""Seconds, and MB at the most, of each step."""


def peak() -> float:
    """The most MB since it was last asked."""
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines() if ":" in line)
    FORGET.write_text("5")
    return int(lines["VmHWM"].split()[0]) / 1000


def table(found: dict[int, Steps]) -> str:
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


def main(module: str, description: str, measured: Callable[[int], Steps], page: Path) -> None:
    """Measures the sizes that are asked for; two or more are written into the page."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", type=int, nargs="+", metavar="RECORDS")
    parser.add_argument("--one", action="store_true", help="measure here, and print it as JSON")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measured(arguments.counts[0])))
        return
    found: dict[int, Steps] = {}
    on = machine()
    for count in arguments.counts:
        command = [sys.executable, "-m", module, "--one", str(count)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        found[count] = json.loads(said)
        print(count, said, file=sys.stderr)
    if len(found) > 1:
        text = f"{on}\n\n{table(found)}"
        head, rest = page.read_text(encoding="utf-8").split(BEGIN, 1)
        page.write_text(head + BEGIN + text + END + rest.split(END, 1)[1], encoding="utf-8")
        print(text)
