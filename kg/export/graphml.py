"""GraphML: the network of claims, for Gephi, Cytoscape, yEd and the like."""

from typing import IO

import networkx as nx

from kg.graph.network import network
from kg.graph.store import GraphStore


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes the network; an edge carries its claim's sentence."""
    drawn = network(store)
    numbered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    numbered.add_nodes_from(drawn.nodes(data=True))
    # The file's edge ids must be unique, and a claim about pooled patients is several edges.
    for number, (source, target, said) in enumerate(drawn.edges(data=True)):
        numbered.add_edge(source, target, key=number, **said)
    nx.write_graphml_xml(numbered, stream)
