"""cml-kg: from CML therapy literature to a graph whose every claim leads to its sentence.

from pathlib import Path
from kg.pipeline import build
from kg.graph.store import GraphStore
from kg.query import questions, run

build([Path("seeds")], Path("graph"))
with GraphStore.open(Path("graph")) as store:
    table = run(questions()["agents-addressing-resistance"], store, {"drug": "imatinib"})
"""
