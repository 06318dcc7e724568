"""A store that speaks the SPARQL 1.1 Graph Store Protocol: reads, replaces and removes one graph at a time.

Requests are repeated while a store is busy or away: to put a graph twice is to put it once.
"""

import time
from types import TracebackType
from typing import Self

import httpx

from kg.errors import StoreError

TURTLE = "text/turtle; charset=utf-8"
_TRIES, _LONGEST = 5, 30.0
_BUSY = {408, 429, 500, 502, 503, 504}
_TIMEOUT = httpx.Timeout(300.0, connect=10.0)


class RemoteStore:
    """The Graph Store endpoint at ``url``; who ``user`` is, it is told by digest, or by basic over https."""

    def __init__(self, url: str, user: str = "", password: str = "", *, wait: float = 1.0) -> None:
        try:
            self._url = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise StoreError(f"--store {url} is no address ({error})") from error
        if self._url.scheme not in ("http", "https") or not self._url.host:
            raise StoreError(f"--store {url} is no address: it begins with http:// or https://")
        self._user, self._password, self._wait = user, password, wait
        self._client = httpx.Client(timeout=_TIMEOUT, follow_redirects=False)

    def get(self, graph: str) -> bytes | None:
        """The graph as N-Triples or Turtle; None if the store has none of that name."""
        answer = self._ask("GET", graph, headers={"Accept": "application/n-triples, text/turtle;q=0.9"})
        return None if answer.status_code == 404 else answer.content

    def put(self, graph: str, turtle: bytes) -> None:
        """Makes this the graph, in the place of the one that was there."""
        self._ask("PUT", graph, content=turtle, headers={"Content-Type": TURTLE})

    def delete(self, graph: str) -> None:
        """Removes the graph, if it is there."""
        self._ask("DELETE", graph)

    def _ask(
        self, method: str, graph: str, *, content: bytes | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        url = self._url.copy_merge_params({"graph": graph})
        why = ""
        for turn in range(_TRIES):
            if turn:
                time.sleep(min(self._wait * 2 ** (turn - 1), _LONGEST))
            try:
                answer = self._client.request(method, url, content=content, headers=headers)
                if answer.status_code == 401 and self._user and self._client.auth is None:
                    self._client.auth = self._credentials(answer)
                    answer = self._client.request(method, url, content=content, headers=headers)
            except httpx.TransportError as error:
                why = str(error) or type(error).__name__
                continue
            if answer.is_success or (answer.status_code == 404 and method != "PUT"):
                return answer
            why = f"HTTP {answer.status_code}: {' '.join(answer.text.split())[:200]}"
            if answer.status_code in (401, 403):
                raise StoreError(
                    f"{self._url} does not let us in ({why}): give --user, and the password in STORE_PASSWORD"
                )
            if answer.status_code not in _BUSY:
                raise StoreError(f"{self._url}: {method} of {graph} was refused ({why})")
        raise StoreError(
            f"{self._url}: no answer to {method} of {graph} in {_TRIES} tries ({why}); run it again to go on"
        )

    def _credentials(self, refused: httpx.Response) -> httpx.Auth:
        """What the store asks for; a password goes nowhere in the clear but to this machine."""
        if "digest" in refused.headers.get("www-authenticate", "").lower():
            return httpx.DigestAuth(self._user, self._password)
        if self._url.scheme == "https" or self._url.host in ("localhost", "127.0.0.1", "::1"):
            return httpx.BasicAuth(self._user, self._password)
        raise StoreError(f"{self._url} wants the password in the clear: use https")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
