"""A clock that only sleeping moves, and the services of services.py."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.fetch import europe_pmc, pubmed, run
from kg.fetch.arguments import Order
from kg.fetch.client import Timing
from kg.fetch.run import Outcome
from kg.fetch.wanted import Wanted
from tests.fetch.services import Article, Server, Services

CML = Wanted("query", ("cml",))
TLS = ssl.create_default_context()
TODAY = datetime(2026, 3, 10, 12, tzinfo=UTC)


@dataclass
class Clock:
    """Time as a fetch sees it."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)
    day: datetime = TODAY

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def timing(self) -> Timing:
        return Timing(
            lambda: self.seconds, self.sleep, lambda: self.day + timedelta(seconds=self.seconds), lambda: 1.0
        )


Fetching = Callable[..., Outcome]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def services(server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Services:
    """Ten articles, three a page."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NCBI_API_KEY", "NCBI_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pubmed, "PAGE", 3)
    monkeypatch.setattr(europe_pmc, "PAGE", 3)
    # Reading the machine's certificates takes longer than most tests, and loopback has none.
    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, verify=TLS))
    services = Services(clock=lambda: clock.seconds)
    services.add(*(Article(str(number), doi=f"10.1000/a({number})") for number in range(101, 111)))
    server.answer_for(services)
    return services


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def fetch(services: Services, clock: Clock, folder: Path) -> Fetching:
    """Fetches from the services on loopback; a query unless told otherwise."""

    def fetching(wanted: Wanted | None = CML, **changes: Any) -> Outcome:
        order = Order(**{"folder": folder, "wanted": wanted, "base": services.url} | changes)
        return run.fetch(order, timing=clock.timing)

    return fetching
