"""The sets of gold that come with the project."""

from pathlib import Path

import pytest

from kg.columns.ground import Grounder
from kg.evaluate.gold import read_gold
from kg.pipeline import Interpreter

GOLD = Path(__file__).parents[1] / "gold"
SETS = sorted(folder for folder in GOLD.iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return Interpreter().grounder


def test_there_are_two_sets_of_at_least_thirty_articles_together_and_none_is_in_both() -> None:
    look, score = (read_gold([folder]).articles() for folder in SETS)
    assert not look & score
    assert len(look | score) >= 30


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_set_quotes_no_article(folder: Path) -> None:
    header = (folder / "claims.tsv").read_text(encoding="utf-8").splitlines()[0].split("\t")
    assert "quote" not in header
