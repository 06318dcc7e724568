"""What the words of a question come to: their stems, without those that change nothing."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from kg.resources import queries_folder

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ENDS = (
    *("abilities", "ability", "ations", "ation", "ating", "ated", "ates", "ate", "isons", "ison"),
    *("ances", "ance", "ants", "ant", "ences", "ence", "ents", "ent", "ings", "ing"),
    *("edly", "ies", "ion", "ions", "ed", "es", "ly", "s", "e", "y"),
)
_SHORTEST = 4
"""Letters that a stem has at least."""


def stem(word: str) -> str:
    """The word without its ending, so that resistance and resistant are one."""
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST:
            left = word[: -len(end)]
            return left[:-1] if left[-1] == left[-2] and end in ("ing", "ed") else left  # conferring
    return word


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of ``queries/words.toml``."""

    ignored: frozenset[str]
    negations: frozenset[str]
    elsewhere: frozenset[str]
    """Labels that the lexicon has for what is none of this subject."""
    same: dict[str, str]
    """The stem that stands for each stem of the same meaning."""

    def tokens(self, text: str) -> list[str]:
        """What the words of the text come to, in order."""
        found = []
        for word in split(text):
            if word in self.negations or word.endswith("n't"):
                found.append("not")
            elif word not in self.ignored:
                found.append(self.same.get(stem(word), stem(word)))
        return found


def split(text: str) -> list[str]:
    """Its words in lower case, without possessives."""
    return [word.lower().removesuffix("'s") for word in _WORD.findall(text.replace("\u2019", "'"))]


@cache
def vocabulary() -> Vocabulary:
    """The installed vocabulary."""
    data = tomllib.loads((queries_folder() / "words.toml").read_text(encoding="utf-8"))
    same = {stem(word): stem(head) for head, words in data["same"].items() for word in words.split()}
    return Vocabulary(
        frozenset(data["ignore"].split()),
        frozenset(data["negations"].split()),
        frozenset(data["elsewhere"]),
        same,
    )
