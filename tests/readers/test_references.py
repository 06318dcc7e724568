"""Flavours of RIS, BibTeX and tables that the samples do not show, field by field."""

from pathlib import Path

import pytest

from kg.model import Record
from kg.readers import read_inputs
from kg.readers.latex import decode


def one(tmp_path: Path, name: str, text: str) -> Record:
    file = tmp_path / name
    file.write_text(text)
    (record,) = read_inputs([file])
    assert isinstance(record, Record)
    return record


def ris(tmp_path: Path, *lines: str) -> Record:
    return one(tmp_path, "a.ris", "\n".join(("TY  - JOUR", "TI  - A title", *lines, "ER  - ", "")))


@pytest.mark.parametrize(
    ("lines", "pmid"),
    [
        (["AN  - 123"], "123"),
        (["AN  - 123", "DB  - PubMed"], "123"),
        (["AN  - 123", "DP  - NLM"], "123"),
        (["AN  - 123", "DB  - Embase"], ""),
        (["AN  - WOS:000123"], ""),
        (["C2  - 123", "DB  - Scopus"], "123"),
        (["C2  - 123"], ""),
        (["C1  - PMID: 123"], "123"),
        (["UR  - https://www.ncbi.nlm.nih.gov/pubmed/123"], "123"),
        (["N1  - Some note\nPMID: 123"], "123"),
        (["ID  - 123"], ""),
    ],
)
def test_ris_accession_numbers_are_pmids_where_pubmed_gave_them(
    tmp_path: Path, lines: list[str], pmid: str
) -> None:
    assert ris(tmp_path, *lines).pmid == pmid


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["PY  - 2008"], "2008"),
        (["PY  - 2008///"], "2008"),
        (["Y1  - 2008/06/15/"], "2008-06-15"),
        (["PY  - 2008", "DA  - 2008/06//"], "2008-06"),
        (["PY  - 2008", "DA  - JUN 15"], "2008-06-15"),
        (["PY  - 2008", "DA  - 2019-03-18"], "2008"),
        (["DA  - 2008-06-15"], "2008-06-15"),
        (["PY  - 2008/6/3/spring"], "2008-06-03"),
        ([], ""),
    ],
)
def test_ris_dates(tmp_path: Path, lines: list[str], date: str) -> None:
    assert ris(tmp_path, *lines).date == date


def test_ris_keywords_and_authors_over_several_lines(tmp_path: Path) -> None:
    record = ris(
        tmp_path, "KW  - one; two", "three", "AU  - Example, A", "Wang, L", "AU  - World Health Organization"
    )
    assert record.keywords == ("one", "two", "three")
    assert [author.name for author in record.authors] == ["A Example", "L Wang", "World Health Organization"]
    assert [author.collective for author in record.authors] == [False, False, True]


@pytest.mark.parametrize(
    "title", ["RETRACTED: Bosutinib", "Retracted Article: Bosutinib", "[Retracted] Bosutinib"]
)
def test_a_title_that_says_retracted_is_heard_in_every_format(tmp_path: Path, title: str) -> None:
    texts = {
        "a.ris": f"TY  - JOUR\nTI  - {title}\nER  - \n",
        "a.bib": f"@article{{a, title = {{{title}}}}}",
        "a.csv": f"title,abstract\n{title},Text\n",
        "a.txt": f"7|t|{title}\n7|a|Text\n",
    }
    for name, text in texts.items():
        folder = tmp_path / name
        folder.mkdir()
        assert one(folder, name, text).retracted, name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            r"{\'e}t{\"u}de \~n \c{c} \v{S}\'\i \r{A} {\o} \ss{} {\L}ukasz",
            "étüde ñ ç ŠíÅ ø ß Łukasz",
        ),
        (r"$P < 0.05$, 5\% of 50% \& more", "P < 0.05, 5% of 50% & more"),
        (r"{\textless}5\% {\textgreater} \textless{} $\leq$ $\geq$ \textpm{} 2", "<5% > < ≤ ≥ ± 2"),
        (
            r"10\textsuperscript{9}/L, $10^{9}$, $10^9$, m$^2$, H$_2$O, CD34$^+$",
            "10⁹/L, 10⁹, 10⁹, m², H₂O, CD34⁺",
        ),
        (r"{BCR}--{ABL1} \textit{in vitro} --- \emph{not {so}}", "BCR–ABL1 in vitro — not so"),
        (r"IFN-$\alpha$ and {\textbeta}-cells, {\textmu}g", "IFN-α and β-cells, µg"),
        (r"a~b \, c \$5 and $6 \{x\} \_ \#", "a b   c $5 and $6 {x} _ #"),
        (r"``quoted'' `so'", "“quoted” ‘so'"),
        (r"\unknowncommand stays", r"\unknowncommand stays"),
        ("no {closing", "no closing"),
        ("plain _ ^ text", "plain _ ^ text"),
    ],
)
def test_latex_becomes_plain_and_nothing_vanishes(written: str, meant: str) -> None:
    assert decode(written) == meant


def test_bibtex_months_and_unusual_writing(tmp_path: Path) -> None:
    fields = 'TITLE="A {"}title{"} here" , Year = 2008, MONTH = jun,\n journal=b'
    text = f"@STRING(b = {{Blood}})\n@Article {{k ,\n {fields}}}"
    record = one(tmp_path, "a.bib", text)
    assert (record.title, record.date, record.journal) == ('A "title" here', "2008-06", "Blood")


def test_the_first_of_two_columns_for_one_field_holds_but_full_names_come_first(tmp_path: Path) -> None:
    head = "Title,Authors,Author full names,Publication Title,Journal Abbreviation,PMID"
    record = one(
        tmp_path, "a.csv", f'{head}\nA title,Example A.,"Example, Ada (123)",Blood Advances,Blood Adv,7\n'
    )
    assert (record.authors[0].name, record.journal) == ("Ada Example", "Blood Advances")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_with_any_delimiter_and_names_of_columns_in_any_case(tmp_path: Path, delimiter: str) -> None:
    head = ("PMID", "Title", "Abstract Note", "Publication Year", "Authors", "Peer_Reviewed", "Extra")
    cells = (
        "7",
        '"A ""title"""',
        '"One; two, three"',
        "2008",
        '"Example, Ada; Wang, Li"',
        "yes",
        "DOI: 10.5555/a",
    )
    record = one(tmp_path, "a.txt", f"{delimiter.join(head)}\r\n{delimiter.join(cells)}\r\n")
    assert (record.format, record.pmid, record.title, record.date) == ("csv", "7", 'A "title"', "2008")
    assert (record.abstract, record.doi, record.peer_reviewed) == ("One; two, three", "10.5555/a", True)
    assert [author.name for author in record.authors] == ["Ada Example", "Li Wang"]
