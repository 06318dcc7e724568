"""A small graph, and a curator with a spreadsheet."""

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main
from kg.graph.store import GraphStore
from kg.query import questions, run
from kg.query.table import text

ARTICLES = {
    "one.txt": "Bosutinib in CML\n\nBosutinib is effective in patients with imatinib resistance. "
    "Nilotinib was well tolerated.\n",
    "two.txt": "Ponatinib after dasatinib\n\nPonatinib is effective in patients with the T315I mutation.\n",
}
Change = dict[str, str]


@dataclass
class Desk:
    """Where articles are built and reviewed."""

    folder: Path

    @property
    def graph(self) -> Path:
        return self.folder / "graph"

    @property
    def decisions(self) -> Path:
        return self.graph / "curated" / "decisions.tsv"

    def write(self, name: str, text: str) -> None:
        (self.folder / "in").mkdir(exist_ok=True)
        (self.folder / "in" / name).write_text(text)

    def build(self, *options: str) -> int:
        return main(["build", str(self.folder / "in"), "-o", str(self.graph), *options])

    def export(self, name: str = "review.csv") -> list[Change]:
        """The rows of a fresh export."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        assert main(["review", "export", str(path), "-g", str(self.graph)]) == 0
        return self.rows(path)

    def rows(self, path: Path) -> list[Change]:
        delimiter = "\t" if path.suffix == ".tsv" else ","
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream, delimiter=delimiter))

    def fill(self, **changes: Change) -> Path:
        """A fresh export in which the rows about some agents are filled in."""
        rows = self.export()
        for agent, change in changes.items():
            (row,) = [row for row in rows if row["agent"] == agent]
            row |= change
        return self.save(rows)

    def fill_both(self, change: Change) -> Path:
        """What is decided already, decided so by everybody."""
        keep = {name: value for name, value in change.items() if name != "reviewer"}
        return self.save([row | keep if row["decision"] else row for row in self.export()])

    def save(self, rows: list[Change], name: str = "filled.csv", delimiter: str = ",") -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        return path

    def read(self, path: Path) -> int:
        return main(["review", "import", str(path), "-g", str(self.graph)])

    def ask(self, question: str) -> list[dict[str, str]]:
        with GraphStore.open(self.graph) as store:
            table = run(questions()[question], store)
        return [dict(zip(table.columns, map(text, row), strict=True)) for row in table.rows]

    def turtle(self) -> str:
        return (self.graph / "graph.ttl").read_text()

    def report(self) -> str:
        return (self.graph / "report.txt").read_text()


ACCEPT: Change = {"decision": "accept", "reviewer": "Ada Example"}
REJECT: Change = {"decision": "reject", "reviewer": "Ada Example", "reason": "The sentence speaks of mice."}


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles and their graph: each test has a copy, as building takes longer than copying."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for name, article in ARTICLES.items():
        desk.write(name, article)
    assert desk.build() == 0
    return desk.folder


@pytest.fixture
def desk(tmp_path: Path, built: Path) -> Desk:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)
