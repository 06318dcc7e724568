"""How time and memory of a build grow with its records; written into benchmarks/scale.md.

    python -m benchmarks.growth 1000 3000 10000

Each size is built in a process of its own from invented records, on all cores.
"""

import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import write
from benchmarks.sizes import WORKERS, Steps, main, peak

PAGE = Path(__file__).with_name("scale.md")


def measured(count: int) -> Steps:
    """Seconds, and MB at the most, of each step of a build of so many records."""
    from kg.pipeline import build

    steps: Steps = {}
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


if __name__ == "__main__":
    main("benchmarks.growth", __doc__ or "", measured, PAGE)
