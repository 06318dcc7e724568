"""The same three articles for every reader: what each format, written out as a file, must give back.

``file``, ``format`` and ``digest`` are empty here, ``blank`` empties them in what was read. No format
carries everything: ``limited`` drops from an article what a format has no place for, and gives it the
key that it then has; test_every_format.py says what that is.

Files may write "123-8", "2008 Jun", "eng", "https://doi.org/10.5555/X", 10<sup>9</sup>, &#946; and
"BACKGROUND: ... METHODS: ..." in one line: the record is the same. Everything here is invented.
"""

from dataclasses import replace

from kg.model import Author, Notice, NoticeKind, Record, Section, SectionKind

_TRIAL_ABSTRACT = (
    "BACKGROUND: Some patients with chronic myeloid leukemia (CML) are resistant to imatinib & need more.\n"
    "METHODS: In this phase II trial, 70 mg of dasatinib was given twice daily to 36 patients with a "
    "platelet count of > 50 × 10⁹/L.\n"
    "RESULTS: A major molecular response was seen in 41% (95% CI, 25–58%; P < 0.001); IFN-α had failed in "
    "all β-thalassemia carriers.\n"
    "CONCLUSIONS: Dasatinib is effective in imatinib-resistant CML."
)
_TRIAL_TITLE = "Dasatinib twice daily after imatinib: a β-version of a trial with BCR-ABL1⁺ cells."


def _sections(title: str, abstract: str, kinds: list[SectionKind]) -> tuple[Section, ...]:
    at = len(title) + 1
    found = []
    for line, kind in zip(abstract.split("\n"), kinds, strict=True):
        found.append(Section(kind, line.partition(":")[0], at, at + len(line)))
        at += len(line) + 1
    return tuple(found)


TRIAL = Record(
    key="99000001",
    title=_TRIAL_TITLE,
    abstract=_TRIAL_ABSTRACT,
    file="",
    format="",
    digest="",
    authors=(
        Author("Ada M Example", orcid="0000-0002-1694-233X"),
        Author("Jörg van der Probe Jr"),
        Author("Invented CML Study Group", collective=True),
        Author("José Núñez-O'Brien", orcid="0000-0001-5109-3700"),
    ),
    journal="Journal of invented hematology",
    volume="12",
    issue="3 Suppl 1",
    start_page="1029",
    end_page="1035",
    date="2008-06-15",
    language="en",
    article_types=("Clinical Trial, Phase II", "Journal Article"),
    keywords=("chronic myeloid leukemia", "dasatinib", "imatinib resistance"),
    pmid="99000001",
    pmcid="PMC9900001",
    doi="10.5555/jih.2008(06)x_1",
    sections=_sections(
        _TRIAL_TITLE,
        _TRIAL_ABSTRACT,
        [SectionKind.BACKGROUND, SectionKind.METHODS, SectionKind.RESULTS, SectionKind.CONCLUSION],
    ),
    mesh_headings=(
        ("D015464", "Leukemia, Myelogenous, Chronic, BCR-ABL Positive/drug therapy/genetics"),
        ("D006801", "Humans"),
    ),
    trials=("NCT99999901", "ISRCTN99999902"),
    grants=("P01 CA000001/CA/NCI NIH HHS/United States", "42/Invented Trust/United Kingdom"),
)
"""A structured abstract with everything that a format may stumble over."""

REVIEW = Record(
    key="99000002",
    title="[Treatment of chronic myeloid leukemia: what comes after nilotinib?].",
    abstract=(
        "Nilotinib is given at 400 mg twice daily. In patients with the T315I mutation, ponatinib is an "
        "option: it was active in vitro. <5% of patients stop."
    ),
    file="",
    format="",
    digest="",
    authors=(Author("Zoë Dupont"), Author("Li Wang")),
    journal="Annales inventées",
    volume="7",
    start_page="S22",
    end_page="S30",
    date="2012-11",
    language="fr",
    article_types=("Journal Article", "Review"),
    pmid="99000002",
    doi="10.5555/annales/7.s22",
    notices=(
        Notice(
            NoticeKind.CORRECTED_BY,
            "Annales inventées. 2013 Jan;8(1):5. doi: 10.5555/annales/8.5",
            pmid="99000009",
            doi="10.5555/annales/8.5",
        ),
    ),
)
"""No labels, a translated title, no issue, a date without a day, a correction."""

RETRACTED = Record(
    key="99000003",
    title="Bosutinib cures every patient.",
    abstract="Bosutinib was given to 3 patients. All of them were cured.",
    file="",
    format="",
    digest="",
    authors=(Author("Max Mustermann"),),
    journal="Journal of invented hematology",
    volume="13",
    issue="1",
    start_page="e7",
    date="2009",
    language="en",
    article_types=("Journal Article", "Retracted Publication"),
    pmid="99000003",
    notices=(
        Notice(NoticeKind.RETRACTED_BY, "J Invent Hematol. 2010 Feb 3;14(2):99", pmid="99000010"),
        Notice(NoticeKind.CONCERN_IN, "J Invent Hematol. 2009 Dec;13(12):800", pmid="99000011"),
    ),
)
"""One page, a year alone, no DOI, retracted."""

ARTICLES = (TRIAL, REVIEW, RETRACTED)


def blank(record: Record) -> Record:
    """The record without what tells files, formats and their revisions apart; ``other`` is free."""
    return replace(record, file="", format="", digest="", revised="", version=None, other=())


def limited(record: Record, *lacks: str, orcid: bool = True) -> Record:
    """The record without the fields that a format has no place for, under the key that remains."""
    empty: dict[str, object] = {name: type(getattr(record, name))() for name in lacks}
    left = replace(record, **empty)  # type: ignore[arg-type]
    if not orcid:
        left = replace(left, authors=tuple(replace(author, orcid="") for author in left.authors))
    return replace(left, key=left.pmid or left.doi or record.key)


def without_ids(record: Record) -> Record:
    """MeSH headings by name alone."""
    return replace(record, mesh_headings=tuple(("", heading) for _, heading in record.mesh_headings))
