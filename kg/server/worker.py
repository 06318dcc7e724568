"""A process that holds the store open and answers one job at a time, until its line is closed."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.errors import CmlKgError, QueryError, StoreError
from kg.graph import builds
from kg.graph.store import GraphStore
from kg.server.errors import Refused
from kg.server.reads.labels import index
from kg.server.settings import Settings

Job = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of this package, to be called with the store and these arguments."""
Reply = tuple[int, Any]
"""An HTTP status, with the answer (200) or what to tell the client."""

_GRACE = 5
"""Seconds of processor time after which a worker ends even if its server is no more there to kill it."""


def work(connection: "Connection[Reply, Job]", settings: Settings, humble: bool) -> None:
    """Answers jobs until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    _limit("RLIMIT_AS", settings.memory)
    if humble and hasattr(os, "nice"):  # not on Windows
        os.nice(10)
    current = _Current(settings.folder)
    with suppress(StoreError):  # warm before the first job
        store = current.store()
        if not humble:
            index(store)
    connection.send((200, None))
    with suppress(EOFError, OSError):
        while True:
            function, arguments = connection.recv()
            _limit("RLIMIT_CPU", int(time.process_time() + settings.seconds) + _GRACE)
            connection.send(_reply(current, function, arguments))


class _Current:
    """The store of the build that counts; another build is opened when it takes the place of this one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._build = ""
        self._store: GraphStore | None = None

    def store(self) -> GraphStore:
        build = builds.current(self._folder / "store")
        if self._store is None or build != self._build:
            self._store, self._build = GraphStore.open(self._folder), build
        return self._store


def _reply(current: _Current, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Reply:
    try:
        return 200, function(current.store(), *arguments)
    except Refused as refused:
        return refused.status, str(refused)
    except QueryError as error:
        return 400, str(error)
    except CmlKgError as error:
        return 503, str(error)
    except MemoryError:
        return 503, "stopped: the query needs more memory than it may have"
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return 500, "something went wrong inside; the terminal of the server says what"


def _limit(name: str, value: int) -> None:
    """Asks the system to end this process beyond the limit, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    kind = getattr(resource, name)
    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY or value < hard:
        resource.setrlimit(kind, (value, hard))
