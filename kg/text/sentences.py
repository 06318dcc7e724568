"""Where sentences begin and end. One pass: every look around a candidate is bounded."""

import re
from collections.abc import Iterator

from kg.model import Record, Sentence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Abbreviations, in lower case and without their last full stop.
NEVER_LAST = _words(
    "e.g i.e eg ie vs v cf viz fig figs eq eqs ref refs tab dr prof mr mrs ms st mt approx ca incl esp"
)
"""Something always follows: no sentence ends here."""
BEFORE_NUMBER = _words("no nos p pp vol suppl sect sec ch art n nr")
"""No sentence ends here if a number follows."""
MAYBE_LAST = _words("al etc jr sr inc co ltd corp resp spp sp ssp var")
"""A sentence ends here only if what follows reads like the head of one."""
LETTERED = _words(
    "arm group cohort type hepatitis vitamin factor class part stage phase panel protein category"
)
"""Words whose last part is a letter: "arm B." ends a sentence, "B. Druker" does not."""
STARTERS = _words("""
    A After All Although Among An And As At Because Both But Conclusion Conclusions During Each Finally
    For From Furthermore Here How However If In It Median Methods Moreover Most No None Of On One Our
    Overall Patients Results Several Since Such That The Their Then There Therefore These They This Thus
    Those To Two Using We When Whether Which While With
""")
"""Words that begin a sentence even after an initial ("in the U.S. Patients ...")."""
LABELS = "|".join((
    "AIMS?", "BACKGROUND", "CASE REPORT", "CONCLUSIONS?", "(?:EXPERIMENTAL |STUDY )?DESIGN", "DISCUSSION",
    "FINDINGS", "FUNDING", "INTERPRETATION", "INTRODUCTION", "OBJECTIVES?", "PURPOSE", "RATIONALE",
    "RESULTS?", "(?:MATERIALS? AND |PATIENTS AND )?METHODS?(?: AND RESULTS)?", "SIGNIFICANCE", "SUMMARY",
))  # fmt: skip
"""Heads of structured abstracts; a head stays with the sentence that follows it."""

_CLOSERS = r"""[)\]"'’”»]*"""
_CANDIDATE = re.compile(
    # A full stop with what may hang on it: closing marks, and a reference as in "patients.[3,4]".
    rf"(?P<mark>[.?!…]+)(?P<tail>{_CLOSERS}(?:\[\d[\d,–\- ]{{0,30}}\])?)"
    # Or a blank line, or the head of a structured abstract where no full stop went before.
    rf"|(?P<line>\n(?=[^\S\n]*\n|(?:{LABELS})\b))|(?<=[a-z0-9.)%])\s(?=(?:{LABELS}):)"
)
_SPACE = re.compile(r"\s*")
_TOKEN_EDGE = r"""\s()\[\]"'“”‘’,;:<>="""
_LAST_TOKEN = re.compile(rf"(?:^|(?<=[{_TOKEN_EDGE}]))[^{_TOKEN_EDGE}]*$")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_LABEL_ONLY = re.compile(rf"(?:{LABELS})", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"[A-Za-z]{0,3}\d{1,2}")
_LIST_NUMBER = re.compile(r"\d{1,2}|[ivx]{1,4}|[IVX]{1,4}")
# What may begin a sentence: anything but a lower-case letter, save names such as mTOR and siRNA.
_HEAD = re.compile(r"[^\W_]{1,3}-?[A-Z]|[^a-zà-öø-ÿ\s,;:)\]%/=<>]")
# Some journals begin a sentence with a drug's name in lower case: "... therapy. imatinib has ...".
_ORDINARY = re.compile(r"[a-z]{5,30}")
_LOWER_HEAD = re.compile(r"[a-z][a-z-]{4,30}\s")
_CLAUSE_HEAD = re.compile(r"[A-Z][\w-]{0,40},?\s+[a-z(]")
_WORD = re.compile(r"[A-Za-z]{0,20}")
# The space after a full stop is missing; and a raised reference number has dropped to the line.
_GLUED_HEAD = re.compile(r"(?:[A-Z][a-z]{1,20}|[A-Z]{2,12}|A)(?=[\s,:])|[A-Z][a-z]{1,20}-")
_GLUED_TAIL = re.compile(r"(?:[^\W\d_]{2}|[)\]%]|\b\d+)$")
_REFERENCED = re.compile(r"(?:[a-z]{4}|[)\]%])$")
_DROPPED_REFERENCE = re.compile(r"\d{1,3}(?:[,–-]\d{1,3}){0,9}(?=\s+[A-Z])")
_LOOK_BACK, _LOOK_AHEAD = 40, 240


