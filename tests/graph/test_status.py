"""What ``cml-kg status`` tells of a graph."""

import json
from pathlib import Path

import pytest

from benchmarks.generate import write
from kg.cli import main
from kg.pipeline import program


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    capsys.readouterr()
    assert main(["status", "-g", str(folder), "--format", "json"]) == 0
    return [(row["what"], row["value"]) for row in json.loads(capsys.readouterr().out)]


def test_a_graph_says_what_it_holds_and_from_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    for name in ("one", "two"):
        (tmp_path / "in" / f"{name}.txt").write_text(
            f"Paper {name}\n\nNilotinib 400 mg was effective in patients with CML.\n"
        )
    assert main(["build", str(tmp_path / "in"), "-o", str(tmp_path / "graph")]) == 0
    facts = told(tmp_path / "graph", capsys)
    assert dict(facts)["articles"] == "2"
    assert [value for what, value in facts if what == "source"] == [
        "one.txt (plain-text): 1 article",
        "two.txt (plain-text): 1 article",
    ]
    assert "by cml-kg " in dict(facts)["built"]
    assert dict(facts)["next build"] == "reads what is new or changed"
    memory = tmp_path / "graph" / "store" / "1.json"
    memory.write_text(memory.read_text().replace(program(), "another program"))
    assert dict(told(tmp_path / "graph", capsys))["next build"] == "reads all: code or ontology changed"


def test_a_scan_says_what_it_left_out_and_what_it_could_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "general.xml", 60, share=0.05)
    (tmp_path / "empty.xml").touch()
    files = [str(tmp_path / "general.xml"), str(tmp_path / "empty.xml")]
    for _ in range(2):  # what is unchanged is looked at again all the same
        assert main(["build", *files, "--only-relevant", "-o", str(tmp_path / "graph")]) == 1
        facts = dict(told(tmp_path / "graph", capsys))
        assert facts["inputs"] == " ".join(files)
        read = int(facts["articles"])
        assert facts["left out"].split()[0] == str(60 - read)
        assert 0 < read < 10
        assert facts["not read"].startswith("1 input")


def test_where_there_is_no_graph_it_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "-g", str(tmp_path)]) == 2
    assert "cml-kg build INPUT" in capsys.readouterr().err
