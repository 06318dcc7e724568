"""What a user would find in a fetched folder."""

import hashlib
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree


def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "manifest.json").read_bytes()))


def titles(folder: Path) -> dict[str, str]:
    """PMID and title of every record in the files; no record may be there twice."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*-*.*")):
        if path.suffix == ".xml":
            for record in ElementTree.fromstring(path.read_bytes()):
                pmid, title = record.findtext("./*/PMID") or "", record.findtext(".//ArticleTitle") or ""
                assert pmid not in found, f"{pmid} is in two files"
                found[pmid] = title
        else:
            for result in json.loads(path.read_bytes())["resultList"]["result"]:
                assert result["id"] not in found, f"{result['id']} is in two files"
                found[result["id"]] = result["title"]
    return found


def assert_whole(folder: Path, count: int) -> None:
    """So many records, a manifest that is true, and nothing else in the folder."""
    told, found = manifest(folder), titles(folder)
    assert len(found) == told["count"] == count
    assert told["complete"]
    assert "pending" not in told
    assert {path.name for path in folder.iterdir()} == {
        "manifest.json",
        *(page["file"] for page in told["pages"]),
    }
    named = [name.rpartition(":")[2] for page in told["pages"] for name in page["ids"]]
    assert sorted(named) == sorted(found)
    for page in told["pages"]:
        assert hashlib.sha256((folder / page["file"]).read_bytes()).hexdigest() == page["sha256"]
