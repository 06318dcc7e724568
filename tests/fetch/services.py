"""PubMed and Europe PMC on loopback: a few invented records, and mishaps on demand."""

import json
import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

LONG_AGO = "2020-01-01"


@dataclass(frozen=True)
class Article:
    """An invented article."""

    pmid: str
    title: str = "Imatinib & <i>BCR::ABL1</i> Ⅲ"
    doi: str = ""
    entered: str = LONG_AGO
    revised: str = LONG_AGO
    book: bool = False

    def xml(self) -> str:
        doi = f'<ArticleId IdType="doi">{escape(self.doi)}</ArticleId>' if self.doi else ""
        identifiers = (
            f'<ArticleIdList><ArticleId IdType="pubmed">{self.pmid}</ArticleId>{doi}</ArticleIdList>'
        )
        cited = (
            '<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">1</ArticleId>'
            '<ArticleId IdType="doi">10.9999/cited</ArticleId></ArticleIdList></Reference></ReferenceList>'
        )
        pmid = f'<PMID Version="1">{self.pmid}</PMID>'
        title = f"<ArticleTitle>{escape(self.title)}</ArticleTitle>"
        if self.book:
            document = f"<BookDocument>{pmid}{identifiers}{title}</BookDocument>"
            return f"<PubmedBookArticle>{document}</PubmedBookArticle>"
        return (
            f"<PubmedArticle><MedlineCitation>{pmid}<Article>{title}</Article><CommentsCorrectionsList>"
            '<CommentsCorrections RefType="Cites"><PMID Version="1">1</PMID></CommentsCorrections>'
            f"</CommentsCorrectionsList></MedlineCitation><PubmedData>{identifiers}{cited}</PubmedData>"
            "</PubmedArticle>"
        )

    def json(self) -> dict[str, Any]:
        return {"id": self.pmid, "source": "MED", "pmid": self.pmid, "doi": self.doi, "title": self.title}


@dataclass(frozen=True)
class Request:
    """What came in, and when by the clock of the test."""

    method: str
    path: str
    url: str
    values: dict[str, str]
    at: float
    agent: str


Mishap = Callable[["Handler", bytes], None]


