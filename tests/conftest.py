"""What several rooms of the tests share."""

from collections.abc import Iterator
from functools import cache

import pytest

from kg import pipeline
from kg.graph.lexicon import load_lexicon
from kg.pipeline import Interpreter
from kg.terminology.terms import Terms


@pytest.fixture(scope="session")
def terms() -> Terms:
    """The installed lexicon, made ready once."""
    return Terms(load_lexicon())


@pytest.fixture(scope="session", autouse=True)
def one_interpreter() -> Iterator[None]:
    """All builds of a test run read with the same interpreter: to make one takes as long as to read much."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Interpreter", cache(Interpreter))
        yield


@pytest.fixture(scope="session")
def interpreter() -> Interpreter:
    """The one with which builds read."""
    return pipeline.Interpreter()
