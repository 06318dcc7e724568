"""Extraction beside what one would otherwise take; written into benchmarks/speed.md.

pip install -e '.[bench]' && python -m benchmarks
"""

import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.generate import articles, write
from benchmarks.peers import PEERS
from kg.graph.lexicon import load_lexicon
from kg.model import Record
from kg.pipeline import Interpreter
from kg.readers import read_inputs

PAGE = Path(__file__).with_suffix(".md")
BEGIN, END = "<!-- measured -->\n", "<!-- end of measured -->\n"
ABOUT = 5.0
"""Seconds that a text engine is given."""
Row = tuple[str, str, str, str]
"""What, ours, the peer, the peer's."""


def extraction() -> Iterator[Row]:
    """Abstracts a second: our whole reading, with claims, beside engines that find names."""
    texts = [f"{article.title}\n{article.abstract}" for article in articles(200)]
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "articles.xml", 200)
        records = [item for item in read_inputs([Path(folder) / "articles.xml"]) if isinstance(item, Record)]
    interpreter = Interpreter()
    ours = _rate(interpreter.read, records)
    found = _rate(interpreter.extractor.extract, texts)
    for name, peer in PEERS.items():
        try:
            theirs = _rate(peer(load_lexicon()), texts)
        except ImportError:
            yield "mentions and claims, abstracts/s", f"{ours:,.0f}", f"{name} is not installed", ""
            continue
        label = f"{name} {version(name)}"
        yield "mentions and claims, abstracts/s", f"{ours:,.0f}", label, f"{theirs:,.1f}"
        yield "mentions only, abstracts/s", f"{found:,.0f}", label, f"{theirs:,.1f}"


def _rate(read: Callable[[Any], object], items: list[Any]) -> float:
    read(items[0])
    began = time.perf_counter()
    for done, item in enumerate(cycle(items), start=1):
        read(item)
        if time.perf_counter() - began > ABOUT:
            return done / (time.perf_counter() - began)
    return 0.0


def machine() -> str:
    """What it ran on."""
    busy = os.getloadavg()[0]
    names = ("cml-kg", "pyoxigraph", "rdflib", "pyshacl", "shacl", "lxml")
    said = ", ".join(f"{name} {_version(name)}" for name in names)
    return (
        f"{date.today()}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, "
        f"load {busy:.1f} when it began; {said}."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def main() -> None:
    lines = [machine(), "", "| what | ours | peer | the peer's |\n| --- | ---: | --- | ---: |"]
    lines += (f"| {' | '.join(row)} |" for row in extraction())
    text = "\n".join(lines) + "\n"
    head, rest = PAGE.read_text(encoding="utf-8").split(BEGIN, 1)
    PAGE.write_text(head + BEGIN + text + END + rest.split(END, 1)[1], encoding="utf-8")
    print(text)
