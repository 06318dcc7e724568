"""How time and memory of writing partitions grow with the records; written into benchmarks/partitions.md.

    python -m benchmarks.partitions 1000 10000

No store is in the way here: this is what reading, mapping, validation and packing take, on all cores. Each
size is written in a process of its own from invented records.
"""

import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import write
from benchmarks.sizes import WORKERS, Steps, main, peak

PAGE = Path(__file__).with_name("partitions.md")


def measured(count: int) -> Steps:
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


if __name__ == "__main__":
    main("benchmarks.partitions", __doc__ or "", measured, PAGE)
