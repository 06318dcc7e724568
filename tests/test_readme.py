"""The README's console blocks run as they stand."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
COMMANDS = re.findall(r"^\$ (cml-kg .*)$", README, re.MULTILINE)


@pytest.mark.slow
def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    assert len(COMMANDS) >= 8
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    for command in COMMANDS:
        words = [sys.executable, "-m", "kg", *shlex.split(command)[1:]]
        done = subprocess.run(
            words, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


def test_the_readme_names_every_command_and_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9_-]+", requirement)
        assert name is not None
        assert f"[{name[0]}]" in README, f"say in the README why {name[0]} is here"
    help_text = subprocess.run(
        [sys.executable, "-m", "kg", "--help"], capture_output=True, text=True, cwd=ROOT
    ).stdout
    for command in re.findall(r"^    (\w+) ", help_text, re.MULTILINE):
        assert f"`{command}" in README, f"the README does not name the command {command}"
