"""One graph for all the questions."""

import pytest

from tests.query.engines import UnionStore, load


@pytest.fixture(scope="session")
def store() -> UnionStore:
    return load()
