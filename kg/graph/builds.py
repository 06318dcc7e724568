"""The builds of a graph's folder: numbered below ``store/``; the file ``current`` says which one counts.

A reader opens files as it needs them: the build before the current one stays until the next begins, for
those who still read it. Beside each build stands what it remembers of its inputs.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def current(store: Path) -> str:
    """Name of the build that counts; empty if there is none."""
    try:
        return (store / "current").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def remembered(store: Path) -> dict[str, Any]:
    """What the current build remembers; empty if there is none, or it is not to be had."""
    try:
        memory = json.loads((store / f"{current(store)}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return memory if isinstance(memory, dict) else {}


def publish(new: Path, memory: Mapping[str, object]) -> None:
    """Makes the new build the one that counts, in one step."""
    store, old = new.parent, current(new.parent)
    name = str(int(old) + 1) if old.isdecimal() else "1"
    new.rename(store / name)
    (store / f"{name}.json").write_text(json.dumps(memory, sort_keys=True), encoding="utf-8")
    pointer = store / "current.new"
    pointer.write_text(f"{name}\n", encoding="utf-8")
    pointer.replace(store / "current")


def sweep(store: Path) -> None:
    """Removes every build but the one that counts."""
    counts = current(store)
    for path in store.iterdir():
        if path.is_dir() and path.name != counts:
            shutil.rmtree(path)
        elif path.suffix == ".json" and path.stem != counts:
            path.unlink()
