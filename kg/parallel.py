"""The same work on all cores of a machine: results come in the order of the tasks, on however many cores."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

from kg.errors import CmlKgError

Task = TypeVar("Task")
Result = TypeVar("Result")

_FEW = 100
"""So many tasks are done before other processes would be ready."""
_CHUNK = 16
_AHEAD = 3
"""Chunks that wait for each process: none is idle, and memory stays bounded."""


def in_order(
    tasks: Iterable[Task],
    work: Callable[[Task], Result],
    make: Callable[..., Callable[[Task], Result]],
    *given: Any,
) -> Iterator[Result]:
    """What ``work`` makes of each task; of many, ``make(*given)`` makes the same in each other process.

    ``make`` is a function or class of a module, and tasks and results can be pickled.
    """
    waiting = iter(tasks)
    yield from map(work, islice(waiting, _FEW))
    cores = _cores()
    many = next(waiting, None) if cores > 1 else None
    if many is None:
        yield from map(work, waiting)
        return
    chunks = iter(lambda: list(islice(waiting, _CHUNK)), [])
    # a new process and no copy of this one, which has threads
    with ProcessPoolExecutor(cores, get_context("spawn"), _start, (make, given)) as pool:
        ahead: deque[Future[list[Any]]] = deque()
        try:
            for chunk in chain([[many]], chunks):
                with _undisturbed():
                    ahead.append(pool.submit(_do, chunk))
                if len(ahead) >= cores * _AHEAD:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()
        except BrokenProcessPool as error:
            raise CmlKgError(
                "a process that read articles has ended: was it killed, or short of memory? "
                "(A script that builds needs `if __name__ == '__main__':`.)"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_worker: Callable[[Any], Any]
"""Of this process, if it is one of the others."""


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that begin here never see Ctrl-C: it stops the one that waits for them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(make: Callable[..., Callable[[Any], Any]], given: Sequence[Any]) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it cannot be blocked
    _worker = make(*given)


def _do(chunk: Sequence[Any]) -> list[Any]:
    return [_worker(task) for task in chunk]
