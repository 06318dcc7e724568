"""Starts the server and stops it cleanly."""

import socket
from ipaddress import ip_address

import uvicorn

from kg.errors import CmlKgError
from kg.graph.store import GraphStore
from kg.server.app import application
from kg.server.settings import Settings

_AT_ONCE = 100
"""Requests that are looked at; more are told to come again."""


def serve(settings: Settings) -> None:
    """Serves until Ctrl-C; says where as soon as it listens."""
    GraphStore.open(settings.folder).close()  # says now what is wrong with it
    if not _is_loopback(settings.host) and not settings.token:
        raise CmlKgError(
            f"--host {settings.host} lets other machines ask: give them a token with --token-file,"
            " or leave --host away"
        )
    line = _bound(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"Serving {settings.folder} at http://{host}:{line.getsockname()[1]}/ (Ctrl-C stops)", flush=True)
    server = uvicorn.Server(
        uvicorn.Config(
            application(settings),
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_AT_ONCE,
            timeout_graceful_shutdown=2,
            ws="none",
        )
    )
    server.run(sockets=[line])


def _bound(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # named as TCP, or asyncio does not know it as such and leaves it to wait for more before it sends
    line = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((settings.host, settings.port))
        line.listen(_AT_ONCE)  # who comes between the line that says where and the first answer waits
    except OSError as error:
        line.close()
        raise CmlKgError(
            f"cannot listen at {settings.host}, port {settings.port} ({error.strerror}): give another --port"
        ) from error
    return line


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
