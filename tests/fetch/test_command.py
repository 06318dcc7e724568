"""``cml-kg fetch`` as a user types it."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.fetch import wanted
from kg.fetch.client import FetchError
from tests.fetch.conftest import Clock
from tests.fetch.folders import assert_whole, manifest, titles
from tests.fetch.services import Services, status
from tests.test_architecture import MODULES, imports


@pytest.fixture(autouse=True)
def quick(services: Services, clock: Clock, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.fetch.run.Timing", lambda: clock.timing)
    monkeypatch.setenv("CML_KG_PUBMED_URL", services.url)
    monkeypatch.setenv("CML_KG_EUROPE_PMC_URL", services.url)
    monkeypatch.chdir(folder.parent)


def test_lists_from_files_words_and_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("list.txt").write_text("\ufeff101, 102;103 # the first three\n\nPMID: 104\n", "utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("105\n0106\n"))
    assert main(["fetch", "--pmids", "list.txt", "-", "107,101"]) == 0
    assert_whole(folder, 7)
    assert "7 records from PubMed" in capsys.readouterr().out


def test_what_is_missing_makes_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "--dois", "https://doi.org/10.1000/A(101)", "doi:10.1000/none,"]) == 1
    assert "Missing     10.1000/none" in capsys.readouterr().out


def test_what_cannot_be_done_makes_exit_code_2(
    services: Services, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services.go_wrong("esearch.fcgi", status(403))
    assert main(["fetch", "--query", "cml"]) == 2
    assert capsys.readouterr().err.startswith("cml-kg: PubMed refuses access (status 403)")
    assert not folder.exists()


def test_europe_pmc_and_an_update(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "--source", "europe-pmc", "--query", "cml", "--max", "4", "-o", "epmc"]) == 0
    assert main(["fetch", "--update", "-o", "epmc"]) == 0
    assert manifest(folder.parent / "epmc")["source"] == "europe-pmc"
    assert len(titles(folder.parent / "epmc")) == 4


def test_the_environment_gives_key_and_email(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NCBI_API_KEY", "from-environment")
    monkeypatch.setenv("NCBI_EMAIL", "curator@example.org")
    main(["fetch", "--query", "cml"])
    values = services.requests[-1].values
    assert (values["api_key"], values["email"]) == ("from-environment", "curator@example.org")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "holds no fetch to go on with: say what you want"),
        (["--update"], "holds no fetch to go on with"),
        (["--query", "  "], "the query is empty"),
        (["--pmids", "PMC123"], "PMC123 is neither a PMID, such as 18594223, nor a file"),
        (["--pmids", "bad.txt"], "bad.txt, line 2: 12x is neither"),
        (["--pmids", "empty.txt"], "the list of PMIDs is empty"),
        (["--pmids", "latin.txt"], "latin.txt: byte 0 is not valid UTF-8"),
        (["--dois", "11.1000/x"], "11.1000/x is neither a DOI"),
        (["--pmids", "1" * 300], "is neither a PMID"),
    ],
)
def test_what_is_wrong_is_said(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.txt").write_text("101\n12x\n")
    Path("empty.txt").write_text("# none yet\n")
    Path("latin.txt").write_bytes(b"\xe9")
    assert main(["fetch", *words]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--max", "0"], ["--query", "a", "--pmids", "1"], ["--source", "scopus"]])
def test_options_that_make_no_sense(words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["fetch", *words])


def test_lists_have_no_repetitions() -> None:
    assert wanted.pmids(["2", "1,2", "01"]).values == ("2", "1")
    assert wanted.dois(["10.1000/AbC", "doi:10.1000/abc"]).values == ("10.1000/abc",)
    with pytest.raises(FetchError):
        wanted.dois(['10.1000/a"b'])


def test_help_needs_no_http() -> None:
    script = "import sys, kg.cli, kg.fetch.arguments; print('httpx' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_only_the_command_line_fetches() -> None:
    users = {
        module for module in MODULES
        if not module.startswith("kg.fetch") and any(name.startswith("kg.fetch") for name in imports(module))
    }  # fmt: skip
    assert users == {"kg.commands.fetch"}
    ours = {name for module in MODULES if module.startswith("kg.fetch") for name in imports(module)}
    assert {name for name in ours if name.startswith("kg.")} <= {
        "kg.errors", *(module for module in MODULES if module.startswith("kg.fetch"))
    }  # fmt: skip
