"""What a notebook shows of graph, claims, answers and pictures, and the frames that answers become."""

import math
from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.notebook import Claim, Graph
from kg.query import Table
from tests.graph import samples
from tests.web.conftest import hostile

TABLE = Table(("drug", "value", "start"), (("imatinib", Decimal("46.5"), 3), ("<b>x</b>", None, 12)))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("noted")
    with GraphStore.create(folder) as draft:
        for make in (*samples.READINGS.values(), hostile):
            draft.add_graph(quads(make()), make().record.key)
        draft.commit("0")
    return Graph(folder)


def test_the_graph_says_what_there_is(graph: Graph) -> None:
    assert "<th>claims</th>" in graph._repr_html_()


def test_a_claim_shows_its_sentence_with_what_it_was_read_from(graph: Graph) -> None:
    (claim,) = graph.claims("nilotinib pleural")
    shown = claim._repr_html_()
    assert "Pleural effusion</mark> was rare" in shown
    assert claim.sentences[0].startswith("Pleural effusion was rare")
    assert graph.claims("no such thing")._repr_html_() == "<p>No such claim.</p>"


def test_what_is_hedged_says_so(graph: Graph) -> None:
    hedged = next(claim for claim in graph.claims() if claim.statement.status == "hedged")
    assert isinstance(hedged, Claim)
    assert "(hedged)" in hedged._repr_html_()
    assert "dashed" in hedged._repr_html_()


def test_nothing_of_an_article_is_markup(graph: Graph) -> None:
    everything = graph.claims()._repr_html_() + graph.query("claims")._repr_html_()
    assert "window.hacked" in everything
    assert "<script" not in everything
    assert "<img" not in everything
    assert "&lt;b&gt;x&lt;/b&gt;" in TABLE._repr_html_()


def test_answers_and_pictures_show_themselves(graph: Graph) -> None:
    table = graph.query("agents-addressing-resistance", drug="imatinib")
    assert "<th>agent</th>" in table._repr_html_()
    assert graph.ask("Which agents address imatinib resistance?") == table
    assert graph.plot("years")._repr_svg_().startswith("<?xml")
    assert Table(("drug",), ())._repr_html_() == "<p>Not stated: nothing in the graph answers this.</p>"
    with pytest.raises(QueryError, match="not sure what is asked"):
        graph.ask("Which colour has the moon?")
    with pytest.raises(QueryError, match="there is no question agents"):
        graph.query("agents")


def test_a_long_table_says_how_much_more_there_is() -> None:
    assert "50 more rows" in Table(("n",), tuple((n,) for n in range(250)))._repr_html_()


def test_an_answer_becomes_a_frame_of_pandas() -> None:
    pytest.importorskip("pandas")
    frame = TABLE.to_pandas()
    assert list(frame.columns) == ["drug", "value", "start"]
    assert frame["value"].sum() == 46.5
    assert math.isnan(frame["value"][1])
    assert frame["start"].tolist() == [3, 12]
    assert list(Table(("drug",), ()).to_pandas().columns) == ["drug"]


def test_an_answer_becomes_a_frame_of_polars() -> None:
    polars = pytest.importorskip("polars")
    frame = TABLE.to_polars()
    assert frame.schema == {"drug": polars.String, "value": polars.Float64, "start": polars.Int64}
    assert frame["value"].to_list() == [46.5, None]
    assert Table(("drug",), ()).to_polars().columns == ["drug"]
    mixed = Table(("value",), ((Decimal(46),), (Decimal("46.5"),)))
    assert mixed.to_polars()["value"].to_list() == [46.0, 46.5]


def test_a_graph_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="there is no graph in"):
        Graph(tmp_path)
