"""The command line: exit codes, what is told where, and messages that say how to go on."""

import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from kg.cli import main
from kg.commands.build import BASE
from kg.errors import InputError, StoreError
from kg.model import Finding, Severity
from kg.query import questions

HEAVY = ("matplotlib", "networkx", "pyoxigraph", "pyshacl", "rdflib", "rich", "ahocorasick_rs")
Fake = Callable[..., None]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a module with the given members in the place of one of ours."""

    def put(name: str, **members: Any) -> None:
        module = ModuleType(name)
        module.__dict__.update(members)
        monkeypatch.setitem(sys.modules, name, module)

    return put


def summary(**changes: Any) -> SimpleNamespace:
    usual = {
        "articles": 1, "mentions": 41, "claims": 26, "doses": 3,
        "findings": [], "skipped": [], "warnings": [], "quarantined": [], "left_out": 0,
        "turtle": Path("out/graph.ttl"), "page": Path("out/graph.html"), "report": Path("out/report.txt"),
    }  # fmt: skip
    return SimpleNamespace(**usual | changes)


def violation(severity: Severity = Severity.VIOLATION) -> Finding:
    return Finding(severity, "the quote is not the text", file="a.txt", record="a", mend="build again")


def test_help_needs_none_of_the_heavy_packages() -> None:
    script = f"import sys, kg.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_default_base_is_that_of_the_graph() -> None:
    from kg.graph.iris import DEFAULT_BASE

    assert BASE == DEFAULT_BASE


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert all(f"\n    {name} " in text for name in ("build", "query", "sparql", "export", "view", "check"))
    assert "examples:" in text


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({}, 0, "Validation  conforms"),
        ({"findings": [violation(Severity.WARNING)]}, 0, "Validation  conforms, 1 warning"),
        ({"findings": [violation()] * 2}, 1, "Validation  2 violations"),
        (
            {"skipped": [InputError("the file is empty", file="b.txt", mend="remove it")]},
            1,
            "Skipped     1 input",
        ),
    ],
)
def test_build_tells_what_came_of_it(
    fake: Fake, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], code: int, line: str
) -> None:
    fake("kg.pipeline", build=lambda *_, **__: summary(**changes))
    assert main(["build", "x", "-o", "out"]) == code
    told = capsys.readouterr()
    assert line in told.out.splitlines()
    assert "Read        1 article, 41 mentions, 26 claims, 3 doses" in told.out
    assert all(f"out/{name}" in told.out for name in ("graph.ttl", "graph.html", "report.txt"))
    assert "-g out" in told.out
    assert told.err == (
        "cml-kg: skipped b.txt: the file is empty (remove it)\n" if "skipped" in changes else ""
    )


def test_build_hands_on_its_arguments_and_shows_no_progress_when_piped(fake: Fake) -> None:
    seen: list[Any] = []

    def build(
        inputs: Sequence[Path], folder: Path, *, progress: object, **options: object
    ) -> SimpleNamespace:
        seen.extend([inputs, folder, progress, options])
        return summary()

    fake("kg.pipeline", build=build)
    assert main(["build", "a", "b", "--base", "https://example.org/"]) == 0
    options = {
        "base": "https://example.org/", "strict": False, "decisions": None, "second": None,
        "keep_invalid": False, "only_relevant": False, "engine": "local",
    }  # fmt: skip
    assert seen == [[Path("a"), Path("b")], Path("graph"), None, options]


def test_inspect_shows_fields_in_columns_and_complains_of_what_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.ris"
    file.write_text(
        "TY  - JOUR\nTI  - One\x1b[2J\nAU  - Example, Ada\nAU  - Wang, Li\nDO  - 10.5555/A\nER  - \n"
        "TY  - JOUR\nER  - \nTY  - JOUR\nTI  - Three\nER  - \n"
    )
    assert main(["inspect", str(file)]) == 1
    told = capsys.readouterr()
    rows = [line.split("\t") for line in told.out.splitlines()]
    assert ["10.5555/a", "recognised as", "ris"] in rows
    assert ["10.5555/a", "title", "One [2J"] in rows
    assert [row[2] for row in rows if row[1] == "authors"] == ["Ada Example", "Li Wang"]
    assert ["a-3", "title", "Three"] in rows
    assert told.err.count("\n") == 1
    assert "a-2: the record has neither title nor abstract" in told.err
    assert main(["inspect", str(file), "--limit", "1"]) == 0
    assert "Three" not in capsys.readouterr().out
    assert main(["inspect", str(tmp_path / "none")]) == 2


def test_a_build_reports_what_was_merged_and_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = '{"pmid": "7", "title": "Bosutinib", "abstract": "Bosutinib was given.", "journal": "%s"}\n'
    (tmp_path / "a.jsonl").write_text(line % "Blood")
    (tmp_path / "b.jsonl").write_text(line % "Leukemia")
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "graph")]) == 0
    assert "1 article" in capsys.readouterr().out
    report = (tmp_path / "graph" / "report.txt").read_text()
    assert "2 records of one work were merged" in report
    assert "differ in journal" in report
    assert '"Warning"' in (tmp_path / "graph" / "report.json").read_text()


def test_a_strict_build_stops_at_the_first_bad_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nBosutinib was given.\n")
    (tmp_path / "b.txt").write_text("")
    assert main(["build", str(tmp_path), "--strict", "-o", str(tmp_path / "graph")]) == 2
    assert "b.txt: the file is empty" in capsys.readouterr().err
    assert not list((tmp_path / "graph").glob("graph.*"))


def test_a_build_without_any_article_is_not_done(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake(
        "kg.pipeline", build=lambda *_, **__: summary(articles=0, skipped=[InputError("is empty", file="a")])
    )
    assert main(["build", "a"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "cml-kg: skipped a: is empty",
        "cml-kg: no article could be read, so there is no graph",
    ]


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (StoreError("graph: there is\n no graph"), 2, "cml-kg: graph: there is no graph\n"),
        (PermissionError(13, "Permission denied", "x"), 2, "cml-kg: x: Permission denied\n"),
        (
            KeyboardInterrupt(),
            130,
            "cml-kg: interrupted: what was read is kept, and the same command goes on with the rest\n",
        ),
    ],
)
def test_a_failure_is_one_line(
    fake: Fake, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, line: str
) -> None:
    def build(*_: object, **__: object) -> None:
        raise error

    fake("kg.pipeline", build=build)
    assert main(["build", "x"]) == code
    assert capsys.readouterr().err == line


@pytest.mark.parametrize("words", [["query"], ["query", "list"], ["query", "--format", "csv"]])
@pytest.mark.parametrize("width", ["80", "160"])
def test_questions_are_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert main(words) == 0
    text = capsys.readouterr().out
    assert all(name in text for name in questions())
    assert len(questions()) > 10


def test_a_question_is_shown_with_its_parameters_and_its_sparql(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "show", "doses-of-drug"]) == 0
    text = capsys.readouterr().out
    assert "--drug (iri)" in text
    assert "SELECT" in text


def test_the_help_of_a_question_names_its_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["query", "doses-of-drug", "--help"])
    assert "--drug VALUE" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("query doses-of-drug --frug x", "not understood: --frug x (parameters of doses-of-drug: --drug)"),
        ("query claims --drug x", "not understood: --drug x (parameters of claims: none)"),
        ("query dosesofdrug", "there is no question dosesofdrug; did you mean doses-of-drug"),
        ("query xyzzy", "there is no question xyzzy; cml-kg query lists them"),
        ("query claims doses", "one question at a time, and values as --PARAM VALUE: claims doses"),
        ("build a --graph b", "not understood: --graph b (see cml-kg build --help)"),
        ("view -o picture.pdf", "picture.pdf: a picture is a file that ends in .html, .svg or .png"),
        ("sparql no-such-file.rq", "no-such-file.rq: No such file or directory"),
        ("export -o no-such-folder/x", "no-such-folder/x cannot be written: No such file or directory\n"),
    ],
)
def test_a_wrong_command_line_says_what_would_be_right(
    capsys: pytest.CaptureFixture[str], words: str, line: str
) -> None:
    assert main(words.split()) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"cml-kg: {line}")
    assert told.err.count("\n") == 1
    assert told.out == ""


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["--drug", "imatinib"], {"drug": "imatinib"}),
        (["--drug=STI-571", "-g", "elsewhere"], {"drug": "STI-571"}),
        (["--example"], dict(questions()["doses-of-drug"].example)),
        (["--example", "--drug", "imatinib"], {"drug": "imatinib"}),
        ([], {}),
    ],
)
def test_parameters_reach_the_question(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, words: list[str], values: dict[str, str]
) -> None:
    from kg.query import Table

    seen: list[Any] = []
    fake("kg.graph.store", GraphStore=SimpleNamespace(open=str))
    monkeypatch.setattr("kg.query.run", lambda *given: seen.extend(given) or Table((), ()))
    assert main(["query", "doses-of-drug", *words]) == 0
    question, store, given = seen
    assert question == questions()["doses-of-drug"]
    assert store == ("elsewhere" if "-g" in words else "graph")
    assert given == values


def test_a_query_of_the_user_is_read_from_standard_input(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg.query import Table

    fake("kg.graph.store", GraphStore=SimpleNamespace(open=str))
    monkeypatch.setattr("kg.query.sparql", lambda store, text: Table(("asked",), ((text,),)))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("\ufeffASK {}".encode())))
    assert main(["sparql", "-", "--format", "tsv"]) == 0
    assert capsys.readouterr().out == "asked\nASK {}\n"


def test_export_leaves_no_half_file(fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(store: object, stream: io.BytesIO) -> None:
        stream.write(b"half")
        raise StoreError("the store broke")

    fake("kg.graph.store", GraphStore=SimpleNamespace(open=str))
    fake("kg.export", EXPORTERS={"turtle": lambda store, stream: stream.write(b"whole"), "trig": fail})
    file = tmp_path / "out.ttl"
    assert main(["export", "-o", str(file)]) == 0
    assert main(["export", "-o", str(file), "--format", "trig"]) == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out.ttl": b"whole"}
    capsys.readouterr()
    assert main(["export", "--format", "xls"]) == 2
    assert "formats: turtle, trig" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("findings", "code", "lines"),
    [
        ([], 0, ["conforms"]),
        (
            [violation()],
            1,
            ["Violation: a.txt: a: the quote is not the text (build again)", "1 violation"],
        ),
    ],
)
def test_check_tells_its_findings(
    fake: Fake, capsys: pytest.CaptureFixture[str], findings: list[Finding], code: int, lines: list[str]
) -> None:
    fake("kg.check", check=lambda: findings)
    assert main(["check"]) == code
    assert capsys.readouterr().out.splitlines() == lines


def test_a_reader_that_closes_early_is_no_error() -> None:
    script = "import sys; from kg.cli import main; sys.exit(main(['query', 'show', 'doses-of-drug']))"
    command = f'{sys.executable} -c "{script}" | true; echo ${{PIPESTATUS[0]}}'
    told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (told.stdout.strip(), told.stderr) == ("0", "")
