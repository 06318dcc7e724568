"""``cml-kg plot``."""

from pathlib import Path

import pytest

from kg.cli import main
from kg.plot.catalogue import PICTURES


def test_it_lists_the_pictures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plot", "--format", "csv"]) == 0
    listed = capsys.readouterr().out.splitlines()[1:]
    assert [line.partition(",")[0] for line in listed] == list(PICTURES)


@pytest.mark.slow
def test_it_writes_a_picture(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    svg, png = tmp_path / "doses.svg", tmp_path / "doses.PNG"
    assert main(["plot", "doses", "--drug", "dasatinib", "-g", str(folder), "-o", str(svg)]) == 0
    assert capsys.readouterr().out == f"{svg}\n"
    assert b"<svg" in svg.read_bytes()[:600]
    assert main(["plot", "doses", "--drug", "dasatinib", "-g", str(folder), "-o", str(png)]) == 0
    assert png.read_bytes().startswith(b"\x89PNG")


def test_what_the_articles_do_not_state_is_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "doses.svg"
    assert main(["plot", "doses", "--drug", "ponatinib", "-g", str(folder), "-o", str(target)]) == 0
    assert capsys.readouterr().out == f"{target} (not stated in these articles)\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("plot years -o years.pdf", "years.pdf: a picture is a file that ends in .svg or .png"),
        ("plot portrait", "there is no picture portrait"),
        ("plot doses", "needs a value for drug"),
        ("plot years --drug nobody", "nobody"),
    ],
)
def test_what_it_cannot_draw_it_says(
    words: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words.split(), "-g", str(folder)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
