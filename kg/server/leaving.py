"""Work for a client that may not stay."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

from kg.server.errors import Stopped

T = TypeVar("T")


async def while_connected(request: Request, answering: Coroutine[Any, Any, T]) -> T:
    """The answer; if the client leaves before, the work on it is cancelled."""
    work = asyncio.create_task(answering)
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({work, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        raise Stopped("the client has left")
    finally:
        work.cancel()
        leaving.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
