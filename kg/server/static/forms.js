// An answer in other forms: as a file in the media type of a button, and triples as a picture.
'use strict';
{
  const asked = document.getElementById('asked').value;
  const MOST = 300;
  const CROWD = 12;  // edges, from which on only those pointed at tell their names

  async function fetched(accept) {
    const answer = await fetch('/sparql', {
      method: 'POST', headers: { Accept: accept, 'Content-Type': 'application/sparql-query' }, body: asked,
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  }

  for (const button of document.querySelectorAll('button[data-accept]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await (await fetched(button.dataset.accept)).blob());
      link.download = button.dataset.file;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  const TRIPLE = /^(<[^>]*>|_:\S+) <([^>]*)> (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"\S*) \.$/;
  const LABELS = ['http://www.w3.org/2004/02/skos/core#prefLabel', 'http://www.w3.org/2000/01/rdf-schema#label', 'http://purl.org/dc/terms/title'];
  const local = iri => decodeURIComponent(iri.replace(/^<|>$/g, '').split(/[#/]/).filter(Boolean).pop() ?? iri);

  /** Nodes and edges of N-Triples; literals only label them. */
  function network(text) {
    const names = new Map(), edges = [], nodes = new Set();
    for (const line of text.split('\n')) {
      const found = TRIPLE.exec(line);
      if (!found) continue;
      const [, subject, predicate, object] = found;
      if (object.startsWith('"')) {
        if (LABELS.includes(predicate)) names.set(subject, JSON.parse(object.slice(0, object.lastIndexOf('"') + 1)));
      } else if (nodes.size < MOST) edges.push([subject, predicate, object]) && [subject, object].forEach(node => nodes.add(node));
    }
    return { edges, nodes: [...nodes], named: node => names.get(node) ?? local(node) };
  }

  async function draw(place) {
    const { edges, nodes, named } = network(await (await fetched('application/n-triples')).text());
    place.previousElementSibling.textContent = `${nodes.length} nodes, ${edges.length} edges`
      + (nodes.length >= MOST ? `; no more than ${MOST} nodes are drawn` : '');
    if (!nodes.length) { place.hidden = true; return; }
    const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const cy = cytoscape({
      container: place,
      elements: [
        ...nodes.map((id, number) => ({
          data: { id, label: named(id) },
          position: { x: 300 * Math.cos(2 * Math.PI * number / nodes.length), y: 300 * Math.sin(2 * Math.PI * number / nodes.length) },
        })),
        ...edges.map(([source, predicate, target], number) => ({ data: { id: `e${number}`, source, target, label: local(predicate) } })),
      ],
      style: [
        { selector: 'node', style: { label: 'data(label)', 'font-size': 19, color: colour('--ink'), 'background-color': colour('--accent'),
          width: 20, height: 20, 'text-wrap': 'ellipsis', 'text-max-width': 190, 'text-valign': 'bottom', 'text-margin-y': 3 } },
        { selector: 'edge.told', style: { label: 'data(label)', 'z-index': 2 } },
        { selector: 'edge', style: { 'font-size': 16, color: colour('--ink'), 'text-background-color': colour('--ground'), 'text-background-opacity': .9, width: 1, 'line-color': colour('--soft'),
          'curve-style': 'bezier', 'target-arrow-shape': 'triangle', 'target-arrow-color': colour('--soft'), 'text-rotation': 'autorotate' } },
      ],
      layout: {
        name: 'cose', animate: false, randomize: false, padding: 30, nodeDimensionsIncludeLabels: true,
        idealEdgeLength: () => 140, nodeRepulsion: () => 900000, gravity: .3,
      },
    });
    const wide = Math.max(1, place.clientWidth / place.clientHeight);
    cy.nodes().positions(node => ({ x: node.position('x') * wide, y: node.position('y') }));
    cy.fit(undefined, 30);
    const told = edge => edge.addClass('told'), untold = edge => edge.removeClass('told');
    cy.on('mouseover tap', 'edge', event => told(event.target));
    cy.on('mouseout', 'edge', event => untold(event.target));
    cy.on('mouseover tap', 'node', event => told(event.target.connectedEdges()));
    cy.on('mouseout', 'node', event => untold(event.target.connectedEdges()));
    if (edges.length <= CROWD) told(cy.edges());
    place.cy = cy;
  }

  const place = document.getElementById('drawn');
  if (place) draw(place).catch(error => { place.previousElementSibling.textContent = error.message; });
}
