// The drawing: what the page has a place for stands there; other nodes are put round those that they belong to.

const MORE = 25;
const nodeOf = new Map(data.nodes.map(node => [node.id, node]));
const edgeOf = new Map(data.edges.map(edge => [edge.id, edge]));
const edgesOf = new Map(data.nodes.map(node => [node.id, []]));
for (const edge of data.edges) for (const end of new Set([edge.source, edge.target])) edgesOf.get(end).push(edge);
const otherEnd = (edge, id) => edge.source === id ? edge.target : edge.source;
const claimsAt = id => edgesOf.get(id).reduce((sum, edge) => sum + edge.claims.length, 0);

const cy = draw([]);
const ground = new Ground();
movable(cy, () => showAll(true));

/** Draws the nodes, [{ x, y, w, h, ... }], with the edges between them and what stands already. */
function drawNodes(nodes) {
  cy.batch(() => {
    cy.add(nodes.map(node => ({ group: 'nodes', data: node, position: { x: node.x, y: node.y } })));
    const between = new Set(nodes.flatMap(node => edgesOf.get(node.id)));
    cy.add([...between].filter(edge => isDrawn(edge.source) && isDrawn(edge.target))
      .map(edge => ({ group: 'edges', data: { ...edge, count: edge.claims.length } })));
  });
}

/** Draws nodes that have a place. */
function put(nodes) {
  nodes.forEach(node => ground.add(node));
  drawNodes(nodes);
}

const isDrawn = id => cy.getElementById(id).nonempty();

/** Draws the nodes of these ids round one that stands. */
function putRound(centre, ids) {
  const here = cy.getElementById(centre), boxes = ids.map(id => ({ ...nodeOf.get(id), ...boxFor(nodeOf.get(id)) }));
  const places = ground.putRound(here.position(), boxes, here.scratch('from'));
  drawNodes(boxes.map((box, at) => ({ ...box, ...places[at] })));
  for (const id of ids) cy.getElementById(id).scratch('from', { ...here.position() });
}

/** Draws the node, if it is not there, beside the one that most claims bring together with it. */
function reveal(id) {
  if (isDrawn(id)) return;
  const nearest = neighboursOf(id).find(isDrawn);
  if (nearest) putRound(nearest, [id]);
  else put([{ ...nodeOf.get(id), ...boxFor(nodeOf.get(id)), x: cy.nodes().empty() ? 0 : cy.elements().boundingBox().x2 + 300, y: 0 }]);
}

/** The nodes beside it that the filters let through, those first that most claims bring together with it. */
function neighboursOf(id) {
  const claims = new Map();
  for (const edge of edgesOf.get(id)) {
    const other = otherEnd(edge, id), type = nodeOf.get(other).type;
    if (other !== id && type !== 'article' && !hidden.node.has(type)) claims.set(other, (claims.get(other) ?? 0) + edge.claims.length);
  }
  const compare = (a, b) => claims.get(b) - claims.get(a) || claimsAt(b) - claimsAt(a) || (nodeOf.get(a).label < nodeOf.get(b).label ? -1 : 1);
  return [...claims.keys()].sort(compare);
}

/** What the page has a place for; on a small screen, where that could not be read, its busiest place. */
function begin() {
  const placed = data.nodes.filter(node => 'x' in node), xs = placed.filter(node => node.type !== 'article').map(node => node.x);
  if (!small.matches || (Math.max(...xs) - Math.min(...xs) + 150) * READABLE < innerWidth) return put(placed);
  const [busiest] = placed.map(node => node.id).sort((a, b) => claimsAt(b) - claimsAt(a));
  reveal(busiest);
  putRound(busiest, neighboursOf(busiest).slice(0, 12));
}

/** All that is drawn; at first as much of it as can be read. */
function showAll(always = false) {
  const seen = cy.elements(':visible');
  if (seen.nodes().empty()) return cy.reset();
  const middle = seen.nodes().max(node => node.degree()).ele;
  lookAt(cy, seen, { most: 1.5, least: always ? 0 : small.matches ? READABLE : 0.2, margin: small.matches ? 8 : 24, middle, once: true });
}

/** Marks what is chosen, lets the rest step back, and brings the chosen into view. */
function highlight(chosen, around) {
  cy.batch(() => {
    cy.elements().removeClass('chosen faded');
    if (chosen.empty()) return;
    chosen.addClass('chosen');
    cy.elements().not(chosen.union(around)).addClass('faded');
  });
  if (chosen.empty()) return;
  const seen = chosen.union(around).filter(':visible');
  if (seen.nonempty()) lookAt(cy, seen, { least: 0.3, middle: chosen });
}
