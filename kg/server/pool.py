"""A few warm workers. A job that takes too long, or that nobody waits for, costs its worker's life."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from kg.graph.store import GraphStore
from kg.server.errors import Refused, Stopped
from kg.server.settings import Settings
from kg.server.worker import Job, Reply, work

P = ParamSpec("P")
T = TypeVar("T")
_SPAWN = multiprocessing.get_context("spawn")
"""Not fork: the server has threads, and the store has its own."""


class Pool:
    """Runs functions of the store in worker processes; those of a ``humble`` one give way to others."""

    def __init__(self, settings: Settings, *, humble: bool = False) -> None:
        self._settings, self._humble = settings, humble
        self._free = asyncio.Semaphore(settings.workers)
        self._threads = ThreadPoolExecutor(2 * settings.workers, thread_name_prefix="worker")
        self._idle = [self._worker() for _ in range(settings.workers)]

    async def run(self, function: Callable[Concatenate[GraphStore, P], T], *args: P.args, **_: P.kwargs) -> T:
        """What the function says of the store; Refused if it does not answer, or not in time."""
        async with self._turn():
            return await self._on_a_worker((function, args))  # type: ignore[no-any-return]

    def close(self) -> None:
        """Ends all workers."""
        for worker in self._idle:
            worker.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._settings.seconds):
                await self._free.acquire()
        except TimeoutError:
            raise Stopped("busy with other queries: try again in a moment") from None
        try:
            yield
        finally:
            self._free.release()

    async def _on_a_worker(self, job: Job) -> Any:
        worker = self._idle.pop()
        if not worker.alive:  # ended from outside, such as by a system that ran out of memory
            worker.kill()
            worker = self._worker()
        try:
            await self._in_thread(worker.wait_until_ready)
            async with asyncio.timeout(self._settings.seconds):
                status, answer = await self._in_thread(worker.answer, job)
        except TimeoutError:
            worker.kill()
            raise Stopped(f"stopped: the query took longer than {self._settings.seconds:g} seconds") from None
        except (EOFError, OSError):
            worker.kill()
            raise Stopped("stopped: the query needs more memory or time than it may have") from None
        except asyncio.CancelledError:  # the client has left
            worker.kill()
            raise
        finally:
            self._idle.append(self._worker() if worker.killed else worker)
        if status != 200:
            raise Refused(status, answer)
        return answer

    def _worker(self) -> "_Worker":
        return _Worker(self._settings, self._humble)

    async def _in_thread(self, function: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)


class _Worker:
    """A process and the line to it. All but ``kill`` runs in a thread, which sees the line close."""

    def __init__(self, settings: Settings, humble: bool) -> None:
        self._line, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=work,
            args=(theirs, settings, humble),
            daemon=True,
            name="cml-kg worker",
        )
        self._process.start()
        theirs.close()
        self._ready = self.killed = False

    @property
    def alive(self) -> bool:
        """Whether there is a process at the other end."""
        return self._process.is_alive()

    def wait_until_ready(self) -> None:
        """Returns when the process has started and has the store open."""
        if not self._ready:
            self._receive()
            self._ready = True

    def answer(self, job: Job) -> Reply:
        """The reply to the job; EOFError if the process dies over it."""
        self._line.send(job)
        return self._receive()

    def kill(self) -> None:
        """Ends the process at once, whatever it does."""
        self.killed = True
        self._process.kill()

    def _receive(self) -> Reply:
        try:
            reply: Reply = self._line.recv()
            return reply
        except (EOFError, OSError):
            self._process.join()
            self._line.close()
            raise
