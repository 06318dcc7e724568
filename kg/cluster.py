"""The same work on the workers of a Dask cluster: results come in the order of the tasks, as on one machine.

A chunk of tasks whose worker dies is done again by another; nothing is written but by the process that asks.
The library is an extra, and imported only where a cluster is asked for.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from kg.errors import CmlKgError

Task = TypeVar("Task")
Result = TypeVar("Result")

_CHUNK = 16
_AHEAD = 3
"""Chunks that wait for each core: none is idle, and memory stays bounded."""
_RETRIES = 2
"""Of a chunk that raises; one whose worker dies is done again besides."""
_PATIENCE = "10s"


def on_cluster(
    tasks: Iterable[Task],
    address: str,
    program: Callable[[], str],
    make: Callable[..., Callable[[Task], Result]],
    *given: Any,
    chunk_size: int = _CHUNK,
) -> Iterator[Result]:
    """What ``make(*given)`` makes of each task on the workers of the scheduler at ``address``, in order.

    Workers whose ``program()`` is another than the one here are refused: they would read otherwise.
    """
    try:
        import distributed
    except ImportError as error:
        raise CmlKgError("a cluster needs the extra `dask`: pip install 'cml-kg[dask]'") from error
    library: Any = distributed  # parts of it have no types
    try:
        client = library.Client(address.replace("dask://", "tcp://", 1), timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise CmlKgError(
            f"no Dask scheduler answers at {address}: start one, or correct the address"
        ) from error
    waiting = iter(tasks)
    ahead: deque[Any] = deque()
    with client:
        try:
            while chunk := list(islice(waiting, chunk_size)):
                work = (program, program(), make, given, chunk)
                ahead.append(client.submit(_do, *work, pure=False, retries=_RETRIES))
                if len(ahead) >= max(1, sum(client.ncores().values())) * _AHEAD:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()
        except library.KilledWorker as error:
            raise CmlKgError(
                "several workers died over the same articles or file: have they memory enough?"
            ) from error


_made: dict[tuple[Any, ...], Callable[[Any], Any]] = {}
"""Of this process, if it is a worker: making one takes a while."""


def _do(
    program: Callable[[], str],
    expected: str,
    make: Callable[..., Callable[[Any], Any]],
    given: Sequence[Any],
    chunk: Sequence[Any],
) -> list[Any]:
    key = (make, *given)
    if key not in _made:
        if program() != expected:
            raise CmlKgError("a worker has another cml-kg than this machine: install the same on both")
        _made[key] = make(*given)
    return [_made[key](task) for task in chunk]
