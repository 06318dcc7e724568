"""What the server was told at its start."""

import os
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph is, who may ask, and how much."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    """Other names that browsers know this server by, such as that of a proxy before it."""
    token: str = ""
    """Whoever asks must show it, unless it is empty."""
    seconds: float = 10
    """A query that takes longer is stopped."""
    workers: int = max(2, min(os.cpu_count() or 1, 4))
    """Processes for pages, and as many for the queries of clients."""
    memory: int = 4 << 30
    """Bytes of address space that one worker may take."""
    body: int = 1 << 20
    """Bytes that a request may have."""
    answer: int = 64 << 20
    """Bytes that an answer to SPARQL may have."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a Host header may give, in lower case, without port."""
        return frozenset(name.lower() for name in (*LOOPBACK, self.host, *self.names))
