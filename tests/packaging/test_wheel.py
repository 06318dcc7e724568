"""The wheel, alone in an empty environment and another folder, does the main job."""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_wheel_works_on_its_own(tmp_path: Path) -> None:
    def run(*command: str | Path) -> str:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", ROOT)
    (wheel,) = (tmp_path / "dist").glob("cml_kg-*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    run(tmp_path / "env/bin/pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    (tmp_path / "article.txt").write_text(
        "A title about bosutinib\n\nBosutinib is effective in patients with imatinib-resistant CML.\n"
    )
    command = tmp_path / "env/bin/cml-kg"
    run(command, "build", "article.txt")
    rows = json.loads(
        run(command, "query", "agents-addressing-resistance", "--drug", "imatinib", "--format", "json")
    )
    assert [(row["group"], row["agent"]) for row in rows] == [("effective", "bosutinib")]
    run(command, "check")
    installed = next((tmp_path / "env").rglob("site-packages/kg/_data"))
    assert {path.name for path in installed.iterdir()} == {"ontology", "queries"}
    assert "cytoscape" in (tmp_path / "graph/graph.html").read_text()
