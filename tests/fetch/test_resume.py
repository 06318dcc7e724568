"""Killed at any point, the same command goes on; what is damaged comes again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kg.fetch import europe_pmc, pubmed
from kg.fetch.client import FetchError
from tests.fetch.conftest import Clock, Fetching
from tests.fetch.folders import assert_whole, manifest, titles
from tests.fetch.services import Article, Handler, Services, usually


class Killed(BaseException):
    """As a kill: no code of ours runs after it."""


FILE_CHANGES = {name: getattr(Path, name) for name in ("write_bytes", "replace", "unlink")}


@contextmanager
def file_changes(monkeypatch: pytest.MonkeyPatch, left: float) -> Iterator[None]:
    """So many changes of files, and no more after that."""

    def limited(usual: Any) -> Any:
        def change(path: Path, *arguments: Any, **options: Any) -> Any:
            nonlocal left
            if left < 1:
                raise Killed
            left -= 1
            return usual(path, *arguments, **options)

        return change

    with monkeypatch.context() as patch:
        for name, usual in FILE_CHANGES.items():
            patch.setattr(Path, name, limited(usual))
        yield


def deaths(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], object]) -> Iterator[int]:
    """Acts again and again, killed before its first, second, third ... change of a file."""
    for number in count():
        try:
            with file_changes(monkeypatch, number):
                act(number)
        except Killed:
            yield number
        else:
            return


@pytest.mark.parametrize("source", ["pubmed", "europe-pmc"])
def test_killed_at_any_point_it_goes_on(
    fetch: Fetching, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(pubmed, "PAGE", 5)
    monkeypatch.setattr(europe_pmc, "PAGE", 5)
    survived = 0
    for number in deaths(monkeypatch, lambda number: fetch(source=source, folder=tmp_path / str(number))):
        services.requests.clear()
        fetch(source=source, folder=tmp_path / str(number))
        assert_whole(tmp_path / str(number), 10)
        survived += 1
    assert survived >= 10


@pytest.mark.parametrize("source", ["pubmed", "europe-pmc"])
def test_an_update_killed_at_any_point_goes_on(
    fetch: Fetching, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(pubmed, "PAGE", 5)
    monkeypatch.setattr(europe_pmc, "PAGE", 5)
    fetch(source=source, folder=tmp_path / "first")
    monkeypatch.setattr(pubmed, "PAGE", 20)
    monkeypatch.setattr(europe_pmc, "PAGE", 20)
    services.add(Article("111", entered="2026-03-20", revised="2026-03-20"))
    for name in ("101", "102", "103", "104", "105", "107"):  # the whole of a page, and one of another
        services.revise(name, "2026-03-25", "Corrected")

    def act(number: int) -> None:
        shutil.copytree(tmp_path / "first", tmp_path / str(number))
        fetch(None, folder=tmp_path / str(number), update=True)

    survived = 0
    for number in deaths(monkeypatch, act):
        fetch(None, folder=tmp_path / str(number), update=True)
        assert_whole(tmp_path / str(number), 11)
        found = titles(tmp_path / str(number))
        assert [found[name] for name in ("101", "105", "107")] == ["Corrected"] * 3
        survived += 1
    assert survived >= 10


def test_pages_that_are_here_are_not_asked_for_again(
    fetch: Fetching, services: Services, folder: Path
) -> None:
    fetch()
    services.requests.clear()
    outcome = fetch()
    assert services.requests == []
    assert outcome.notes == ["everything is here already (--update looks for what is new)"]
    assert outcome.whole


@pytest.mark.parametrize("source", ["pubmed", "europe-pmc"])
def test_damaged_and_lost_pages_come_again(
    fetch: Fetching, services: Services, folder: Path, source: str
) -> None:
    fetch(source=source)
    first, second, *_ = sorted(folder.glob(f"{source}-*"))
    first.write_bytes(first.read_bytes()[:100])
    second.unlink()
    services.requests.clear()
    outcome = fetch(None)
    assert outcome.notes == ["6 records were gone or damaged and are fetched again"]
    assert_whole(folder, 10)
    assert len(services.requests) <= 3


def test_records_of_the_user_are_safe(fetch: Fetching, folder: Path) -> None:
    folder.mkdir()
    own = folder / "pubmed-0001.xml"
    own.write_text("<mine/>")
    with pytest.raises(FetchError, match="fetch into another folder"):
        fetch()
    assert own.read_text() == "<mine/>"


def test_other_files_in_the_folder_stay(fetch: Fetching, folder: Path) -> None:
    fetch()
    (folder / "notes.txt").write_text("mine")
    (folder / ".notes.part").write_text("mine")
    fetch()
    assert (folder / "notes.txt").exists()
    assert (folder / ".notes.part").exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"manifest": 1}', '{"manifest": 2}', '{"manifest": 1, "source": "x"}']
)
def test_a_manifest_that_is_none(fetch: Fetching, folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text(text)
    with pytest.raises(FetchError, match="fetch into another folder"):
        fetch()


def test_a_manifest_cannot_name_files_elsewhere(fetch: Fetching, folder: Path) -> None:
    fetch()
    outside = folder.parent / "pubmed-0001.xml"
    (folder / "pubmed-0001.xml").rename(outside)
    told = manifest(folder)
    told["pages"][0]["file"] = "../pubmed-0001.xml"
    (folder / "manifest.json").write_text(json.dumps(told))
    fetch()
    assert_whole(folder, 10)
    assert outside.exists()


def test_a_manifest_cannot_send_the_key_elsewhere(
    fetch: Fetching, services: Services, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch()
    told = manifest(folder)
    told["service"] = "http://127.0.0.1:1"
    (folder / "manifest.json").write_text(json.dumps(told))
    monkeypatch.setenv("CML_KG_PUBMED_URL", services.url)
    fetch(None, update=True, base="", key="k3y")
    assert services.requests[-1].values["api_key"] == "k3y"


def test_a_real_kill(services: Services, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pubmed, "PAGE", 200)
    services.add(*(Article(str(number)) for number in range(1000, 1500)))
    reached, gone = threading.Event(), threading.Event()

    def stalling(handler: Handler, usual: bytes) -> None:
        reached.set()
        gone.wait(5)
        handler.close_connection = True

    services.go_wrong("efetch.fcgi", None, stalling, usually)
    command = [sys.executable, "-m", "kg", "fetch", "--query", "cml", "-o", str(folder)]
    environment = {**os.environ, "CML_KG_PUBMED_URL": services.url, "NCBI_API_KEY": "k3y"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        assert reached.wait(8)
        process.send_signal(signal.SIGKILL)
    gone.set()
    assert len(titles(folder)) == 200
    assert not manifest(folder)["complete"]
    services.requests.clear()
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert_whole(folder, 510)
    assert [request.path for request in services.requests] == ["efetch.fcgi"] * 2
    assert "510 records from PubMed" in told.stdout
    assert told.stderr == ""  # no moving line where there is no terminal
