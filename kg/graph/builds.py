"""The builds of a graph's folder: numbered below ``store/``; the file ``current`` says which one counts.

A reader opens files as it needs them: the build before the current one stays until the next begins, for
those who still read it. Beside each build stands what it remembers of its inputs. One that was interrupted is
kept as ``begun``, for the next to go on with.
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
    return _memory(store / f"{current(store)}.json")


def keep(new: Path, memory: Mapping[str, object]) -> None:
    """Keeps a build that was interrupted."""
    begun = new.parent / "begun"
    new.rename(begun)
    _write(begun.with_suffix(".json"), memory)


def begun(store: Path) -> dict[str, Any]:
    """What an interrupted build remembers; empty if there is none, or it is not to be had."""
    return _memory(store / "begun.json") if (store / "begun").exists() else {}


def go_on(new: Path) -> None:
    """Takes up the one that was interrupted."""
    begun = new.parent / "begun"
    begun.with_suffix(".json").unlink()
    begun.rename(new)


def _memory(file: Path) -> dict[str, Any]:
    try:
        memory = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return memory if isinstance(memory, dict) else {}


def publish(new: Path, memory: Mapping[str, object]) -> None:
    """Makes the new build the one that counts, in one step."""
    store, old = new.parent, current(new.parent)
    name = str(int(old) + 1) if old.isdecimal() else "1"
    new.rename(store / name)
    _write(store / f"{name}.json", memory)
    pointer = store / "current.new"
    pointer.write_text(f"{name}\n", encoding="utf-8")
    pointer.replace(store / "current")


def sweep(store: Path, *others: str) -> None:
    """Removes every build but the one that counts, and ``others``."""
    kept = {current(store), *others}
    for path in store.iterdir():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path)
        elif path.suffix == ".json" and path.stem not in kept:
            path.unlink()


def _write(file: Path, memory: Mapping[str, object]) -> None:
    file.write_text(json.dumps(memory, sort_keys=True), encoding="utf-8")
