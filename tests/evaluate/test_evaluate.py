"""What is right, missed, too many or different in a graph is counted and shown as such."""

import json
from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import CmlKgError, InputError
from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.layouts import ALL, CLAIMS, DOSES
from kg.evaluate.report import error_table, score_table
from kg.evaluate.run import Evaluation, Line, evaluate
from kg.graph.store import GraphStore

RIGHT = [
    "1 efficacy dasatinib imatinib_resistance efficacy effective",
    "1 safety dasatinib - toxicity low",
    "2 efficacy bosutinib imatinib_intolerance efficacy effective",
    "3 efficacy nilotinib chronic_phase_CML efficacy effective",
]
NOTHING = "4"


def table(folder: Path, *lines: str, name: str = "claims.tsv", certainty: str = "asserted") -> Path:
    """A gold table: article kind agent population outcome direction, with _ for a space and - for nothing."""
    rows = ["\t".join(("article", *CLAIMS.columns))]
    for line in lines:
        article, *cells = (cell.replace("_", " ").replace("-", "") for cell in line.split())
        row = dict(zip(("kind", "agent", "population", "outcome", "direction"), cells, strict=False))
        row |= {"certainty": certainty} if cells else {}
        rows.append("\t".join((article, *(row.get(column, "") for column in CLAIMS.columns))))
    (folder / name).write_text("\n".join(rows) + "\n")
    return folder / name


def line(evaluation: Evaluation, rows: str = "all", columns: str = ALL) -> Line:
    (found,) = [line for line in evaluation.lines if (line.rows, line.columns) == (rows, columns)]
    return found


def counts(evaluation: Evaluation, rows: str = "all", columns: str = ALL) -> tuple[int, int, int]:
    score = line(evaluation, rows, columns).score
    return score.expected, score.found, score.right


def test_a_graph_that_says_what_the_gold_says_is_right(store: GraphStore, folder: Path) -> None:
    evaluation = evaluate(store, read_gold([table(folder, *RIGHT, NOTHING)]))
    assert counts(evaluation) == (4, 4, 4)
    assert counts(evaluation, "safety") == (1, 1, 1)
    assert line(evaluation).score.f1.value == 1
    assert not evaluation.errors
    assert sum(found for found, _ in evaluation.rules.values()) == 4


def test_a_wrong_population_is_one_error_that_names_it(store: GraphStore, folder: Path) -> None:
    gold = table(folder, RIGHT[0].replace("resistance", "failure"), *RIGHT[1:])
    evaluation = evaluate(store, read_gold([gold]))
    assert counts(evaluation) == (4, 4, 3)
    assert counts(evaluation, columns="kind, agent, direction") == (4, 4, 4)
    assert counts(evaluation, columns="... and population") == (4, 4, 3)
    (error,) = error_table(evaluation).rows
    assert error[:4] == ("1", "claims", "differs", "population")
    assert "imatinib failure" in str(error[4])
    assert "imatinib resistance" in str(error[5])
    assert error[6:] == (
        "efficacy.quality",
        "Dasatinib was effective in patients with imatinib-resistant CML.",
    )


def test_rows_of_different_statements_are_not_paired(store: GraphStore, folder: Path) -> None:
    gold = table(folder, RIGHT[0], "1 need - T315I_mutation - unmet", RIGHT[2], RIGHT[3])
    problems = [row[2] for row in error_table(evaluate(store, read_gold([gold]))).rows]
    assert problems == ["missed", "too many"]


def test_an_article_with_nothing_to_find_counts(store: GraphStore, folder: Path) -> None:
    """Else what is wrongly found in it would cost nothing."""
    evaluation = evaluate(store, read_gold([table(folder, *RIGHT[:3], "3")]))
    assert counts(evaluation) == (3, 4, 3)
    assert evaluation.articles == 3


def test_articles_that_the_gold_does_not_name_are_not_scored(store: GraphStore, folder: Path) -> None:
    assert counts(evaluate(store, read_gold([table(folder, *RIGHT[:2])]))) == (2, 2, 2)


def test_articles_that_the_graph_lacks_are_missed_and_named(store: GraphStore, folder: Path) -> None:
    evaluation = evaluate(store, read_gold([table(folder, RIGHT[0], RIGHT[1], RIGHT[2].replace("2", "99"))]))
    assert counts(evaluation) == (3, 2, 2)
    assert evaluation.absent == ("99",)
    with pytest.raises(CmlKgError, match="none of the articles"):
        evaluate(store, read_gold([table(folder, RIGHT[2].replace("2", "99"))]))