def split(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of ``text``, in order and without white space around them."""
    return list(_spans(text))


def sentences(record: Record) -> tuple[Sentence, ...]:
    """The title as one sentence, then those of the abstract and the body, with offsets in ``record.text``."""
    found: list[Sentence] = []
    if title := record.title.strip():
        start = record.title.index(title)
        found.append(Sentence(start, start + len(title), title, is_title=True))
    shift = len(record.title) + 1
    for part in (record.abstract, record.body):
        found += [Sentence(shift + start, shift + end, part[start:end]) for start, end in split(part)]
        shift += len(part) + 1
    return tuple(found)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = seen = depth = 0
    for candidate in _CANDIDATE.finditer(text):
        end = candidate.end()
        if end <= start:
            continue
        depth = max(0, depth + text.count("(", seen, end) - text.count(")", seen, end))
        seen = end
        if candidate["mark"]:
            if depth and _closes(text, end):
                continue
            reference = _DROPPED_REFERENCE.match(text, end) if candidate["mark"] == "." else None
            if reference and _REFERENCED.search(text, max(start, candidate.start() - 4), candidate.start()):
                end = reference.end()
            elif not _ends(text, start, candidate):
                continue
        yield from _trimmed(text, start, end)
        start, depth = end, 0
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    sentence = text[start:end]
    if body := sentence.strip():
        begin = start + len(sentence) - len(sentence.lstrip())
        yield begin, begin + len(body)


def _closes(text: str, end: int) -> bool:
    """The bracket that is open at ``end`` is closed soon after it."""
    close = text.find(")", end, end + _LOOK_AHEAD)
    return close >= 0 and text.find("(", end, close) < 0


def _ends(text: str, start: int, candidate: re.Match[str]) -> bool:
    """Whether the sentence that began at ``start`` ends with this mark."""
    at, end = candidate.start(), candidate.end()
    head = _SPACE.match(text, end).end()  # type: ignore[union-attr]  # matches the empty string too
    if head == len(text):
        return True
    if candidate["mark"] != ".":
        return head > end and bool(_HEAD.match(text, head))
    before = text[max(start, at - _LOOK_BACK) : at]
    token = _LAST_TOKEN.search(before)[0].lstrip("-–+*")  # type: ignore[index]  # likewise
    if head == end:
        glued = _GLUED_HEAD.match(text, end) and _GLUED_TAIL.search(before)
        return bool(glued) and token.lower() not in NEVER_LAST | MAYBE_LAST
    if not _HEAD.match(text, head):
        ordinary = _ORDINARY.fullmatch(token) and token not in NEVER_LAST | MAYBE_LAST | BEFORE_NUMBER
        return bool(ordinary and _LOWER_HEAD.match(text, head))
    if candidate["tail"]:
        return True
    return not _is_head_of(text[start:at] if at - start < _LOOK_BACK else "", before, token, text[head]) and (
        _may_follow(text, head, before, token)
    )


def _is_head_of(sentence: str, before: str, token: str, following: str) -> bool:
    """A list number, a label or a broken decimal, which opens what follows instead of closing it."""
    if _SHORT_NUMBER.fullmatch(token) and following.isdigit():
        return True  # "1. 5 years" and "MR4. 5", as tokenisers leave them
    if _LIST_NUMBER.fullmatch(token) and (
        sentence.strip() == token or before[: -len(token)].rstrip()[-1:] in (":", ";")
    ):
        return True
    return bool(_LABEL_ONLY.fullmatch(sentence.strip()))


def _may_follow(text: str, head: int, before: str, token: str) -> bool:
    """What stands at ``head`` may begin a sentence after ``token`` and its full stop."""
    short = token.lower()
    if short in NEVER_LAST:
        return False
    if short in BEFORE_NUMBER and text[head].isdigit():
        return False
    starter = _WORD.match(text, head)[0] in STARTERS  # type: ignore[index]  # likewise
    if len(token) == 1 and token.isalpha():
        words = before[:-1].split()
        return starter or (bool(words) and words[-1].lower() in LETTERED)
    if _DOTTED.fullmatch(token) or short in MAYBE_LAST:
        country = token.isupper()
        return starter or (not country and bool(_CLAUSE_HEAD.match(text, head)))
    return True
