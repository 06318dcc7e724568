"""Builds in partitions: what the store would hold, done once, and unharmed by whatever is killed."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from benchmarks.generate import write
from kg import partitions
from kg.cli import main
from kg.errors import StoreError
from kg.graph.store import GraphStore
from kg.partition_folder import PartitionFolder
from kg.partitions import write_partitions
from kg.pipeline import build
from kg.query import questions, run

polars = pytest.importorskip("polars")
ARTICLES = 8


@pytest.fixture(autouse=True)
def _small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "_USUAL", 3)
    monkeypatch.setattr(partitions, "_FEW", 1000)  # in this process


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.xml", ARTICLES)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != ".lock")
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return found


def test_partitions_hold_what_the_store_holds(articles: Path, tmp_path: Path) -> None:
    found = write_partitions([articles], tmp_path / "parts")
    build([articles], tmp_path / "graph")
    told = manifest(tmp_path / "parts")
    assert found.units == len(told["units"]) > 1
    assert [article["sources"] for unit in told["units"] for article in unit["articles"]] == (
        [["a.xml"]] * ARTICLES
    )
    files = [told["common"], *(unit[kind] for unit in told["units"] for kind in ("quads", "claims"))]
    for file in files:
        assert sha256((tmp_path / "parts" / file["file"]).read_bytes()).hexdigest() == file["sha256"]
    assert {file["file"] for file in files} | {"manifest.json"} == {
        name for name in contents(tmp_path / "parts") if not name.startswith("units/")
    }
    stored = {
        quad
        for unit in told["units"]
        for quad in ox.parse(
            gzip.decompress((tmp_path / "parts" / unit["quads"]["file"]).read_bytes()), ox.RdfFormat.N_QUADS
        )
    }
    with GraphStore.open(tmp_path / "graph") as store:
        assert stored == {quad for graph in store.article_graphs() for quad in store.quads(graph)}
        claims = run(questions()["claims"], store)
    frame = polars.read_parquet(tmp_path / "parts" / "claims" / "*.parquet")
    assert tuple(frame.columns) == claims.columns
    assert frame.height == len(claims.rows) == found.totals.claims > ARTICLES
    assert sorted(frame["quote"]) == sorted(row[claims.columns.index("quote")] for row in claims.rows)
    values = [row[claims.columns.index("value")] for row in claims.rows]
    assert sorted(frame["value"].drop_nulls()) == sorted(map(float, filter(None, values)))
    assert [*frame["agent"].drop_nulls()]


def test_what_is_there_is_not_done_again(articles: Path, tmp_path: Path) -> None:
    first = write_partitions([articles], tmp_path / "parts")
    before = contents(tmp_path / "parts")
    again = write_partitions([articles], tmp_path / "parts")
    assert (again.kept, again.units) == (first.units, first.units)
    assert contents(tmp_path / "parts") == before
    (tmp_path / "in" / "0.txt").write_text("One more\n\nNilotinib 400 mg was effective in CML.\n")
    more = write_partitions([articles], tmp_path / "parts")
    assert more.totals.articles == ARTICLES + 1
    assert more.kept >= first.units - 1
    write_partitions([articles], tmp_path / "fresh")
    assert contents(tmp_path / "parts") == contents(tmp_path / "fresh")


def test_a_partition_that_is_gone_or_cut_off_is_made_again(articles: Path, tmp_path: Path) -> None:
    write_partitions([articles], tmp_path / "parts")
    before = contents(tmp_path / "parts")
    one, two, *_ = sorted((tmp_path / "parts" / "quads").glob("[0-9a-f]*.nq.gz"))
    one.unlink()
    two.write_bytes(two.read_bytes()[:100])
    write_partitions([articles], tmp_path / "parts")
    assert contents(tmp_path / "parts") == before


def test_what_violates_a_shape_is_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {"title": "A report", "abstract": "Bosutinib works.", "citation_counts": [{"count": 3}]}
    lines = [wrong, {"title": "Another", "abstract": "Bosutinib was effective in patients with CML."}]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, lines)))
    command = ["build", str(tmp_path / "two.jsonl"), "--partitions", str(tmp_path / "parts")]
    for options, stored in ([], 1), (["--keep-invalid"], 2):
        assert main([*command, *options]) == (2 - stored)
        assert f"{stored} article" in capsys.readouterr().out
        told = [article for unit in manifest(tmp_path / "parts")["units"] for article in unit["articles"]]
        assert sum("quarantined" in article for article in told) == 2 - stored
        assert any("findings" in article for article in told)


def test_one_writer_at_a_time(articles: Path, tmp_path: Path) -> None:
    with PartitionFolder(tmp_path / "parts"), pytest.raises(StoreError, match="another build"):
        write_partitions([articles], tmp_path / "parts")
    write_partitions([articles], tmp_path / "parts")


def test_the_command_says_what_it_wrote(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(articles / "general.xml", 40, share=0.0, first=1000)
    parts = str(tmp_path / "parts")
    assert main(["build", str(articles), "--only-relevant", "--partitions", parts]) == 0
    said = capsys.readouterr().out
    assert "40 records that name nothing of the field" in said
    assert f"{ARTICLES} articles" in said
    assert manifest(tmp_path / "parts")["left out"] == 40
    assert not (tmp_path / "graph").exists()


@pytest.mark.slow
def test_a_build_that_is_killed_goes_on_to_the_same_bytes(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(articles / "a.xml", 48)
    command = [sys.executable, "-m", "kg", "build", str(articles), "--partitions", str(tmp_path / "parts")]
    building = subprocess.Popen(command, start_new_session=True)
    while building.poll() is None and not list((tmp_path / "parts").glob("units/*.json")):
        time.sleep(0.05)
    os.killpg(building.pid, signal.SIGKILL)
    building.wait()
    assert not (tmp_path / "parts" / "manifest.json").exists()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    monkeypatch.undo()
    assert write_partitions([articles], tmp_path / "fresh").units > 1
    assert contents(tmp_path / "parts") == contents(tmp_path / "fresh")
