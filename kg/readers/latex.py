r"""LaTeX in the fields of BibTeX as plain characters; a command that is not known stays to be seen.

{\'e} is é, {\textless} is <, $10^{9}$ is 10⁹, \textit{in vitro} is in vitro, \% is %. A bare % is no comment.
"""

import re
import unicodedata

from kg.readers.xml_text import lowered, raised

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
_SYMBOLS = {
    **_GREEK, **{f"text{name}": letter for name, letter in _GREEK.items()},
    "varepsilon": "ε", "textmugreek": "μ", "varphi": "φ", "textmu": "µ", "micro": "µ", "ss": "ß", "ae": "æ",
    "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "i",
    "j": "j", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "textless": "<",
    "textgreater": ">", "lt": "<", "gt": ">", "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥",
    "geqslant": "≥", "textleq": "≤", "textgeq": "≥", "neq": "≠", "ne": "≠", "approx": "≈",
    "textapprox": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "pm": "±", "textpm": "±", "mp": "∓",
    "times": "×", "texttimes": "×", "div": "÷", "cdot": "·", "textperiodcentered": "·", "bullet": "•",
    "textbullet": "•", "infty": "∞", "rightarrow": "→", "to": "→", "textrightarrow": "→", "leftarrow": "←",
    "uparrow": "↑", "downarrow": "↓", "textdegree": "°", "degree": "°", "circ": "°", "prime": "′",
    "dagger": "†", "dag": "†", "ddag": "‡", "S": "§", "P": "¶", "pounds": "£", "euro": "€", "texteuro": "€",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textendash": "–",
    "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"', "guillemotleft": "«",
    "guillemotright": "»", "ldots": "…", "dots": "…", "textellipsis": "…", "textbackslash": "\\",
    "backslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textbar": "|",
    "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textdollar": "$",
    "textpercent": "%", "textonehalf": "½", "textsection": "§", "textminus": "−", "textnumero": "№",
    "quad": " ", "qquad": " ", "newline": " ", "par": " ", "space": " ", "left": "", "right": "",
    "displaystyle": "", "itshape": "", "bfseries": "", "it": "", "bf": "", "em": "", "rm": "", "sc": "",
    "scshape": "", "relax": "", "protect": "", "noopsort": "",
}  # fmt: skip
_KEEP = frozenset({
    "textit", "textbf", "emph", "textrm", "textsc", "texttt", "textsf", "textnormal", "textup", "textsl",
    "mathrm", "mathit", "mathbf", "mathsf", "text", "ensuremath", "mbox", "hbox", "uppercase",
    "underline", "mathcal", "mathbb", "operatorname", "enquote", "NoCaseChange", "url",
})  # fmt: skip
"""Commands that say how their argument looks."""
_SPACING = {
    " ": " ", ",": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "", "\\": " ", "(": "", ")": "", "@": "",
}  # fmt: skip
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)\s*|[{}$^_]|[^\\{}$^_]+|\\", re.DOTALL)
_MARKED = re.compile(r"[\\{}$~`]|--|''")


def decode(text: str) -> str:
    """Plain text of a field."""
    return unicodedata.normalize("NFC", _Decoder(text).all()) if _MARKED.search(text) else text


class _Decoder:
    def __init__(self, text: str) -> None:
        self._tokens: list[str] = _TOKEN.findall(text)
        self._at = 0
        self._math = False
        self._paired = text.replace("\\$", "").count("$") % 2 == 0

    def all(self) -> str:
        out: list[str] = []
        while self._at < len(self._tokens):
            self._one(out)
        return "".join(out)

    def _one(self, out: list[str]) -> None:
        token = self._tokens[self._at]
        self._at += 1
        if token == "{":
            out.append(self._group())
        elif token == "$":
            if self._paired:
                self._math = not self._math
            else:
                out.append(token)
        elif token in "^_" and self._math:
            script = self._argument()
            out.append(raised(script, "".join(out[-2:])) if token == "^" else lowered(script))
        elif token[0] == "\\" and len(token) > 1:
            self._command(token, out)
        elif token != "}":  # one that nothing opened
            out.append(token if token[0] == "\\" else _plain(token))

    def _group(self) -> str:
        """What stands up to the brace that closes, or the end."""
        out: list[str] = []
        while self._at < len(self._tokens) and self._tokens[self._at] != "}":
            self._one(out)
        self._at += 1
        return "".join(out)

    def _argument(self) -> str:
        """A group, a command or a single character."""
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        if token == "{" or token[0] == "\\":
            out: list[str] = []
            self._one(out)
            return "".join(out)
        if token in "}$":
            return ""
        self._tokens[self._at] = token[1:]
        if not token[1:]:
            self._at += 1
        return token[0]

    def _command(self, token: str, out: list[str]) -> None:
        name = token[1:].strip() or " "
        letters = name[0].isalpha()
        if not letters and token[2:]:  # white space is swallowed behind words only
            self._at -= 1
            self._tokens[self._at] = token[2:]
        if name in _ACCENTS and (not letters or self._opens(token)):
            base = self._argument()
            out.append((base[:1] + _ACCENTS[name] + base[1:]) if base else name)
        elif name in _SYMBOLS:
            out.append(_SYMBOLS[name])
        elif name in ("textsuperscript", "textsubscript"):
            script = self._argument()
            out.append(raised(script, "".join(out[-2:])) if name == "textsuperscript" else lowered(script))
        elif name in ("frac", "tfrac", "nicefrac", "sfrac"):
            out.append(f"{self._argument()}/{self._argument()}")
        elif name == "href":
            self._argument()
        elif name in _KEEP:
            out.append(self._argument())
        elif not letters:
            out.append(_SPACING.get(name, name))  # \% \& \$ \# \_ \{ \}
        else:
            out.append(token)

    def _opens(self, token: str) -> bool:
        """Whether an accent of one letter has something to stand on: "\\c{c}", "\\v s"; not "\\beta"."""
        following = self._tokens[self._at] if self._at < len(self._tokens) else ""
        return following == "{" or following[:1] == "\\" or (token[-1:].isspace() and following[:1].isalpha())


def _plain(text: str) -> str:
    for written, meant in _LIGATURES:
        if written[0] in text:
            text = text.replace(written, meant)
    return text.replace("`", "‘") if "`" in text else text
