"""What several rooms of the tests share."""

import pytest

from kg.graph.lexicon import load_lexicon
from kg.terminology.terms import Terms


@pytest.fixture(scope="session")
def terms() -> Terms:
    """The installed lexicon, made ready once."""
    return Terms(load_lexicon())
