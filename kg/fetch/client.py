"""Polite HTTP: a pace, retries with back-off, and answers that are checked before they count."""

import html
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx

from kg.errors import CmlKgError

T = TypeVar("T")

ATTEMPTS = 6
ATTEMPTS_TO_CONNECT = 3
TIMEOUT = 60.0
LONGEST_ANSWER = 600.0
LONGEST_WAIT = 600.0
LARGEST_ANSWER = 256 * 1024 * 1024
_PASSING = re.compile(
    r"rate limit|backend|proxy|time[d -]*out|unavailable|temporar|try again|exception|server error"
    r"|cannot get document summary|is not supported",  # NCBI says "Database: pubmed - is not supported"
    re.IGNORECASE,
)
_LOCAL = ("localhost", "127.0.0.1", "::1")


class FetchError(CmlKgError):
    """A service cannot be reached or will not answer, or a folder cannot be fetched into."""


class BadAnswer(Exception):
    """An answer that is none: cut off, an error page, other records. It is asked for again."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock that a fetch lives by."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    random: Callable[[], float] = field(default=random.random)


class Client:
    """One service, asked one thing at a time."""

    def __init__(
        self, service: str, base: str, *, interval: float, agent: str, timing: Timing, secret: str = ""
    ) -> None:
        address = urlsplit(base)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise FetchError(f"{base}: this is no address of a service (give one that starts with https://)")
        if secret and address.scheme == "http" and address.hostname not in _LOCAL:
            raise FetchError(f"the API key is not sent to {address.hostname} in the clear (use https://)")
        self._service, self._base, self._interval = service, base.rstrip("/"), interval
        self._timing, self._secret, self._next = timing, secret, 0.0
        self._http = httpx.Client(timeout=TIMEOUT, headers={"User-Agent": agent})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(self, path: str, values: Mapping[str, str], read: Callable[[bytes], T]) -> T:
        """What ``read`` makes of the answer; it raises BadAnswer where it wants another."""
        return self._ask(lambda: self._http.build_request("GET", f"{self._base}/{path}", params=values), read)

    def post(self, path: str, values: Mapping[str, str], read: Callable[[bytes], T]) -> T:
        """The same with the values in the body, where no log shows them."""
        return self._ask(lambda: self._http.build_request("POST", f"{self._base}/{path}", data=values), read)

    def _ask(self, request: Callable[[], httpx.Request], read: Callable[[bytes], T]) -> T:
        attempt = 0
        while True:
            attempt += 1
            last, wait = attempt >= ATTEMPTS, 0.0
            self._take_turn()
            try:
                response, body = self._send(request())
                if response.status_code == 200 or (response.status_code == 400 and body[:1] == b"<"):
                    return read(body)
                wait = self._judge(response, body)
                problem = f"status {response.status_code}, {said(body) or response.reason_phrase}"
            except FetchError as error:
                raise FetchError(self._hide(str(error))) from None
            except BadAnswer as error:
                problem = str(error)
            except httpx.ConnectError as error:
                last = attempt >= ATTEMPTS_TO_CONNECT
                problem = f"it cannot be reached: check the network or the proxy ({error})"
            except httpx.TimeoutException:
                problem = f"no answer within {TIMEOUT:.0f} seconds"
            except httpx.RequestError as error:
                problem = f"the connection failed ({error})"
            if last:
                tries = f"after {attempt} attempts: {self._hide(problem)}"
                raise FetchError(f"{self._service}: {tries}; the same command goes on where this one stopped")
            doubled = min(60.0, 2.0 ** (attempt - 1)) * (0.5 + self._timing.random() / 2)
            self._timing.sleep(wait or doubled)

    def _take_turn(self) -> None:
        early = self._next - self._timing.clock()
        if early > 0:
            self._timing.sleep(early)
        self._next = self._timing.clock() + self._interval

    def _send(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        """The whole answer, unless it is endless."""
        begun, parts, size = self._timing.clock(), [], 0
        response = self._http.send(request, stream=True)
        try:
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > LARGEST_ANSWER:
                    raise BadAnswer(f"the answer is larger than {LARGEST_ANSWER >> 20} MB")
                if self._timing.clock() - begun > LONGEST_ANSWER:
                    raise BadAnswer(f"the answer took longer than {LONGEST_ANSWER:.0f} seconds")
        finally:
            response.close()
        return response, b"".join(parts)

    def _judge(self, response: httpx.Response, body: bytes) -> float:
        """How long the service asks to wait (0: it does not say); FetchError if waiting is of no use."""
        status, words = response.status_code, self._hide(said(body))
        if "API key invalid" in words:
            raise FetchError(f"{self._service}: the API key is not valid (see --api-key and NCBI_API_KEY)")
        if status in (401, 403):
            mend = "check the API key, or whether this network is blocked"
            raise FetchError(f"{self._service} refuses access (status {status}): {words or mend} ({mend})")
        if status not in (408, 425, 429) and status < 500 and not (status == 400 and _PASSING.search(words)):
            where = self._hide(response.headers.get("Location", ""))
            reason = f"redirected to {where}" if where else words or response.reason_phrase
            raise FetchError(f"{self._service} does not understand the request (status {status}): {reason}")
        wait = self._asked_to_wait(response.headers.get("Retry-After", ""))
        if wait > LONGEST_WAIT:
            raise FetchError(
                f"{self._service} asks to come back in {wait / 60:.0f} minutes;"
                " the same command then goes on where this one stopped"
            )
        return wait

    def _asked_to_wait(self, text: str) -> float:
        if text.strip().isdigit():
            return float(text)
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return 0.0
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (until - self._timing.now()).total_seconds())

    def _hide(self, text: str) -> str:
        return text.replace(self._secret, "[key]") if self._secret else text


def said(body: bytes) -> str:
    """The words of an error page in one line, and not all of them."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", body[:20_000].decode("utf-8", "replace"),
                  flags=re.DOTALL | re.IGNORECASE)  # fmt: skip
    line = " ".join(html.unescape(text).split())
    return line if len(line) <= 200 else f"{line[:200]}..."


def trouble(words: str) -> Exception:
    """What to raise for an error that a service reports inside an answer: it may pass, or not."""
    return BadAnswer(words) if _PASSING.search(words) else FetchError(words)
