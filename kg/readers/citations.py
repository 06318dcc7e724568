"""What PubMed, MEDLINE and Europe PMC say in the same words: notices, trials, grants, headings, dates."""

import re
from collections.abc import Iterable

from kg.model import Notice, NoticeKind
from kg.readers import fields, identifiers

_NOTICES = {
    # The type without white space and case: "RetractionIn" and "Retraction in" are one.
    "retractionin": NoticeKind.RETRACTED_BY,
    "retractionof": NoticeKind.RETRACTION_OF,
    "retractedandrepublishedin": NoticeKind.RETRACTED_BY,
    "erratumin": NoticeKind.CORRECTED_BY,
    "erratumfor": NoticeKind.CORRECTION_OF,
    "correctedandrepublishedin": NoticeKind.CORRECTED_BY,
    "correctedandrepublishedfrom": NoticeKind.CORRECTION_OF,
    "expressionofconcernin": NoticeKind.CONCERN_IN,
    "expressionofconcernfor": NoticeKind.CONCERN_FOR,
    # A part is retracted: the work stands, corrected.
    "partialretractionin": NoticeKind.CORRECTED_BY,
    "partialretractionof": NoticeKind.CORRECTION_OF,
}
_PMID = re.compile(r"\s*\bPMID:\s*(\d{1,8})\.?\s*$")
_REGISTRIES = re.compile(
    r"clinicaltrials\.gov|ISRCTN|EudraCT|CTIS|ANZCTR|ChiCTR|UMIN|JapicCTI|jRCT|JPRN|JMACCT|DRKS|NTR|LTR|CTRI"
    r"|IRCT|CRiS|KCT|PACTR|ReBec|RPCEC|SLCTR|TCTR|REPEC|LBCTR|ITMCTR|PHRR|trial", re.IGNORECASE,
)  # fmt: skip


def notice(kind: str, citation: str, pmid: str = "") -> Notice | None:
    """``RetractionIn`` and its citation as a notice; comments, updates and the like are none."""
    known = _NOTICES.get(kind.replace(" ", "").lower())
    if known is None:
        return None
    if stated := _PMID.search(citation):
        pmid = pmid or stated[1]
        citation = citation[: stated.start()]
    return Notice(known, citation.strip().rstrip("."), identifiers.pmid(pmid), fields.doi(citation))


def is_registry(databank: str) -> bool:
    """Whether a databank registers trials (others hold sequences, structures, data sets)."""
    return bool(_REGISTRIES.search(databank))


def grant(*parts: str) -> str:
    """Number, acronym, agency and country as MEDLINE writes them: ``P01 CA000001/CA/NCI NIH HHS/Country``."""
    return "/".join(filter(None, (part.strip() for part in parts if part.strip() != "NULL")))


def heading(name: str, qualifiers: Iterable[str] = ()) -> str:
    """``Name/qualifier/qualifier``, without the stars of major topics."""
    return "/".join(part.strip().lstrip("*") for part in (name, *qualifiers) if part.strip())


def date(year: str, month: str = "", day: str = "") -> str:
    """``2008``, ``Jun`` or ``06``, ``5``: 2008-06-05, as far as it is stated."""
    year, month, day = year.strip(), month.strip(), day.strip()
    if not re.fullmatch(r"\d{4}", year):
        return fields.iso_date(f"{year} {month} {day}")
    if month.isdecimal():
        return fields.iso_date(
            f"{year}-{int(month)}-{int(day)}" if day.isdecimal() else f"{year}-{int(month)}"
        )
    return fields.iso_date(f"{day} {month} {year}")
