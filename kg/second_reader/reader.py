"""What the second reader adds to what the rules have read."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.columns.cells import cells
from kg.model import Claim, Reading
from kg.second_reader.accept import Judge
from kg.second_reader.answers import Proposal, proposals
from kg.second_reader.cache import Cache
from kg.second_reader.client import Client, GivenUp, Unusable
from kg.second_reader.prompt import request, windows

Screen = Callable[[Reading, Sequence[Claim]], Sequence[Claim]]
"""Lets those claims through that the graph's shapes let through."""


class SecondReader:
    """Reads what the rules have read once more; once its endpoint is given up, it stays silent."""

    def __init__(self, client: Client, model: str, cache: Cache, judge: Judge, screen: Screen) -> None:
        self._client, self._model, self._cache, self._judge = client, model, cache, judge
        self._screen = screen
        self._gone = ""
        self._problems: dict[str, int] = {}
        self._missed = 0

    def read(self, reading: Reading) -> tuple[Reading, bool]:
        """The reading with what was found as well or besides, and whether all of the text was read."""
        rows: list[Proposal] = []
        whole = True
        for text in windows(reading.sentences):
            try:
                rows += self._asked(text)
            except Unusable as error:
                self._problems[str(error)] = self._problems.get(str(error), 0) + 1
                whole = False
            except GivenUp as error:
                self._gone = self._gone or str(error)
                whole = False
        self._missed += not whole
        return self._merged(reading, rows), whole

    @property
    def warning(self) -> str:
        """What went wrong, in one line; empty where nothing did."""
        told = [self._gone] if self._gone else []
        told += [f"{problem} ({count})" for problem, count in sorted(self._problems.items())]
        if not told:
            return ""
        mend = "the rules have read them; the next build asks again"
        return f"the second reader has not read {self._missed} of the articles: {'; '.join(told)} ({mend})"

    def _asked(self, text: str) -> list[Proposal]:
        asked = request(self._model, text)
        kept = self._cache.get(asked)
        if kept is not None:
            return proposals(kept)
        if self._gone:
            raise GivenUp(self._gone)
        answer = self._client.ask(asked)
        found = proposals(answer)
        self._cache.put(asked, answer)
        return found

    def _merged(self, reading: Reading, rows: Sequence[Proposal]) -> Reading:
        """Claims of the rules that it found too are confirmed; its own come behind, each once."""
        found = {
            (claim.evidence.start, cells(claim)): claim
            for row in rows
            if (claim := self._judge.claim(row, reading)) is not None
        }
        read = {(claim.evidence.start, cells(claim)) for claim in reading.claims}
        claims = [
            replace(claim, confirmed=(claim.evidence.start, cells(claim)) in found)
            for claim in reading.claims
        ]
        alone = [claim for name, claim in found.items() if name not in read]
        if alone:
            alone = list(self._screen(reading, alone))
        return replace(reading, claims=(*claims, *alone))
