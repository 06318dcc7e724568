"""Work on all cores of a machine: the same on many tasks, or one thing beside another.

Results come in the order of the tasks, on however many cores.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import CmlKgError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

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
    few: int | None = None,
    chunk_size: int = _CHUNK,
) -> Iterator[Result]:
    """What ``work`` makes of each task; of more than a ``few``, ``make(*given)`` makes the same in each other
    process, which get so many at a time.

    ``make`` is a function or class of a module, and tasks and results can be pickled.
    """
    waiting = iter(tasks)
    yield from map(work, islice(waiting, _FEW if few is None else few))
    cores = _cores()
    many = next(waiting, None) if cores > 1 else None
    if many is None:
        yield from map(work, waiting)
        return
    chunks = iter(lambda: list(islice(waiting, chunk_size)), [])
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
            raise _ended("read articles") from error
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def beside(work: Callable[..., object], *given: Any, tasks: int) -> Iterator[None]:
    """Does one more thing while the body does another, and is done with both at its end.

    It takes another process if there is a core for it, and if there are so many tasks that it pays;
    ``work`` is a function of a module, and what it is given can be pickled.
    """
    if tasks <= _FEW or _cores() == 1:
        yield
        work(*given)
        return
    context = get_context("spawn")
    told, tell = context.Pipe(duplex=False)
    process = context.Process(target=_do_beside, args=(tell, work, given), daemon=True)
    with _undisturbed():
        process.start()
    tell.close()
    try:
        yield
        try:
            error = told.recv()
        except EOFError:
            raise _ended("wrote") from None
        if error:
            raise error
    finally:
        process.terminate()
        process.join()


def _do_beside(tell: "Connection", work: Callable[..., object], given: Sequence[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as in ``_start``
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # cleans up what it has begun
    try:
        work(*given)
        tell.send(None)
    except Exception as error:  # raised again where it is waited for
        tell.send(error)


def _ended(what: str) -> CmlKgError:
    return CmlKgError(
        f"a process that {what} has ended: was it killed, or short of memory? "
        "(A script that builds needs `if __name__ == '__main__':`.)"
    )


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
