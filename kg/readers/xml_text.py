"""Marked-up text as its author would read it, in plain characters.

- Superscripts and subscripts become Unicode's where every character has one: 10⁹/L, m², CD34⁺, IC₅₀.
- Other subscripts, and superscripts such as "th", stay on the line: Cmax, 4th, MR4.5.
- A superscript word behind a word goes into brackets, as PubMed itself does in plain text:
  BCR-ABL1(T315I); and a power without Unicode characters takes a caret: 10^9.5.
- Raised reference numbers go into square brackets: therapy.[3,4].
- Of alternatives, MathML is read before TeX; fractions get a slash.
- Line breaks and runs of ASCII white space become one space; every other character stays what it is.
"""

import html
import re

from kg.readers.xml_records import Element

_SCRIPTS = "0123456789+-−–=()"
_RAISED = str.maketrans(_SCRIPTS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans(_SCRIPTS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_FLAT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789–")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNEVEN = ("\n", "  ", "\t", "\r", "\f")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SPACED = _names(
    "p title label list list-item def-item disp-formula DispFormula disp-quote sec break br tr td th"
)
"""Elements that stand apart from what is beside them."""
_SILENT = _names("""
    graphic inline-graphic media fn-group ref-list object-id annotation contrib-group
    fig fig-group table-wrap table-wrap-group supplementary-material boxed-text
""")
"""Elements that are no running text; full text gives figures and tables a place of their own."""
_HTML = re.compile(
    r"</?(?:i|b|u|em|strong|small|span|sub|sup|p|br|h\d|ul|ol|li|div|italic|bold|sc|a|jats:\w+)"
    r"(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:i|b|u|em|strong|small|span|sub|sup|italic|bold|sc|a)\b", re.IGNORECASE)
_SHIFTED = re.compile(r"<(sup|sub)\b[^<>]*>([^<>]*)</\1>", re.IGNORECASE)
_SEPARATORS = (",", "-", "–", "−", ";")
_BRACKETED = re.compile(r"\d\]$")
_TEX = re.compile(r"\\begin\{document\}\s*\$*(.*?)\$*\s*\\end\{document\}", re.DOTALL)


def text(element: Element | None) -> str:
    """All text of an element on one line; nothing for None."""
    if element is None:
        return ""
    if not len(element):
        return _one_line(element.text or "")
    parts: list[str] = []
    _collect(element, parts)
    return _one_line("".join(parts))


def from_html(marked: str) -> str:
    """Text with a few tags and entities of HTML in it, as JSON and RIS carry it; "<5%" is no tag."""
    if "<" in marked:
        marked = _SHIFTED.sub(_shifted, marked)
        marked = _HTML.sub(lambda tag: "" if _INLINE.match(tag[0]) else " ", marked)
    if "&" in marked:
        marked = html.unescape(marked)
    return _one_line(marked)


def raised(script: str, before: str) -> str:
    """A superscript behind ``before``."""
    script = script.strip()
    if _all_in(script, _SCRIPTS):
        return script.translate(_RAISED)
    behind = before[-1:]
    if len(script) > 2 and behind.isalnum() and any(map(str.isalpha, script)):
        return f"({script})"
    if behind.isdigit() and script[:1].isdigit() and script.replace(".", "").isdigit():
        return f"^{script}"
    return script


def lowered(script: str) -> str:
    """A subscript."""
    script = script.strip()
    return script.translate(_LOWERED) if _all_in(script, _SCRIPTS) else script


def _shifted(tag: re.Match[str]) -> str:
    before = tag.string[max(0, tag.start() - 1) : tag.start()]
    return raised(tag[2], before) if tag[1].lower() == "sup" else lowered(tag[2])


def _one_line(found: str) -> str:
    found = found.strip()
    return _SPACES.sub(" ", found) if any(space in found for space in _UNEVEN) else found


def _all_in(script: str, alphabet: str) -> bool:
    return bool(script) and all(character in alphabet for character in script)


def _collect(element: Element, parts: list[str]) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        _one(child, parts)
        if child.tail:
            parts.append(child.tail)


def _one(child: Element, parts: list[str]) -> None:
    tag = child.tag
    if tag == "sup":
        _superscript(child, parts)
    elif tag == "xref" and child.get("ref-type") == "bibr" and _is_raised(child, parts):
        _reference(text(child), parts)
    elif tag == "sub":
        parts.append(lowered(text(child)))
    elif tag == "alternatives":
        for chosen in _preferred(child):
            _one(chosen, parts)
    elif tag in ("msup", "msub", "mfrac", "msubsup") and len(child) > 1:
        _formula(child, parts)
    elif tag == "tex-math":
        found = _TEX.search(text(child))
        parts.append(found[1] if found else text(child))
    elif tag in _SILENT:
        pass
    elif tag in _SPACED:
        parts.append(" ")
        _collect(child, parts)
        parts.append(" ")
    else:
        _collect(child, parts)


def _superscript(element: Element, parts: list[str]) -> None:
    inner, before = text(element), "".join(parts[-2:])
    if any(xref.get("ref-type") == "bibr" for xref in element.iter("xref")):
        _reference(_one_line("".join(element.itertext())), parts)
    elif before.endswith("]") and inner in _SEPARATORS:  # between two raised references
        parts.append(inner)
    else:
        parts.append(raised(inner, before))


def _is_raised(reference: Element, parts: list[str]) -> bool:
    """Whether a reference is a raised number: marked as one, or a number that hangs on a word."""
    if reference.find("sup") is not None:
        return True
    before = "".join(parts[-8:])
    in_brackets = before.rfind("[") > before.rfind("]") or before.rfind("(") > before.rfind(")")
    number = text(reference)
    return number.isdecimal() and not in_brackets and bool(before) and not before[-1].isspace()


def _reference(number: str, parts: list[str]) -> None:
    """A raised reference number; one behind another shares its brackets."""
    number = number.strip("[]").translate(_FLAT)
    if len(parts) > 1 and parts[-1].strip() in _SEPARATORS and _BRACKETED.search(parts[-2]):
        parts[-2] = parts[-2].removesuffix("]")
        parts.append(f"{number}]")
    else:
        parts.append(f"[{number}]")


def _preferred(alternatives: Element) -> list[Element]:
    readable = [child for child in alternatives if child.tag in ("math", "textual-form")]
    return (readable or list(alternatives))[:1]


def _formula(element: Element, parts: list[str]) -> None:
    base, first, *second = (text(child) for child in element)
    parts.append(base)
    if element.tag == "mfrac":
        parts.append(f"/{first}")
    elif element.tag == "msup":
        parts.append(raised(first, base))
    else:
        parts.append(lowered(first))
        parts.extend(raised(script, first) for script in second)
