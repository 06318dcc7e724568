// An answer in other forms: as a file in the media type of a button, and triples as a picture.
'use strict';
{
  const asked = document.getElementById('asked').value;
  const MOST = 300;

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
        { selector: 'node', style: { label: 'data(label)', 'font-size': 11, color: colour('--ink'), 'background-color': colour('--accent'),
          width: 14, height: 14, 'text-wrap': 'ellipsis', 'text-max-width': 130, 'text-valign': 'bottom', 'text-margin-y': 3 } },
        { selector: 'edge', style: { label: 'data(label)', 'font-size': 9, color: colour('--soft'), width: 1, 'line-color': colour('--soft'),
          'curve-style': 'bezier', 'target-arrow-shape': 'triangle', 'target-arrow-color': colour('--soft'), 'text-rotation': 'autorotate' } },
      ],
      layout: { name: 'cose', animate: false, randomize: false, padding: 20 },
    });
    place.cy = cy;
  }

  const place = document.getElementById('drawn');
  if (place) draw(place).catch(error => { place.previousElementSibling.textContent = error.message; });
}
