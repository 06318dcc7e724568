"""Answers kept by the digest of what was asked, so that the next build reads the same."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any


class Cache:
    """A folder with a file for each answer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, asked: Mapping[str, Any]) -> str | None:
        """The answer, or None where it is not known."""
        try:
            kept = json.loads(self._file(asked).read_text(encoding="utf-8"))
            return kept["answer"] if kept["asked"] == asked and isinstance(kept["answer"], str) else None
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def put(self, asked: Mapping[str, Any], answer: str) -> None:
        """Keeps an answer, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._file(asked)
        part = file.with_suffix(".part")
        part.write_text(json.dumps({"asked": asked, "answer": answer}, ensure_ascii=False), encoding="utf-8")
        part.replace(file)

    def _file(self, asked: Mapping[str, Any]) -> Path:
        return self._folder / f"{sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:32]}.json"
