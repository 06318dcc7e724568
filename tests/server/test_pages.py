"""The pages as they come from the server, without a browser."""

import re

import httpx
import pytest
from lxml import html

from tests.web.conftest import MARKUP

BROWSER = {"Accept": "text/html"}
PAGES = (
    "/",
    "/ask?q=dasatinib+and+T315I",
    "/questions",
    "/questions/agents-addressing-resistance",
    "/questions/agents-addressing-resistance?drug=imatinib",
    "/questions/tolerability?run=1&by=agent",
    "/claims?certainty=any",
    "/concepts",
    "/concept/imatinib",
    "/articles",
    "/articles/10000001",
    "/articles/hostile",
    "/explore",
    "/pictures",
    "/pictures/comparisons",
    "/pictures/doses",
    "/pictures/doses?drug=dasatinib",
    "/pictures/mutations?mutation=T315I",
    "/query",
    "/query?query=SELECT+*+%7B+%3Fs+a+%3Fo+%7D+LIMIT+5",
    "/ontology",
    "/nowhere",
)


def read(client: httpx.Client, path: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(path, headers=BROWSER, follow_redirects=True)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_landmarks_and_no_code_of_its_own(client: httpx.Client, path: str) -> None:
    page = read(client, path, 404 if path == "/nowhere" else 200)
    for landmark in ("header", "main", "nav[aria-label]", "footer", "h1", "html[lang]"):
        assert len(page.xpath(_path(landmark))) == 1, landmark
    assert page.xpath("//script[not(@src)] | //style | //@style | //@onclick | //@onload | //@onerror") == []
    addresses = page.xpath("//script/@src | //link/@href | //img/@src | //form/@action")
    assert all(address.startswith("/") and not address.startswith("//") for address in addresses)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.findtext(".//title").endswith("CML claims")


def _path(selector: str) -> str:
    name, _, attribute = selector.rstrip("]").partition("[")
    return f"//{name}[@{attribute}]" if attribute else f"//{name}"


@pytest.mark.slow
def test_every_local_link_leads_somewhere(client: httpx.Client) -> None:
    seen: set[str] = set()
    for path in ("/", "/questions", "/claims", "/concept/imatinib", "/articles", "/articles/10000001"):
        seen.update(
            link.partition("#")[0] for link in read(client, path).xpath("//a/@href") if link.startswith("/")
        )
    assert len(seen) > 60
    for link in sorted(seen):
        answer = client.get(link, headers=BROWSER, follow_redirects=True)
        assert answer.status_code == 200, (link, answer.text[:200])


def test_hostile_text_stays_text(client: httpx.Client) -> None:
    for path in (
        "/articles/hostile",
        "/claims",
        "/articles",
        "/ask?q=" + MARKUP,
        "/claims?words=" + MARKUP,
        "/nowhere" + MARKUP,
    ):
        answer = client.get(path, headers=BROWSER, follow_redirects=True)
        page = html.fromstring(answer.text)
        assert page.xpath("//script[not(@src)] | //img") == []
        assert "<script>window" not in answer.text
    assert "window.hacked = 1" in read(client, "/articles/hostile").xpath("string(//h1)")
    assert all(
        link.startswith("https://doi.org/10.5555/%3Cscript")
        for link in read(client, "/articles/hostile").xpath("//a[contains(@href, 'doi.org')]/@href")
    )


def test_a_question_is_answered_in_groups_with_evidence(client: httpx.Client) -> None:
    page = read(client, "/questions/agents-addressing-resistance?drug=imatinib")
    groups = [re.sub(r" \d+$", "", text) for text in page.xpath("//tr[@class='group']/th/text()")]
    assert [group.strip() for group in groups][:2] == ["effective", "recommended"]
    links = page.xpath("//a[@class='evidence']")
    assert links
    for link in links:
        path, _, place = link.get("href").partition("#")
        assert read(client, path).xpath(f"//*[@id='{place}']")
        part = client.get(link.get("data-part"), headers=BROWSER).text
        assert "here" in part
        assert "blockquote" in part


def test_a_form_offers_what_the_graph_has_and_says_what_is_wrong(client: httpx.Client) -> None:
    page = read(client, "/questions/agents-addressing-resistance")
    assert "imatinib" in page.xpath("//datalist/option/@value")
    assert not page.xpath("//table")
    page = read(client, "/questions/agents-addressing-resistance?drug=imatinip")
    assert "did you mean imatinib" in page.xpath("string(//*[@role='alert'])")
    page = read(client, "/questions/agents-addressing-resistance?run=1")
    assert "Give a value for drug" in page.xpath("string(//*[@role='alert'])")


def test_an_article_shows_each_claim_beside_its_sentence(client: httpx.Client) -> None:
    page = read(client, "/articles/10000001")
    told = {
        " ".join(row.xpath("string(p)").split()): [
            " ".join(c.split()) for c in row.xpath(".//summary/text()")
        ]
        for row in page.xpath("//div[contains(@class, 'makes')]")
    }
    assert told["Pleural effusion was rare with nilotinib."] == ["pleural effusion is low with nilotinib"]
    assert len(told) == 9
    assert {mark.get("class") for mark in page.xpath("//div[contains(@class, 'makes')]//mark")} >= {
        "m-drug",
        "m-dose",
        "m-mutation",
    }
    assert "Ada Example, Bo Sample" in page.xpath("string(//p[@class='cite'])")


def test_doubt_is_marked(client: httpx.Client) -> None:
    page = read(client, "/articles/doubtful")
    tags = page.xpath("//*[contains(@class, 'claim ')]//span[contains(@class, 'status')]/text()")
    assert tags.count("negated") == 1
    assert tags.count("hedged") == 1
    assert tags.count("unreviewed") == 4
    assert len(page.xpath("//p[contains(@class, 'prose negated')]")) == 1
    assert len(page.xpath("//p[contains(@class, 'prose hedged')]")) == 1


def test_the_words_that_deny_and_hedge_are_marked_and_explained(client: httpx.Client) -> None:
    page = read(client, "/articles/doubtful")
    marks = page.xpath("//p[contains(@class, 'prose')]//mark[@title='negation' or @title='hedge']")
    assert [(mark.get("title"), mark.text) for mark in marks] == [("negation", "not"), ("hedge", "may")]
    assert all(page.xpath(f"//*[@data-claim='{mark.get('data-claims')}']") for mark in marks)
    assert {"negation", "hedge"} <= set(page.xpath("//*[contains(@class, 'legend')]/mark/text()"))
    plain = read(client, "/articles/10000001")
    assert not {"negation", "hedge"} & set(plain.xpath("//mark/text()"))


def test_a_denial_does_not_read_as_its_opposite(client: httpx.Client) -> None:
    for path in ("/articles/doubtful", "/claims?certainty=negated", "/concept/nilotinib"):
        page = read(client, path)
        (denied,) = page.xpath("//span[@class='denied']")
        assert denied.text == "denied:", path
    assert "denied" in page.xpath("//h3/text()")


def test_the_page_of_a_concept_tells_what_is_said_by_how_many(client: httpx.Client) -> None:
    page = read(client, "/concept/dasatinib")
    said = {
        " ".join(row.xpath("string(a)").split()): " ".join(row.xpath("string(span)").split())
        for row in page.xpath("//ul[@class='said']/li")
    }
    assert (
        said["dasatinib is effective in patients with imatinib intolerance or imatinib resistance"]
        == "2 articles, 2009–2010"
    )
    assert "100 mg once daily" in page.xpath("string(//aside)")
    assert any("CHEBI" in link for link in page.xpath("//aside//a/@href"))
    assert "2009 1" in page.xpath("string(//svg/@aria-label)")
    page = read(client, "/concept/variant-T315I")
    assert "T315I confers resistance to imatinib" in page.xpath("string(//main)")
    assert "In patients told by it" in page.xpath("string(//main)")


def test_the_name_of_a_concept_leads_to_it(client: httpx.Client) -> None:
    answer = client.get("/ask", params={"q": " GLEEVEC "})
    assert (answer.status_code, answer.headers["location"]) == (303, "/concept/imatinib")
    assert client.get("/ask").headers["location"] == "/"


def test_the_query_page_answers_and_refuses(client: httpx.Client) -> None:
    for method in ("GET", "POST"):
        what = {
            "params" if method == "GET" else "data": {
                "query": "SELECT ?c { ?c a <https://w3id.org/cml-kg/ontology#NeedClaim> }"
            }
        }
        page = html.fromstring(client.request(method, "/query", headers=BROWSER, **what).text)  # type: ignore[arg-type]
        assert page.xpath("//table//td/a[starts-with(@href, '/id/claim/')]")
    refused = client.post(
        "/query", data={"query": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"}, headers=BROWSER
    )
    assert refused.status_code == 403
    assert "refused: SERVICE" in refused.text
    triples = client.post(
        "/query", data={"query": "DESCRIBE <https://w3id.org/cml-kg/concept/imatinib>"}, headers=BROWSER
    )
    assert "@prefix" in triples.text


def test_errors_of_pages_are_pages(client: httpx.Client) -> None:
    assert "no such article: nobody" in read(client, "/articles/nobody", 404).xpath("string(//main)")
    assert "no parameter colour" in read(client, "/claims?colour=red", 400).xpath("string(//main)")


def test_a_question_in_plain_words_is_answered_with_evidence(client: httpx.Client) -> None:
    page = read(client, "/ask?q=Which+agents+address+imatinib+resistance%3F")
    assert "Which agents address resistance to a given drug?" in page.xpath("string(//h2[@id='answer'])")
    assert page.xpath("//a[@class='evidence']")
    assert "--drug imatinib" in page.xpath("string(//code)")
    assert not page.xpath("//*[@id='like']")


@pytest.mark.parametrize("path", ["/concept/dasatinib", "/articles/10000001"])
def test_pages_lead_to_the_explorer(client: httpx.Client, path: str) -> None:
    links = [link for link in read(client, path).xpath("//a/@href") if link.startswith("/explore?")]
    assert links
    for link in links:
        told = client.get(link.replace("/explore", "/api/graph")).json()
        assert told["nodes"], link


def test_what_is_not_stated_is_said_so(client: httpx.Client) -> None:
    page = read(client, "/ask?q=how+well+is+radotinib+tolerated")
    assert "The articles do not say" in page.xpath("string(//p[@class='nothing'])")


def test_a_question_that_is_not_understood_is_not_guessed(client: httpx.Client) -> None:
    page = read(client, "/ask?q=does+imatinib+taste+sweet")
    assert not page.xpath("//*[@id='answer']")
    assert "sweet" in page.xpath("string(//p[@class='problem'])")


def test_the_api_takes_plain_words(client: httpx.Client) -> None:
    told = client.get("/api/ask", params={"q": "which agents address imatinib resistance"}).json()
    assert told["asked"]["question"] == "agents-addressing-resistance"
    assert told["asked"]["values"] == {"drug": "imatinib"}
    assert {row["agent"] for row in told["rows"]} >= {"dasatinib", "ponatinib"}
    unsure = client.get("/api/ask", params={"q": "imatinib and moonlight"}).json()
    assert unsure["asked"] is None
    assert "moonlight" in unsure["unknown"]
