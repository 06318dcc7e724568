"""Writes invented articles in PubMed XML, as many as one wants, always the same ones.

    python -m benchmarks.generate 1000 -o articles.xml.gz [--share 0.002] [--seed 0]

``--share`` is the share of articles on CML (default: all); the rest is about other things, as most
of PubMed is.
Article number n is the same in a small file and in a large one. Lengths follow those of real abstracts
(median 1,500 characters, 14 sentences); sentences and words are in sentences.toml.
"""

import argparse
import gzip
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import TextIOWrapper
from math import exp
from pathlib import Path
from random import Random
from typing import IO, Any
from xml.sax.saxutils import escape

SENTENCES = Path(__file__).with_name("sentences.toml")
_MEDIAN, _SPREAD, _SHORTEST, _LONGEST = 1500, 0.4, 250, 5000
"""Of the abstracts' characters, which are log-normal."""
_SHARES = {"background": 0.2, "methods": 0.2, "results": 0.45, "conclusions": 0.15}
_TAILED = 0.5
"""How many sentences go on after their point is made."""
_SLOT = re.compile(r"\{(?:(?P<low>[\d.]+)-(?P<high>[\d.]+)|(?P<list>[a-z_]+)(?P<other>\d?))\}")
_FIRST_PMID = 50_000_001
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n'


@dataclass(frozen=True, slots=True)
class Article:
    """An invented article."""

    pmid: str
    relevant: bool
    title: str
    sections: tuple[tuple[str, str], ...]
    """Label and text."""
    journal: str
    year: int
    authors: tuple[tuple[str, str], ...]
    """Family and given name."""
    labelled: bool

    @property
    def abstract(self) -> str:
        """The text without labels."""
        return " ".join(text for _, text in self.sections)


def articles(count: int, *, share: float = 1.0, seed: int = 0, first: int = 0) -> Iterator[Article]:
    """Invented articles; ``share`` of them are on CML."""
    for number in range(first, first + count):
        yield _article(number, Random(f"{seed}/{number}"), share)


def _article(number: int, chance: Random, share: float) -> Article:
    relevant = chance.random() < share
    kind = _sentences()["relevant" if relevant else "other"]
    target = min(max(_MEDIAN * exp(chance.gauss(0, _SPREAD)), _SHORTEST), _LONGEST)
    sections = []
    for label, part in _SHARES.items():
        text = ""
        while len(text) < target * part - 55:  # a sentence is some 110 characters long
            text += f" {_said(chance.choice(kind[label]), chance)}"
        if text:
            sections.append((label.upper(), text[1:]))
    return Article(
        str(_FIRST_PMID + number),
        relevant,
        _said(chance.choice(kind["title"]), chance),
        tuple(sections),
        _word("journal" if relevant else "other_journal", chance, {}),
        chance.randint(1998, 2025),
        tuple((_word("family", chance, {}), _word("given", chance, {})) for _ in range(chance.randint(1, 9))),
        chance.random() < 0.5,
    )


def _said(template: str, chance: Random) -> str:
    text = _filled(template, chance, {})
    if text.endswith(".") and chance.random() < _TAILED:
        text = f"{text[:-1]}{_word('tail', chance, {})}."
    return text[0].upper() + text[1:]


def _filled(template: str, chance: Random, chosen: dict[str, str]) -> str:
    def word(slot: re.Match[str]) -> str:
        if slot["list"]:
            return _word(slot["list"], chance, chosen, slot["other"])
        if "." in slot["low"]:
            return f"{chance.uniform(float(slot['low']), float(slot['high'])):.1f}"
        return str(chance.randint(int(slot["low"]), int(slot["high"])))

    return _SLOT.sub(word, template)


def _word(name: str, chance: Random, chosen: dict[str, str], other: str = "") -> str:
    """A word of the list, the one already ``chosen`` for the slot, or one that no other slot has."""
    key = name + other
    if key not in chosen:
        taken = {word for slot, word in chosen.items() if slot.rstrip("123456789") == name}
        words = [word for word in _sentences()["words"][name] if word not in taken]
        chosen[key] = _filled(chance.choice(words), chance, chosen)
    return chosen[key]


@cache
def _sentences() -> dict[str, Any]:
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))


def write_pubmed(found: Iterator[Article], stream: IO[str]) -> None:
    """The articles as one PubMed XML file."""
    stream.write(_HEAD)
    for article in found:
        stream.write(_pubmed(article))
    stream.write("</PubmedArticleSet>\n")


def _pubmed(article: Article) -> str:
    texts = article.sections if article.labelled else (("", article.abstract),)
    abstract = "".join(
        f'        <AbstractText Label="{label}" NlmCategory="{label}">{escape(text)}</AbstractText>\n'
        for label, text in texts
    ).replace(' Label="" NlmCategory=""', "")
    authors = "".join(
        f'        <Author ValidYN="Y"><LastName>{family}</LastName><ForeName>{given}</ForeName>'
        f"<Initials>{given[0]}</Initials><AffiliationInfo><Affiliation>Department of Invented Medicine, "
        f"University of Example, Example City.</Affiliation></AffiliationInfo></Author>\n"
        for family, given in article.authors
    )
    headings = "".join(
        f'      <MeshHeading><DescriptorName MajorTopicYN="N">{name}</DescriptorName></MeshHeading>\n'
        for name in _sentences()["words"]["mesh"]
    )
    page = int(article.pmid) % 2000 + 1
    return f"""\
<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM">
    <PMID Version="1">{article.pmid}</PMID>
    <DateRevised><Year>{article.year}</Year><Month>12</Month><Day>01</Day></DateRevised>
    <Article PubModel="Print">
      <Journal>
        <JournalIssue CitedMedium="Internet">
          <Volume>{article.year - 1990}</Volume><Issue>{page % 12 + 1}</Issue>
          <PubDate><Year>{article.year}</Year></PubDate>
        </JournalIssue>
        <Title>{escape(article.journal)}</Title>
      </Journal>
      <ArticleTitle>{escape(article.title)}</ArticleTitle>
      <Pagination><MedlinePgn>{page}-{page + 7}</MedlinePgn></Pagination>
      <ELocationID EIdType="doi" ValidYN="Y">10.5555/invented.{article.pmid}</ELocationID>
      <Abstract>
{abstract}      </Abstract>
      <AuthorList CompleteYN="Y">
{authors}      </AuthorList>
      <Language>eng</Language>
      <PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList>
    </Article>
    <MeshHeadingList>
{headings}    </MeshHeadingList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="pubmed">{article.pmid}</ArticleId></ArticleIdList>
  </PubmedData>
</PubmedArticle>
"""


def write(path: Path, count: int, *, share: float = 1.0, seed: int = 0, first: int = 0) -> None:
    """The articles into a file, packed if its name ends in .gz; the same bytes each time."""
    found = articles(count, share=share, seed=seed, first=first)
    with path.open("wb") as raw:
        if path.suffix == ".gz":
            with gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed, TextIOWrapper(packed, "utf-8") as text:
                write_pubmed(found, text)
        else:
            with TextIOWrapper(raw, "utf-8") as text:
                write_pubmed(found, text)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    write(arguments.output, arguments.count, share=arguments.share, seed=arguments.seed)


if __name__ == "__main__":
    main()