def test_intervals_hold_the_value_and_are_the_same_every_time(store: GraphStore, folder: Path) -> None:
    gold = read_gold([table(folder, RIGHT[0], RIGHT[2].replace("effective", "ineffective"), RIGHT[3])])
    precision = line(evaluate(store, gold)).score.precision
    assert precision.value == 0.5
    assert precision.low is not None
    assert precision.high is not None
    assert 0 <= precision.low < 0.5 < precision.high <= 1
    assert line(evaluate(store, gold)).score.precision == precision
    alone = line(evaluate(store, read_gold([table(folder, RIGHT[2])]))).score.precision
    assert (alone.value, alone.low) == (1, None)


def test_doses_are_scored_with_plain_numbers(store: GraphStore, folder: Path) -> None:
    head = "\t".join(("article", *DOSES.columns))
    (folder / "doses.tsv").write_text(f"{head}\n4\tbosutinib\t500.0\tmg\tonce daily\t500\tmg/d\n1\n")
    evaluation = evaluate(store, read_gold([folder]))
    assert counts(evaluation) == (1, 1, 1)


def test_a_folder_and_comma_separated_tables_with_other_columns(store: GraphStore, folder: Path) -> None:
    text = table(folder, *RIGHT).read_text().splitlines()
    (folder / "claims.tsv").unlink()
    cells = [[*row.split("\t"), "a note, quoted"] for row in text]
    cells[0][-1] = "note"
    (folder / "any name.csv").write_text(
        "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\r\n" for row in cells)
    )
    (folder / "README.md").write_text("no gold")
    assert counts(evaluate(store, read_gold([folder]))) == (4, 4, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("article\tkind\n1\tefficacy\n", "has no column agent"),
        ("kind\nefficacy\n", "no gold table"),
        ("", "no gold table"),
        ("article\tstart\tend\ttype\n1\ta\tb\tdrug\n", "line 2 has no offsets"),
        ("article\tstart\tend\ttype\n\t1\t2\tdrug\n", "line 2 names no article"),
        ("article\tstart\tend\ttype\n1\t1\t2\tdrug\tmore\n", "line 2 has more cells"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(folder: Path, text: str, said: str) -> None:
    (folder / "gold.tsv").write_text(text)
    with pytest.raises(InputError, match=said) as raised:
        read_gold([folder / "gold.tsv"])
    assert "gold.tsv" in str(raised.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1 efficaci dasatinib - - effective", "line 2: there is no kind 'efficaci'"),
        ("1 safety dasatinib - - effective", "safety has no direction 'effective'"),
    ],
)
def test_a_slip_of_the_pen_is_no_missed_claim(folder: Path, row: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_gold([table(folder, row)])
    with pytest.raises(InputError, match="no certainty 'sure'"):
        read_gold([table(folder, RIGHT[0], certainty="sure")])


def test_an_empty_folder_is_no_gold(folder: Path) -> None:
    with pytest.raises(InputError, match="holds no gold"):
        read_gold([folder])


def test_the_score_table_ends_with_the_rules(store: GraphStore, folder: Path) -> None:
    shown = score_table(evaluate(store, read_gold([table(folder, *RIGHT)])))
    assert shown.rows[0][:6] == ("claims", "all", "kind, agent, direction", 4, 4, 4)
    assert ("rules", "efficacy.quality") in {row[:2] for row in shown.rows}


def test_nothing_in_gold_scores_nothing(store: GraphStore) -> None:
    gold = Gold(rows={"claims": {"4": []}})
    score = line(evaluate(store, gold)).score
    assert (score.precision.value, score.recall.value, score.f1.value) == (None, None, None)


@pytest.mark.slow
def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "1.txt").write_text("A letter\nDasatinib was effective in imatinib-resistant CML.\n")
    assert main(["build", str(folder / "in"), "-o", str(folder / "out")]) == 0
    capsys.readouterr()
    gold = table(folder, RIGHT[0], RIGHT[2])
    options = ["-g", str(folder / "out"), "--format", "json", "--errors", str(folder / "errors.tsv")]
    assert main(["evaluate", str(gold), *options]) == 1
    told = capsys.readouterr()
    scores = {(row["rows"], row["columns"]): row for row in json.loads(told.out)}
    assert scores["all", ALL]["right"] == 1
    assert "1 of 2 articles of the gold are not in the graph and count as missed: 2" in told.err
    assert (folder / "errors.tsv").read_text().splitlines()[1].startswith("2\tclaims\tmissed")
    assert main(["evaluate", str(folder / "nowhere.tsv"), "-g", str(folder / "out")]) == 2
    assert "nowhere.tsv: No such file" in capsys.readouterr().err
