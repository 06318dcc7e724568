"""Every question, asked of an invented graph and of the seed, by two engines that must agree."""

import io
import re
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from kg.graph.store import GraphStore
from kg.query import FORMATS, Question, Table, questions, run
from kg.query.parameters import Store
from kg.query.table import text
from kg.resources import ontology_folder, queries_folder
from tests.query.engines import DATA, Exported, UnionStore, Values, ask_rdflib, read_csv, values_of

QUESTIONS = questions()
OF_THE_SEED = sorted(name for name in QUESTIONS if (DATA / "seed" / f"{name}.csv").is_file())
CASES = sorted(path.stem for path in DATA.glob("*.csv") if not path.stem.endswith(".forbidden"))
SEED = Path(__file__).parents[2] / "seeds" / "000_3040c0ee1a7b4fc0.txt"


def expect(folder: Path, case: str, question: Question, values: Values, store: Store) -> None:
    """The answer has the rows of <case>.csv in that order, and no forbidden one."""
    table = run(question, store, values)
    written = io.StringIO(newline="")
    FORMATS["csv"](table, written)
    assert written.getvalue() == (folder / f"{case}.csv").read_bytes().decode()
    forbid(folder / f"{case}.forbidden.csv", table)


def forbid(file: Path, table: Table) -> None:
    """A forbidden row names some columns; no row of the table may have all of its cells."""
    if file.is_file():
        rows = [dict(zip(table.columns, map(text, row), strict=True)) for row in table.rows]
        for forbidden in read_csv(file):
            assert set(forbidden) <= set(table.columns), file.name
            assert not [row for row in rows if forbidden.items() <= row.items()], f"{file.name}: {forbidden}"


@pytest.fixture(scope="module")
def graph(store: UnionStore) -> Exported:
    return Exported(store.store)


@pytest.fixture(scope="module")
def seed_store() -> GraphStore:
    from kg.graph.description import background_quads, lexicon_quads
    from kg.graph.mapping import quads
    from kg.model import Record
    from kg.pipeline import Interpreter
    from kg.readers import read_inputs

    interpreter = Interpreter()
    records = [record for record in read_inputs([SEED]) if isinstance(record, Record)]
    read = [quad for record in records for quad in quads(interpreter.read(record))]
    return GraphStore.in_memory([*read, *lexicon_quads(), *background_quads()])


@pytest.fixture(scope="module")
def seed_graph(seed_store: GraphStore) -> Exported:
    return Exported(seed_store.quads())


def test_the_folder_holds_what_was_found() -> None:
    assert len(QUESTIONS) == len(list(queries_folder().glob("*.rq"))) >= 50
    assert set(tomllib.loads((DATA / "values.toml").read_text(encoding="utf-8"))) <= set(CASES)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_expected_and_forbidden_rows(name: str) -> None:
    assert read_csv(DATA / f"{name}.csv")
    assert read_csv(DATA / f"{name}.forbidden.csv")


@pytest.mark.parametrize("case", CASES)
def test_answers_on_the_invented_graph(case: str, store: UnionStore) -> None:
    expect(DATA, case, QUESTIONS[case.partition(".")[0]], values_of(case), store)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_rdflib_agrees_on_the_invented_graph(case: str, store: UnionStore, graph: Exported) -> None:
    question, values = QUESTIONS[case.partition(".")[0]], values_of(case)
    assert ask_rdflib(graph, question, store, values) == run(question, store, values)


def test_only_answers_with_measured_confidence_are_left_out_on_the_seed() -> None:
    left_out = set(QUESTIONS) - set(OF_THE_SEED)
    assert left_out == {name for name in QUESTIONS if "?confidence" in QUESTIONS[name].text}


@pytest.mark.parametrize("name", OF_THE_SEED)
def test_answers_on_the_seed(name: str, seed_store: GraphStore) -> None:
    expect(DATA / "seed", name, QUESTIONS[name], QUESTIONS[name].example, seed_store)


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_THE_SEED)
def test_rdflib_agrees_on_the_seed(name: str, seed_store: GraphStore, seed_graph: Exported) -> None:
    question = QUESTIONS[name]
    answer = run(question, seed_store, question.example)
    assert ask_rdflib(seed_graph, question, seed_store, question.example) == answer


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_is_legal_sparql_that_says_what_it_takes(question: Question) -> None:
    prepareQuery(question.text)
    assert question.summary
    assert question.description
    assert question.tags
    assert all(parameter.help for parameter in question.parameters)
    assert all(parameter.optional or parameter.name in question.example for parameter in question.parameters)
    assert bool(question.example) == bool(question.parameters)
    used = set(re.findall(r"(?<![\w?<])(\w+):\w", re.sub(r"<[^>]*>|#.*", "", question.text)))
    assert set(re.findall(r"PREFIX (\w+):", question.text)) == used


def test_questions_use_the_terms_of_the_ontology() -> None:
    ontology = {
        triple.subject.value
        for triple in ox.parse(path=ontology_folder() / "cml.ttl", format=ox.RdfFormat.TURTLE)
        if isinstance(triple.subject, ox.NamedNode)
    }
    for question in QUESTIONS.values():
        for term in re.findall(r"\bcml:(\w+)", question.text):
            assert f"https://w3id.org/cml-kg/ontology#{term}" in ontology, f"{question.name}: cml:{term}"


def test_offsets_of_the_invented_graph_slice_to_the_text(store: UnionStore) -> None:
    answer = store.query(
        """PREFIX cml: <https://w3id.org/cml-kg/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?text ?start ?end ?exact WHERE {
          ?span oa:hasSource/cml:string ?text ; oa:hasSelector ?selector .
          ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact
        }"""
    )
    assert isinstance(answer, ox.QuerySolutions)
    spans = [[term.value for term in solution] for solution in answer]
    assert spans
    assert all(text[int(start) : int(end)] == exact for text, start, end, exact in spans)


@pytest.mark.parametrize(("direction", "contradicted"), [("better", True), ("equal", True), ("worse", False)])
def test_a_comparison_is_contradicted_from_the_other_side(direction: str, contradicted: bool) -> None:
    """The graph says that ponatinib is better than dasatinib; somebody says it of dasatinib and ponatinib."""
    store = ox.Store()
    store.load(path=DATA / "graph.trig", format=ox.RdfFormat.TRIG)
    store.update(
        f"""PREFIX cml: <https://w3id.org/cml-kg/ontology#> PREFIX c: <https://w3id.org/cml-kg/concept/>
        PREFIX d: <https://example.org/id/>
        DELETE {{ GRAPH ?g {{ d:claim-b-4 cml:direction ?was ; cml:agent ?agent ; cml:comparator ?than }} }}
        INSERT {{ GRAPH ?g {{
          d:claim-b-4 cml:direction "{direction}" ; cml:agent c:dasatinib ; cml:comparator c:ponatinib }} }}
        WHERE {{ GRAPH ?g {{ d:claim-b-4 cml:direction ?was ; cml:agent ?agent ; cml:comparator ?than }} }}"""
    )
    rows = run(QUESTIONS["contradictions"], GraphStore.in_memory(store), {}).rows
    statement = "comparison: ponatinib 45 mg once daily better dasatinib high dose efficacy"
    assert any(statement in row for row in rows) is contradicted
