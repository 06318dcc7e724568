"""Draws the pictures of the README from the sentences in docs/example, which are our own.

    python -m docs.pictures docs/pictures

The page of an article is a screenshot and needs Chromium; without it that one stays as it is.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.graph.store import GraphStore
from kg.pipeline import build
from kg.plot.make import draw

EXAMPLE = Path(__file__).with_name("example")
DRAWN = ("comparisons", "mutations")
SHOWN = {"article": "/articles/articles-8"}
_SIZE = {"width": 1100, "height": 660}


def main(folder: Path) -> None:
    """Writes them into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as graph:
        build([EXAMPLE], Path(graph))
        store = GraphStore.open(Path(graph))
        for name in DRAWN:
            (folder / f"{name}.svg").write_bytes(draw(store, name).write("svg"))
            print(folder / f"{name}.svg")
        if (chromium := shutil.which("chromium")) is None:
            print("without Chromium there is no screenshot (Debian: apt install chromium)", file=sys.stderr)
            return
        with _served(graph) as address:
            _photograph(chromium, address, folder)


@contextmanager
def _served(graph: str) -> Iterator[str]:
    """Where the application is that shows the graph."""
    command = [sys.executable, "-m", "kg", "serve", graph, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
        finally:
            server.terminate()


def _photograph(chromium: str, address: str, folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(base_url=address, viewport=_SIZE)
        for name, path in SHOWN.items():
            tab.goto(path)
            tab.locator("[data-claim]").nth(2).hover()
            tab.screenshot(path=folder / f"{name}.png")
            print(folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
