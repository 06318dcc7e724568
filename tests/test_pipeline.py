"""The whole road on small inputs: bad ones beside good ones, other orders, other bases, failures."""

import json
import shutil
from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import CmlKgError
from kg.graph.store import GraphStore
from kg.model import Finding, Reading, Record, Severity
from kg.pipeline import Interpreter, build
from kg.query import questions, run

ARTICLES = {
    "one.txt": "Bosutinib in CML\n\nBosutinib is effective in patients with imatinib-resistant CML.\n",
    "two.txt": "Nilotinib in CML\n\nNilotinib is effective in patients with imatinib-resistant CML.\n",
    "three.txt": "Dasatinib in CML\n\nDasatinib 100 mg daily was not effective in patients with T315I.\n",
}


def write(folder: Path, texts: dict[str, str | bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the articles (in/) and their graph (graph/), to be copied or left as it is."""
    folder = tmp_path_factory.mktemp("built")
    build([write(folder / "in", dict(ARTICLES))], folder / "graph")
    return folder


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Path:
    """A copy of one's own."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def claims(folder: Path) -> list[tuple[object, ...]]:
    with GraphStore.open(folder) as store:
        return [row[:9] for row in run(questions()["claims"], store).rows]


def test_bad_inputs_are_named_and_the_rest_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad: dict[str, str | bytes] = {
        "empty.txt": "",
        "binary.txt": b"\x00\x01\x02\xff" * 64,
        "latin.txt": "Caf\u00e9 title\n\nText.".encode("latin-1"),
        "page.txt": "Research output: Contribution to journal\u203aArticle\n\nOriginal languageEnglish\n",
    }
    articles = write(tmp_path / "in", {**ARTICLES, **bad})
    (tmp_path / "nothing").mkdir()
    code = main(["build", str(articles), str(tmp_path / "nothing"), "-o", str(tmp_path / "graph")])
    said = capsys.readouterr()
    assert code == 1
    complaints = said.err.splitlines()
    for name in (*bad, "nothing"):
        (line,) = [line for line in complaints if name in line]
        assert line.startswith("cml-kg: skipped ")
    assert "3 articles" in said.out
    assert len(claims(tmp_path / "graph")) == 3


def test_nothing_but_bad_input_leaves_the_old_graph(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = write(desk / "bad", {"empty.txt": ""})
    before = claims(desk / "graph")
    assert main(["build", str(bad), "-o", str(desk / "graph")]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert claims(desk / "graph") == before


@pytest.mark.parametrize("there", [False, True])
def test_a_failed_first_build_leaves_nothing(tmp_path: Path, there: bool) -> None:
    bad = write(tmp_path / "bad", {"empty.txt": ""})
    graph = tmp_path / "graph"
    if there:
        graph.mkdir()
    assert main(["build", str(bad), "-o", str(graph)]) == 2
    assert graph.exists() is there
    assert not there or list(graph.iterdir()) == []


def test_a_failure_half_way_leaves_the_old_graph(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles, graph = desk / "in", desk / "graph"
    before = claims(graph)

    def fail(*_: object) -> None:
        raise CmlKgError("the disk is full")

    monkeypatch.setattr("kg.pipeline.quads", fail)
    write(articles, {"one.txt": ARTICLES["two.txt"]})
    with pytest.raises(CmlKgError, match="disk is full"):
        build([articles], graph)
    assert claims(graph) == before


def test_the_order_of_inputs_does_not_matter(built: Path, tmp_path: Path) -> None:
    paths = [built / "in" / name for name in ARTICLES]
    build(paths, tmp_path / "forward")
    build(paths[::-1], tmp_path / "backward")
    turtle = (tmp_path / "forward/graph.ttl").read_bytes()
    assert (tmp_path / "backward/graph.ttl").read_bytes() == turtle
    assert (built / "graph/graph.ttl").read_bytes() == turtle, "the folder with the articles"


def test_a_base_of_ones_own(tmp_path: Path) -> None:
    articles = write(tmp_path / "in", {"one.txt": ARTICLES["one.txt"]})
    build([articles], tmp_path / "graph", base="https://example.org/kg")
    turtle = (tmp_path / "graph/graph.ttl").read_text()
    assert "https://example.org/kg/" in turtle
    assert "w3id.org/cml-kg/id/" not in turtle


def test_negated_and_hedged_claims_make_no_edges(tmp_path: Path) -> None:
    text = (
        "Options in CML\n\nBosutinib may be effective in patients with dasatinib resistance. "
        "There is no evidence that nilotinib is effective in patients with the T315I mutation."
    )
    build([write(tmp_path / "in", {"a.txt": text})], tmp_path / "graph")
    assert "\n  cml:effectiveIn" not in (tmp_path / "graph/graph.ttl").read_text()
    assert {row[8] for row in claims(tmp_path / "graph")} == {"effective"}
    with GraphStore.open(tmp_path / "graph") as store:
        (negated,) = run(questions()["negated-claims"], store).rows
        (hedged,) = run(questions()["hedged-claims"], store).rows
    assert "nilotinib" in negated
    assert "bosutinib" in hedged


def test_only_what_changed_is_read_again(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = desk / "in"
    read: list[str] = []
    interpret = Interpreter.read

    def counted(self: Interpreter, record: Record) -> Reading:
        read.append(record.key)
        return interpret(self, record)

    monkeypatch.setattr(Interpreter, "read", counted)
    build([articles], desk / "graph")
    assert read == []
    changed = ARTICLES["two.txt"].replace("is effective", "is not effective")
    write(articles, {"two.txt": changed, "four.txt": "A fourth title\n\nAsciminib was well tolerated.\n"})
    (articles / "three.txt").unlink()
    build([articles], desk / "graph")
    assert sorted(read) == ["four", "two"]
    build([articles], desk / "scratch")
    for name in ("graph.ttl", "graph.html", "report.txt"):
        assert (desk / "graph" / name).read_bytes() == (desk / "scratch" / name).read_bytes()
    assert claims(desk / "graph") == claims(desk / "scratch")


def test_retracted_work_is_marked_and_answers_nothing(tmp_path: Path) -> None:
    lines = [
        {"pmid": "90000001", "title": "Bosutinib", "abstract": "Bosutinib is effective in patients with CML.",
         "notices": [{"kind": "retracted by", "citation": "A notice", "pmid": "90000002"}]},
        {"pmid": "90000003", "title": "Nilotinib", "abstract": "Nilotinib is active in patients with CML."},
    ]  # fmt: skip
    text = "".join(json.dumps(line) + "\n" for line in lines)
    build([write(tmp_path / "in", {"records.jsonl": text})], tmp_path / "graph")
    assert [row[2] for row in claims(tmp_path / "graph")] == ["nilotinib"]
    turtle = (tmp_path / "graph/graph.ttl").read_text()
    assert "c:bosutinib cml:effectiveIn" not in turtle
    assert 'cml:noticeKind "retracted by"' in turtle
    with GraphStore.open(tmp_path / "graph") as store:
        (row,) = run(questions()["retracted-claims"], store).rows
    assert "90000001" in row


def test_a_claim_says_which_part_of_the_article_it_comes_from(tmp_path: Path) -> None:
    text = (
        "Dasatinib in CML\n\nBACKGROUND: Imatinib is effective in patients with CML.\n"
        "RESULTS: Dasatinib is effective in patients with imatinib resistance."
    )
    build([write(tmp_path / "in", {"a.txt": text})], tmp_path / "graph")
    with GraphStore.open(tmp_path / "graph") as store:
        question = questions()["claims-by-section"]
        rows = {row[2]: row[:2] for row in run(question, store).rows}
        only = run(question, store, {"section": "results"}).rows
    assert rows == {
        "imatinib is effective in patients with chronic myeloid leukemia": ("background", "cited work"),
        "dasatinib is effective in patients with imatinib resistance": ("results", "own result"),
    }
    assert len(only) == 1


NOBODY_COUNTED = {
    "title": "Dasatinib",
    "abstract": "Dasatinib is active in CML.",
    "citation_counts": [{"count": 3}],
}


def lines(*records: dict[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.slow
def test_an_article_that_violates_a_shape_is_put_aside_until_it_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, graph = tmp_path / "in", tmp_path / "graph"
    good = {
        "pmid": "90000001",
        "title": "Bosutinib",
        "abstract": "Bosutinib is effective in patients with CML.",
    }
    bad = {**NOBODY_COUNTED, "pmid": "90000002"}
    write(source, {"records.jsonl": lines(good, bad)})
    arguments = ["build", str(source), "-o", str(graph)]
    for _ in range(2):  # what is put aside is tried again
        assert main(arguments) == 1
        said = capsys.readouterr()
        (line,) = said.err.splitlines()
        assert line.startswith(
            "cml-kg: quarantined records.jsonl: record 90000002: A citation count does not"
        )
        assert "Scopus" in line
        assert "1 article," in said.out
        assert "1 quarantined" in said.out
    assert len(claims(graph)) == 1
    assert "90000002" not in (graph / "graph.ttl").read_text()
    (aside,) = (graph / "quarantine").glob("article-90000002-*.ttl")
    assert '"90000002"' in aside.read_text()
    for report in (graph / "report.txt", graph / "quarantine" / "report.txt"):
        assert "90000002" in report.read_text()
    assert main(["status", "-g", str(graph)]) == 0
    assert "quarantined" in capsys.readouterr().out

    assert main([*arguments, "--keep-invalid"]) == 1
    assert len(claims(graph)) == 2
    assert not (graph / "quarantine").exists()
    assert main(arguments) == 1
    assert len(claims(graph)) == 1

    write(
        source, {"records.jsonl": lines(good, {**bad, "citation_counts": [{"count": 3, "source": "Scopus"}]})}
    )
    capsys.readouterr()
    assert main(arguments) == 0
    assert len(claims(graph)) == 2
    assert not (graph / "quarantine").exists()
    main(["status", "-g", str(graph)])
    assert "quarantined" not in capsys.readouterr().out


def test_where_no_article_conforms_there_is_no_graph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "in", {"records.jsonl": lines(NOBODY_COUNTED)})
    assert main(["build", str(source), "-o", str(tmp_path / "graph")]) == 2
    assert "no article conforms" in capsys.readouterr().err
    assert list((tmp_path / "graph/quarantine").glob("article-*.ttl"))
    assert not (tmp_path / "graph/store").exists()


@pytest.mark.slow
def test_findings_about_articles_that_did_not_change_are_told_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warning, which keeps no article out."""
    warned = [
        Finding(Severity.WARNING, "Odd.", "one.txt", "one", marks=((1, 2),), focus="https://example.org/n")
    ]
    articles = write(tmp_path / "in", {"one.txt": ARTICLES["one.txt"]})
    monkeypatch.setattr("kg.graph.validate.Validator.findings", lambda *_: warned)
    first = build([articles], tmp_path / "graph")
    monkeypatch.setattr("kg.graph.validate.Validator.findings", lambda *_: [])
    assert build([articles], tmp_path / "graph").findings == first.findings == warned
