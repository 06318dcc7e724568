"""Europe PMC by its REST service: a query is walked through page by page, by cursor, as core JSON."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from kg.fetch.client import BadAnswer, Client, Timing, said, trouble
from kg.fetch.manifest import Pending
from kg.fetch.wanted import Wanted

T = TypeVar("T")

TITLE = "Europe PMC"
SUFFIX = "json"
BASE = "https://www.ebi.ac.uk/europepmc/webservices/rest"
PAGE = 200
_TERMS = 50
_TWICE = 2
"""A page that looks wrong is asked for again; if it comes back the same, that is what the service has."""


class EuropePMC:
    """One conversation with the REST service."""

    def __init__(self, base: str, agent: str, timing: Timing, *, email: str = "") -> None:
        # No limit is published in the service's documentation; its users are told of 10 requests a second
        # and 500 a minute, and half of that is enough.
        self.client = Client(TITLE, base, interval=0.25, agent=agent, timing=timing)
        self.notes: list[str] = []
        self._who = {"email": email} if email else {}

    def begin(
        self, wanted: Wanted, since: date | None, known: Collection[str], room: int
    ) -> tuple[int, Pending]:
        """How many records there are, and the queries to walk through; with ``since``, new and revised."""
        if wanted.kind == "query":
            queries = list(wanted.values)
        elif wanted.kind == "dois":
            queries = _batches('DOI:"{}"', wanted.values)
        else:
            queries = self.asking(f"MED:{value}" for value in wanted.values)
        if since:
            span = f"[{since.isoformat()} TO 3000-12-31]"
            queries = [f"({query}) AND (FIRST_IDATE:{span} OR UPDATE_DATE:{span})" for query in queries]
        count = sum(self._count(query) for query in queries)
        return count, Pending(queries if count else [], room=room)

    def asking(self, names: Iterable[str]) -> list[str]:
        """What to do to get records that are known by their ids."""
        by_source: dict[str, list[str]] = {}
        for name in names:
            source, _, number = name.partition(":")
            by_source.setdefault(source, []).append(number)
        return [
            f"({batch}) AND SRC:{source}"
            for source, numbers in by_source.items()
            for batch in _batches("EXT_ID:{}", numbers)
        ]

    def next(self, pending: Pending) -> tuple[bytes, Mapping[str, bytes], Pending]:
        """A page, its records, and how to go on."""
        size = PAGE if pending.room < 0 else min(PAGE, pending.room)
        before, walked, asked = set(pending.seen), len(pending.seen), 0

        def read(data: bytes) -> tuple[bytes, list[str], Mapping[str, bytes], int, str]:
            nonlocal asked
            asked += 1
            answer = _answer(data)
            count, results = answer["hitCount"], answer["resultList"]["result"]
            names = [_name(result) for result in results]
            if asked < _TWICE and len(names) < min(size, count - walked):
                raise BadAnswer(f"{len(names)} records on a page of {size}, with {count - walked} to come")
            if asked < _TWICE and names and before.issuperset(names):
                raise BadAnswer("the same page again")
            records = {name: _bytes(result) for name, result in zip(names, results, strict=True)}
            return data, names, records, count, str(answer.get("nextCursorMark") or "")

        cursor = pending.cursor or "*"
        data, names, found, count, onward = self._search(pending.todo[0], size, "core", cursor, read)
        seen = pending.seen + names
        room = pending.room if pending.room < 0 else max(0, pending.room - len(found.keys() - before))
        if room == 0 or (names and onward not in ("", cursor) and len(seen) < count):
            return data, found, replace(pending, cursor=onward, seen=seen, room=room)
        short = pending.short + max(0, count - len(set(seen)))
        return (
            data,
            found,
            replace(pending, todo=pending.todo[1:], cursor="", seen=[], short=short, room=room),
        )

    def records(self, data: bytes) -> Mapping[str, bytes]:
        """Id (``MED:18594223``) and JSON of every record; BadAnswer if this is no page of them."""
        return {_name(result): _bytes(result) for result in _answer(data)["resultList"]["result"]}

    def keep(self, data: bytes, names: Collection[str]) -> bytes:
        """The page with these records only, each once."""
        answer, left = _answer(data), set(names)
        kept = []
        for result in answer["resultList"]["result"]:
            if _name(result) in left:
                left.remove(_name(result))
                kept.append(result)
        answer["resultList"]["result"] = kept
        return json.dumps(answer, ensure_ascii=False).encode()

    def dois(self, record: bytes) -> set[str]:
        """The DOI of the record, in lower case."""
        return {str(json.loads(record).get("doi", "")).strip().lower()} - {""}

    def _count(self, query: str) -> int:
        return self._search(query, 1, "idlist", "*", lambda data: int(_answer(data)["hitCount"]))

    def _search(self, query: str, size: int, kind: str, cursor: str, read: Callable[[bytes], T]) -> T:
        values = {
            "query": query, "resultType": kind, "format": "json", "pageSize": str(size),
            "cursorMark": cursor, "sort": "P_PDATE_D desc",
        }  # fmt: skip
        return self.client.get("search", values | self._who, read)


def _answer(data: bytes) -> dict[str, Any]:
    """The JSON of an answer that has a count and a list of results."""
    try:
        answer = json.loads(data)
    except ValueError as error:
        what = f"not whole JSON ({error})" if data[:1] == b"{" else said(data) or "nothing"
        raise BadAnswer(f"instead of records: {what}") from error
    if isinstance(answer, dict) and (words := answer.get("errMsg") or answer.get("error")):
        raise trouble(f"Europe PMC cannot search for this: {words}")
    try:
        if not isinstance(answer["hitCount"], int) or not isinstance(answer["resultList"]["result"], list):
            raise TypeError
    except (KeyError, TypeError) as error:
        raise BadAnswer(f"instead of records: {said(data)}") from error
    return dict(answer)


def _name(result: Any) -> str:
    if not isinstance(result, dict) or not result.get("id") or not result.get("source"):
        raise BadAnswer("a record without an id")
    return f"{result['source']}:{result['id']}"


def _bytes(result: Any) -> bytes:
    return json.dumps(result, ensure_ascii=False, sort_keys=True).encode()


def _batches(form: str, values: Collection[str]) -> list[str]:
    names = [form.format(value) for value in values]
    return [" OR ".join(names[at : at + _TERMS]) for at in range(0, len(names), _TERMS)]
