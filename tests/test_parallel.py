"""However many processes read: the same results, in the same order."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import parallel
from kg.errors import CmlKgError
from kg.parallel import beside, in_order

INVALID = "".join(
    f'{{"title": "Report {number}", "abstract": "Bosutinib works.", "citation_counts": [{{"count": 3}}]}}\n'
    for number in range(3)
)
DRUGS = ("bosutinib", "dasatinib", "nilotinib", "ponatinib")


def doubling() -> Callable[[int], int]:
    return _double


def dying() -> Callable[[int], int]:
    return _die


def _double(number: int) -> int:
    if number == 70:
        raise ValueError("seventy")
    return 2 * number


def _die(number: int) -> int:
    import os

    os._exit(9)


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_FEW", 2)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)


@pytest.mark.usefixtures("two_cores")
def test_results_come_in_the_order_of_the_tasks_and_tasks_are_not_all_drawn_at_once() -> None:
    drawn = 0

    def tasks() -> Iterator[int]:
        nonlocal drawn
        for number in range(1000, 1500):
            drawn += 1
            yield number

    results = in_order(tasks(), _double, doubling)
    assert [next(results) for _ in range(10)] == [2 * number for number in range(1000, 1010)]
    assert drawn < 200
    assert list(results) == [2 * number for number in range(1010, 1500)]


@pytest.mark.usefixtures("two_cores")
def test_an_error_of_another_process_is_raised_here() -> None:
    with pytest.raises(ValueError, match="seventy"):
        list(in_order(range(200), _double, doubling))


@pytest.mark.usefixtures("two_cores")
def test_a_process_that_dies_is_told_in_a_line() -> None:
    with pytest.raises(CmlKgError, match="a process that read articles has ended"):
        list(in_order(range(200), _double, dying))


def _write(file: Path) -> None:
    file.write_text("beside")


@pytest.mark.usefixtures("two_cores")
def test_one_thing_is_done_beside_another_and_both_are_done_at_the_end(tmp_path: Path) -> None:
    for tasks in (1, 9):
        file = tmp_path / str(tasks)
        with beside(_write, file, tasks=tasks):
            pass
        assert file.read_text() == "beside"


@pytest.mark.usefixtures("two_cores")
def test_an_error_of_the_process_beside_is_raised_here() -> None:
    with pytest.raises(ValueError, match="seventy"), beside(_double, 70, tasks=9):
        pass


@pytest.mark.usefixtures("two_cores")
def test_a_process_beside_that_dies_is_told_in_a_line() -> None:
    with pytest.raises(CmlKgError, match="a process that wrote has ended"), beside(_die, 1, tasks=9):
        pass


@pytest.mark.slow
def test_the_graph_is_the_same_on_one_core_and_on_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.pipeline import build  # not for the processes that import this module

    articles = tmp_path / "in"
    articles.mkdir()
    (articles / "invalid.jsonl").write_text(INVALID)
    for number in range(24):
        drug = DRUGS[number % 4]
        said = f"{drug.title()} {number + 10} mg daily is effective in patients with imatinib-resistant CML."
        (articles / f"{number}.txt").write_text(f"Trial {number} of {drug}\n\n{said}\n")
    written = []
    for cores in (1, 2):
        monkeypatch.setattr(parallel, "_FEW", 2)
        monkeypatch.setattr(parallel, "_cores", lambda cores=cores: cores)
        graph = tmp_path / str(cores)
        summary = build([articles], graph)
        assert (summary.articles, len(summary.skipped), len(summary.quarantined)) == (24, 0, 3)
        files = sorted([*graph.glob("*.*"), *graph.glob("quarantine/*")])
        written.append([(file.relative_to(graph), file.read_bytes()) for file in files])
    assert len(written[0]) == 6 + 3 + 4
    assert written[0] == written[1]
