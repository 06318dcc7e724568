"""A server over small graphs, reached over real HTTP."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.model import Reading
from kg.server.app import application
from kg.server.settings import Settings
from tests.graph import samples
from tests.web.conftest import hostile

MAKES = (*samples.READINGS.values(), hostile)


def build(folder: Path, *makes: Callable[[], Reading]) -> Path:
    """A built graph in the folder."""
    with GraphStore.create(folder) as draft:
        for make in makes:
            draft.add_graph(quads(make()), make().record.key)
        draft.commit("0")
    return folder


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """A server of its own; its address."""
    line = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    line.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(settings), log_level="warning"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[line])), daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{line.getsockname()[1]}"
    try:
        for _ in range(200):
            if server.started:
                break
            threading.Event().wait(0.05)
        yield address
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of all samples and of the hostile article."""
    return build(tmp_path_factory.mktemp("served"), *MAKES)


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Where that graph is served."""
    with serving(Settings(folder, seconds=20, body=20_000, answer=2_000_000)) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """An HTTP client of that server."""
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client
