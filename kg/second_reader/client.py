"""Asks an OpenAI-compatible endpoint, with patience that ends."""

import json
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

import httpx

from kg.second_reader.settings import Settings

ATTEMPTS = 3
TIMEOUT = 120.0
LONGEST_WAIT = 30.0
LARGEST_ANSWER = 1024 * 1024


class GivenUp(Exception):
    """The endpoint cannot be had: it is of no use to ask it anything else."""


class Unusable(Exception):
    """The answer is none; another question may be answered all the same."""


class Client:
    """One endpoint."""

    def __init__(
        self, settings: Settings, *, timeout: float = TIMEOUT, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        self._http = httpx.Client(timeout=timeout, headers=headers)
        self._settings, self._timeout, self._sleep = settings, timeout, sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def ask(self, body: Mapping[str, Any]) -> str:
        """The words of the answer."""
        problem = ""
        for attempt in range(1, ATTEMPTS + 1):
            wait = float(2 ** (attempt - 1))
            try:
                status, wanted, answer = self._send(body)
            except httpx.TimeoutException:
                problem = f"no answer within {self._timeout:.0f} seconds"
            except httpx.HTTPError as error:
                problem = f"it cannot be reached ({error})"
            else:
                if status == 200:
                    return _words(answer)
                problem = f"status {status}"
                if status not in (408, 429) and status < 500:
                    break
                wait = min(float(wanted), LONGEST_WAIT) if wanted.isdecimal() else wait
            if attempt < ATTEMPTS:
                self._sleep(wait)
        raise GivenUp(f"{self._settings.url}: {problem}")

    def _send(self, body: Mapping[str, Any]) -> tuple[int, str, bytes]:
        """The status, how long to wait, and the answer, which has an end even where it has none."""
        url = f"{self._settings.url}/chat/completions"
        begun, parts, size = time.monotonic(), [], 0
        with self._http.stream("POST", url, json=body) as response:
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > LARGEST_ANSWER:
                    raise Unusable("an answer is larger than 1 MB")
                if time.monotonic() - begun > self._timeout:
                    raise httpx.ReadTimeout("the answer does not end")
            return response.status_code, response.headers.get("Retry-After", ""), b"".join(parts)


def _words(answer: bytes) -> str:
    try:
        words = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Unusable("an answer is not in the form of the OpenAI interface") from None
    if not isinstance(words, str):
        raise Unusable("an answer has no words")
    return words
