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


def test_an_engine_that_is_none(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(articles), "--engine", "spark://x"]) == 2
    assert "there are local and dask://HOST:PORT" in capsys.readouterr().err