@dataclass
class Services:
    """The state of both services."""

    articles: dict[str, Article] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    mishaps: dict[str, deque[Mishap | None]] = field(default_factory=dict)
    clock: Callable[[], float] = lambda: 0.0
    hidden: set[str] = field(default_factory=set)
    """Articles that searches name and nobody can have."""
    unknown: str = ""
    """A phrase that PubMed says it does not know."""
    miscount: int = 0
    url: str = ""

    def add(self, *articles: Article) -> None:
        self.articles |= {article.pmid: article for article in articles}

    def revise(self, pmid: str, day: str, title: str) -> None:
        self.articles[pmid] = replace(self.articles[pmid], title=title, revised=day)

    def go_wrong(self, path: str, *mishaps: Mishap | None) -> None:
        """The next answers of that path; None: as usual."""
        self.mishaps.setdefault(path, deque()).extend(mishaps)

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def answer(self, path: str, values: dict[str, str]) -> bytes:
        return {"esearch.fcgi": self.esearch, "efetch.fcgi": self.efetch, "search": self.search}[path](values)

    def esearch(self, values: dict[str, str]) -> bytes:
        term, found = values["term"], list(self.articles.values())
        if "nothing" in term:
            found = []
        if "[uid]" in term:
            found = [article for article in found if f"{article.pmid}[uid]" in term.split(" OR ")]
        if "[aid]" in term:
            found = [article for article in found if article.doi and f'"{article.doi}"[aid]' in term]
        if "mindate" in values:
            first, last = (values[name].replace("/", "-") for name in ("mindate", "maxdate"))
            day = {"edat": "entered", "mdat": "revised"}[values["datetype"]]
            found = [article for article in found if first <= getattr(article, day) <= last]
        ids = [article.pmid for article in sorted(found, key=lambda each: each.entered, reverse=True)]
        listed = "".join(f"<Id>{name}</Id>" for name in ids[: min(int(values["retmax"]), 9_999)])
        errors = (
            f"<ErrorList><PhraseNotFound>{self.unknown}</PhraseNotFound></ErrorList>" if self.unknown else ""
        )
        return (
            f"<eSearchResult><Count>{len(ids) + self.miscount}</Count><IdList>{listed}</IdList>"
            f"{errors}</eSearchResult>"
        ).encode()

    def efetch(self, values: dict[str, str]) -> bytes:
        asked = [self.articles[name] for name in values["id"].split(",") if name in self.articles]
        return pubmed_set(*(article for article in asked if article.pmid not in self.hidden))

    def search(self, values: dict[str, str]) -> bytes:
        query, found = values["query"], list(self.articles.values())
        if "nothing" in query:
            found = []
        if ids := re.findall(r"EXT_ID:(\d+)", query):
            found = [article for article in found if article.pmid in ids]
        if dois := re.findall(r'DOI:"([^"]+)"', query):
            found = [article for article in found if article.doi in dois]
        if day := re.search(
            r"FIRST_IDATE:\[([\d-]+) TO 3000-12-31\] OR UPDATE_DATE:\[\1 TO 3000-12-31\]", query
        ):
            found = [article for article in found if max(article.entered, article.revised) >= day[1]]
        at = 0 if values["cursorMark"] == "*" else int(values["cursorMark"].removeprefix("after+"))
        page = found[at : at + int(values["pageSize"])]
        onward = f"after+{at + len(page)}" if page else values["cursorMark"]
        results = [article.json() for article in page if article.pmid not in self.hidden]
        return json.dumps(
            {
                "version": "6.9",
                "hitCount": len(found) + self.miscount,
                "nextCursorMark": onward,
                "resultList": {"result": results},
            }
        ).encode()


def pubmed_set(*articles: Article) -> bytes:
    head = (
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January '
        '2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
    )
    return f"{head}{chr(10).join(article.xml() for article in articles)}\n</PubmedArticleSet>\n".encode()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet an answer, or the other side waits for more
    services: Services

    def do_GET(self) -> None:
        self._serve("")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _serve(self, body: str) -> None:
        address, services = urlsplit(self.path), self.services
        path, values = address.path.rpartition("/")[2], dict(parse_qsl(address.query + body))
        agent = self.headers["User-Agent"]
        services.requests.append(Request(self.command, path, self.path, values, services.clock(), agent))
        usual, waiting = services.answer(path, values), services.mishaps.get(path)
        mishap = waiting.popleft() if waiting else None
        (mishap or usually)(self, usual)

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def usually(handler: Handler, usual: bytes) -> None:
    handler.reply(200, usual)


def status(code: int, body: bytes = b"", **headers: str) -> Mishap:
    return lambda handler, usual: handler.reply(code, body, **headers)


def instead(body: bytes) -> Mishap:
    """Another answer, as if all were well."""
    return status(200, body)


def truncated(handler: Handler, usual: bytes) -> None:
    """Half of it, and nothing that says so."""
    handler.reply(200, usual[: len(usual) // 2])


def cut(handler: Handler, usual: bytes) -> None:
    """The connection breaks in the middle."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(usual)))
    handler.end_headers()
    handler.wfile.write(usual[: len(usual) // 2])
    handler.wfile.flush()
    handler.close_connection = True


class Server(ThreadingHTTPServer):
    """Answers for whichever services it is given."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), type("Bound", (Handler,), {}))
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def answer_for(self, services: Services) -> None:
        services.url = self.url
        self.RequestHandlerClass.services = services  # type: ignore[attr-defined]

    def handle_error(self, *_: object) -> None:
        """A client that has hung up is part of the play."""
