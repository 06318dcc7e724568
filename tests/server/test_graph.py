"""What stands next to a node, as the explorer asks for it."""

from typing import Any

import httpx
import pytest

CONCEPT = "https://w3id.org/cml-kg/concept/"


def around(client: httpx.Client, node: str, **asked: Any) -> dict[str, Any]:
    told = client.get("/api/graph", params={"node": node, **asked}).json()
    assert isinstance(told, dict)
    return told


def edges(told: dict[str, Any]) -> set[tuple[str, str, str, str]]:
    """Source, label, target and certainty, in words."""
    labels = {node["id"]: node["label"] for node in (told["node"], *told["nodes"])}
    return {
        (labels[edge["source"]], edge["label"], labels[edge["target"]], edge["certainty"])
        for edge in told["edges"]
    }


def test_edges_say_what_is_claimed(client: httpx.Client) -> None:
    told = around(client, f"{CONCEPT}dasatinib")
    assert told["node"] == {"id": f"{CONCEPT}dasatinib", "label": "dasatinib", "type": "drug"}
    found = edges(told)
    assert ("dasatinib", "effective", "imatinib resistance", "asserted") in found
    assert ("dasatinib 100 mg once daily", "dose of", "dasatinib", "asserted") in found
    assert {"name": "pref label", "value": "dasatinib"} in told["literals"]
    assert "article" not in {node["type"] for node in told["nodes"]}


def test_neighbours_that_most_articles_bring_come_first(client: httpx.Client) -> None:
    whole = around(client, f"{CONCEPT}dasatinib")
    some = around(client, f"{CONCEPT}dasatinib", limit=2)
    assert whole["total"] == some["total"] == len(whole["nodes"]) > 2
    assert some["nodes"] == whole["nodes"][:2]
    ids = {node["id"] for node in (some["node"], *some["nodes"])}
    assert some["edges"]
    assert all({edge["source"], edge["target"]} <= ids for edge in some["edges"])


@pytest.mark.parametrize(
    ("node", "asked", "labels"),
    [
        ("nilotinib", {"certainty": "negated", "type": "patient group"}, {"T315I mutation"}),
        ("nilotinib", {"type": "adverse event"}, {"pleural effusion"}),
        ("nilotinib", {"to": "1990", "type": "patient group,adverse event"}, set()),
    ],
)
def test_filters(client: httpx.Client, node: str, asked: dict[str, str], labels: set[str]) -> None:
    told = around(client, CONCEPT + node, **asked)
    assert {n["label"] for n in told["nodes"]} == labels


def test_an_article_and_a_claim_have_all_that_they_speak_of_around_them(client: httpx.Client) -> None:
    article = client.get("/api/articles/10000001").json()
    told = around(client, article["iri"], limit=100)
    assert told["node"]["type"] == "article"
    assert {claim for edge in told["edges"] for claim in edge["claims"]} == {
        claim["iri"].rpartition("/")[2] for claim in article["claims"] if not claim["set_aside"]
    }
    for claim in article["claims"]:
        (edge, *more) = (e for e in around(client, claim["iri"])["edges"] if e["kind"] != "link")
        assert edge["claims"] == [claim["iri"].rpartition("/")[2]]
        assert {one["certainty"] for one in (edge, *more)} == {claim["certainty"]}


def test_every_neighbour_can_be_asked_for_in_turn(client: httpx.Client) -> None:
    waiting, seen = [f"{CONCEPT}dasatinib"], set()
    while waiting:
        node = waiting.pop()
        seen.add(node)
        told = around(client, node, limit=1000)
        assert told["node"]["id"] == node
        ids = [one["id"] for one in told["nodes"]]
        assert len(ids) == len(set(ids)) == told["total"]
        waiting += sorted({*ids} - seen - {*waiting})
        if len(seen) > 40:
            break
    assert len(seen) > 20
