"""The addresses of the pages; those of nodes are in kg.server.resources."""

from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.server.pages import articles, claims, concepts, explore, home, looks, pictures, query, questions

ROUTES = [
    Route("/", home.home),
    Route("/ask", home.asked),
    Route("/questions", questions.listed),
    Route("/questions/{name}.csv", questions.as_csv),
    Route("/questions/{name}", questions.one),
    Route("/pictures", pictures.listed),
    Route("/pictures/{name}.{form}", pictures.drawn),
    Route("/pictures/{name}", pictures.one),
    Route("/explore", explore.explorer),
    Route("/claims", claims.listed),
    Route("/concepts", concepts.listed),
    Route("/articles", articles.listed),
    Route("/articles/{key:path}", articles.by_key),
    Route("/evidence/{digest}/{start:int}", articles.evidence),
    Route("/query", query.editor, methods=["GET", "POST"]),
    Route("/static/looks.css", looks.style_sheet),
    Route("/static/explore.js", explore.script),
    Route("/static/cytoscape.js", explore.library),
    Mount("/static", StaticFiles(packages=[("kg.server", "static")])),
]
