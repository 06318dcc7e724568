"""Records a second of each reader, beside the parser that one would otherwise take: same file, same run.

    pip install -e '.[bench]' && python -m benchmarks.readers [--records N]

The files are the three articles of tests/readers/samples again and again, each time with other identifiers.
A peer mostly splits fields; a reader also checks identifiers, keeps markup and finds sections.
"""

import argparse
import csv
import gzip
import json
import platform
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from kg.model import Record
from kg.readers import READERS
from kg.readers.source import Source

SAMPLES = Path(__file__).parents[1] / "tests" / "readers" / "samples"
Peer = Callable[[Path], int]


def pubmed_parser(path: Path) -> int:
    import pubmed_parser as peer

    packed = path.with_suffix(".xml.gz")  # it reads nothing else
    if not packed.exists():
        packed.write_bytes(gzip.compress(path.read_bytes(), 1))
    return sum(1 for _ in peer.parse_medline_xml(str(packed)))


def biopython(path: Path) -> int:
    from Bio import Medline

    with path.open(encoding="utf-8") as stream:
        return sum(1 for _ in Medline.parse(stream))


def rispy(path: Path) -> int:
    import rispy as peer

    with path.open(encoding="utf-8") as stream:
        return len(peer.load(stream))


def bibtexparser(path: Path) -> int:
    import bibtexparser as peer

    return len(peer.parse_file(str(path)).blocks)


def rispy_wok(path: Path) -> int:
    import rispy as peer

    with path.open(encoding="utf-8") as stream:
        return len(peer.load(stream, implementation=peer.WokParser))


def lxml(tag: str) -> Peer:
    from lxml import etree

    recovering = etree.XMLParser(recover=True)  # HTML entities are in real files too
    return lambda path: sum(1 for _ in etree.parse(path, recovering).iter(tag))


def csv_module(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.DictReader(stream))


def json_lines(path: Path) -> int:
    with path.open(encoding="utf-8") as stream:
        return sum(1 for line in stream if json.loads(line))


def json_module(path: Path) -> int:
    with path.open(encoding="utf-8") as stream:
        return sum(len(collection["documents"]) for collection in json.load(stream))


PEERS: dict[str, tuple[str, Peer]] = {
    "pubmed-xml": ("pubmed_parser", pubmed_parser),
    "jats": ("lxml", lxml("article")),
    "europe-pmc": ("lxml", lxml("result")),
    "medline": ("biopython", biopython),
    "ris": ("rispy", rispy),
    "web-of-science": ("rispy", rispy_wok),
    "bibtex": ("bibtexparser", bibtexparser),
    "bioc-json": ("json", json_module),
    "csv": ("csv", csv_module),
    "json-lines": ("json", json_lines),
}
"""What one would otherwise take: distribution or module of the standard library, and how it is used."""
FILES = {
    "pubmed-xml": ("pubmed.xml", r"(?s)(.*<PubmedArticleSet>)(.*)(</PubmedArticleSet>.*)"),
    "jats": ("jats.xml", r"(?s)(.*?<pmc-articleset[^>]*>)(.*)(</pmc-articleset>.*)"),
    "europe-pmc": ("europe-pmc.xml", r"(?s)(.*?<resultList>)(.*)(</resultList>.*)"),
    "medline": ("medline.nbib", r"(?s)()(.*)()"),
    "ris": ("references.ris", r"(?s)()(.*)()"),
    "bibtex": ("references.bib", r"(?s)(.*?\n)(@article.*)()"),
    "web-of-science": ("web-of-science.txt", r"(?s)(.*?\n)(PT .*?)(EF\s*)"),
    "bioc-json": ("bioc.json", r'(?s)(.*?"documents": \[)(.*?)(\s*\]\s*\}\s*\]\s*)'),
    "csv": ("articles.csv", r"(?s)(^[^\n]*\n)(.*)()"),
    "json-lines": ("articles.jsonl", r"(?s)()(.*)()"),
    "pubtator": ("pubtator.txt", r"(?s)()(.*)()"),
}
"""The sample of a format, as what stands before, between and after the records."""


def enlarged(format: str, records: int, folder: Path) -> Path:
    """The sample with its records again and again; the digits of long identifiers change each time."""
    name, pattern = FILES[format]
    match = re.fullmatch(pattern, (SAMPLES / name).read_text(encoding="utf-8"))
    assert match is not None, f"{name} is not as expected"
    head, body, tail = match.groups()
    body = body.rstrip("\n") + "\n\n" if format in ("medline", "ris", "bibtex", "pubtator") else body
    copies = max(1, records // 3)

    def numbered(copy: int) -> Iterator[str]:
        yield re.sub(r"(?<=example_)\w+", lambda key: f"{key[0]}_{copy}", body)

    path = folder / f"{format}{Path(name).suffix}"
    path.write_text(
        head
        + ("," if format == "bioc-json" else "").join(
            text for copy in range(copies) for text in numbered(copy)
        )
        + tail,
        encoding="utf-8",
    )
    return path


def ours(format: str, path: Path) -> int:
    source = Source(path.name, str(path), format, "0" * 64, lambda: path.open("rb"))
    return sum(isinstance(item, Record) for item in READERS[format].read(source))


def rate(read: Callable[[], int]) -> float:
    """Records a second, the better of two runs."""
    best = 0.0
    for _ in range(2):
        began = time.perf_counter()
        count = read()
        best = max(best, count / (time.perf_counter() - began))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=3000)
    records = parser.parse_args().records
    print(f"Python {platform.python_version()}, {platform.machine()}, {records} records\n")
    print("| format | records/s | peer | peer's records/s | ratio |\n| --- | ---: | --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for format in FILES:
            path = enlarged(format, records, Path(folder))
            own = rate(lambda format=format, path=path: ours(format, path))  # type: ignore[misc]
            if format not in PEERS:
                print(f"| {format} | {own:,.0f} | | | |")
                continue
            name, peer = PEERS[format]
            other = rate(lambda peer=peer, path=path: peer(path))  # type: ignore[misc]
            name += f" {version(name)}" if name not in sys.stdlib_module_names else ""
            print(f"| {format} | {own:,.0f} | {name} | {other:,.0f} | {own / other:.2f} |")


if __name__ == "__main__":
    main()
