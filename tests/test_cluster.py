"""Builds on a Dask cluster: the same graph, and a worker that is killed changes nothing in it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import write
from kg.cli import main
from kg.pipeline import build

ARTICLES = 64


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    file = tmp_path / "articles.xml"
    write(file, ARTICLES)
    return file


@pytest.fixture
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield local


@pytest.mark.slow
def test_a_worker_that_is_killed_changes_nothing(cluster: Any, articles: Path, tmp_path: Path) -> None:
    from distributed import Client

    address = cluster.scheduler_address.replace("tcp://", "dask://")
    with Client(cluster) as client:
        victim, *_ = client.run(os.getpid).values()
    killed: list[int] = []

    def kill(done: int, what: str) -> None:
        if not killed and done > ARTICLES // 3:
            os.kill(victim, signal.SIGKILL)
            killed.append(done)

    there = build([articles], tmp_path / "there", engine=address, progress=kill)
    here = build([articles], tmp_path / "here")
    assert killed
    assert there.turtle.read_bytes() == here.turtle.read_bytes()
    assert there.articles == here.articles == ARTICLES


@pytest.mark.slow
def test_partitions_are_the_same_whichever_worker_dies(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("polars")
    articles = tmp_path / "articles.xml"
    write(articles, 24)
    from distributed import Client

    from kg import partitions

    monkeypatch.setattr(partitions, "_USUAL", 3)
    monkeypatch.setattr(partitions, "_FEW", 100)  # in this process
    address = cluster.scheduler_address.replace("tcp://", "dask://")
    with Client(cluster) as client:
        victim, *_ = client.run(os.getpid).values()
    killed: list[int] = []

    def kill(done: int, what: str) -> None:
        if not killed:
            os.kill(victim, signal.SIGKILL)
            killed.append(done)

    there = partitions.write_partitions([articles], tmp_path / "there", engine=address, progress=kill)
    here = partitions.write_partitions([articles], tmp_path / "here")
    assert killed
    assert there.units == here.units > 4
    files = [
        file.relative_to(tmp_path / "here") for file in (tmp_path / "here").rglob("*.*") if file.is_file()
    ]
    for file in files:
        assert (tmp_path / "there" / file).read_bytes() == (tmp_path / "here" / file).read_bytes()


def test_an_engine_that_is_none(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(articles), "--engine", "spark://x"]) == 2
    assert "there are local and dask://HOST:PORT" in capsys.readouterr().err


@pytest.mark.slow
def test_workers_read_the_files_that_they_see(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.readers import inputs

    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        write(folder / f"{number}.xml.gz", 200, share=0.02, first=200 * number)
    (folder / "broken.xml").write_text("<PubmedArticleSet><PubmedArticle><PMID>1</PMID>CML")
    address = cluster.scheduler_address.replace("tcp://", "dask://")
    here = build([folder], tmp_path / "here", only_relevant=True)
    monkeypatch.setattr(inputs, "entries", None)  # who reads a file in this process fails
    there = build([folder], tmp_path / "there", only_relevant=True, engine=address)
    assert there.turtle.read_bytes() == here.turtle.read_bytes()
    assert there.left_out == here.left_out > 700
    assert [error.problem for error in there.skipped] == [error.problem for error in here.skipped] != []


def test_a_file_that_is_another_or_none_is_not_read_there(tmp_path: Path) -> None:
    from kg.scan import Scanner

    file = tmp_path / "a.xml"
    write(file, 3)
    seen = Scanner()((file, file.stat().st_size))
    assert seen
    assert len(seen.items) == 3
    assert Scanner()((file, 1)) is None
    assert Scanner()((tmp_path / "none.xml", 1)) is None
