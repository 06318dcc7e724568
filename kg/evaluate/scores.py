"""Precision, recall and F1 with bootstrap intervals: articles are drawn, as the claims of one are alike."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

Name = TypeVar("Name", bound=Hashable)

_DRAWS = 2000
_SEED = 20240101
"""Equal input gives equal intervals."""


class Count(NamedTuple):
    """In one article."""

    expected: int
    found: int
    right: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio with its 95 % interval; None where there is nothing to divide by."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Over all articles."""

    expected: int
    found: int
    right: int
    precision: Measure
    recall: Measure
    f1: Measure


def scores(counts: Mapping[Name, Mapping[str, Count]], articles: Iterable[str]) -> dict[Name, Score]:
    """The score by name; ``counts`` are by name and article, and an article that is not there has none."""
    import numpy as np

    keys = sorted(articles)
    names = list(counts)
    table = np.array(
        [[counts[name].get(key, Count(0, 0, 0)) for name in names] for key in keys], dtype=np.int64
    ).reshape(len(keys), len(names), 3)
    draws = np.random.default_rng(_SEED).multinomial(len(keys), [1 / len(keys)] * len(keys), size=_DRAWS)
    drawn = np.einsum("da,anc->dnc", draws, table)
    found: dict[Name, Score] = {}
    for number, name in enumerate(names):
        samples = drawn[:, number].tolist() if len(keys) > 1 else []
        expected, made, right = table[:, number].sum(axis=0).tolist()
        found[name] = _score(expected, made, right, samples)
    return found


def _score(expected: int, found: int, right: int, samples: Sequence[tuple[int, int, int]]) -> Score:
    every = [_ratios(*counts) for counts in samples]
    precision, recall, f1 = (
        _measure(value, [ratios[at] for ratios in every])
        for at, value in enumerate(_ratios(expected, found, right))
    )
    return Score(expected, found, right, precision, recall, f1)


def _ratios(expected: int, found: int, right: int) -> tuple[float | None, float | None, float | None]:
    """Precision, recall, F1.

    >>> _ratios(4, 2, 1)
    (0.5, 0.25, 0.3333333333333333)
    """
    return (
        right / found if found else None,
        right / expected if expected else None,
        2 * right / (expected + found) if expected + found else None,
    )


def _measure(value: float | None, drawn: Sequence[float | None]) -> Measure:
    known = sorted(ratio for ratio in drawn if ratio is not None)
    if value is None or not known:
        return Measure(value)
    last = len(known) - 1
    return Measure(value, known[round(last * 0.025)], known[round(last * 0.975)])
