// The picture: the expanded nodes with their neighbours. What stands in it never moves when others come.

const cy = draw([]);
const nodes = new Map(), edges = new Map();  // what is in the picture, by id
const told = new Map();  // for an expanded node: how many neighbours it has, and how many are drawn
const places = new Map(), ground = new Ground();  // of every node that was ever in it

const edgeId = edge => [edge.source, edge.target, edge.kind, edge.direction, edge.certainty].join(' ');
let drawing = 0;

/** Asks for all that is expanded and draws it; what is no more wanted goes. */
async function redraw() {
  const ids = [...opened.keys()], mine = ++drawing;
  const found = await Promise.allSettled(ids.map(id => neighbours(id, opened.get(id))));
  if (mine !== drawing) return;  // another change came meanwhile, and draws for itself
  const failed = found.find(answer => answer.status === 'rejected');
  if (failed) say(`This could not be loaded: ${failed.reason.message}`);
  nodes.clear();
  edges.clear();
  told.clear();
  found.forEach(({ value }, number) => { if (value) take(ids[number], value); });
  cy.batch(() => {
    cy.elements().filter(drawn => !nodes.has(drawn.id()) && !edges.has(drawn.id())).remove();
    cy.add([...nodes.values()].filter(node => cy.getElementById(node.id).empty())
      .map(node => ({ group: 'nodes', data: { ...node, ...boxFor(node) }, position: at(node.id) })));
    for (const [id, edge] of edges) {
      const line = { id, source: edge.source, target: edge.target, kind: edge.kind, status: edge.certainty, count: edge.count, label: edgeLabel(edge) };
      if (cy.getElementById(id).empty()) cy.add({ group: 'edges', data: line });
      else cy.getElementById(id).data(line);
    }
    cy.nodes().forEach(node => { node.toggleClass('open', told.has(node.id())); });
  });
}

const at = id => ({ x: places.get(id).x, y: places.get(id).y });

/** Puts an answer into the picture. */
function take(asked, answer) {
  const centre = answer.node;
  told.set(centre.id, { asked, total: answer.total, shown: answer.nodes.length, partial: answer.partial });
  for (const node of [centre, ...answer.nodes]) nodes.set(node.id, node);
  for (const edge of answer.edges) {
    const id = edgeId(edge);
    if (!(edges.get(id)?.count > edge.count)) edges.set(id, edge);
  }
  if (!places.has(centre.id)) {
    const right = Math.max(...[...places.values()].map(place => place.x));
    stand(centre, { x: places.size ? right + 700 : 0, y: 0 });
  }
  const here = places.get(centre.id), added = answer.nodes.filter(node => !places.has(node.id));
  const put = ground.putRound(here, added.map(boxFor), here.from);
  added.forEach((node, number) => places.set(node.id, { ...put[number], from: at(centre.id) }));
}

function stand(node, place) {
  places.set(node.id, place);
  ground.add({ ...place, ...boxFor(node) });
}

function edgeLabel(edge) {
  const several = edge.count > 1 ? ` ×${edge.count}` : '';
  return edge.label + several + (edge.certainty === 'asserted' ? '' : ` (${edge.certainty})`);
}

/** An edge in words, with what its ends are called. */
const inWords = edge => `${nodes.get(edge.source).label} — ${edge.label} → ${nodes.get(edge.target).label}`;
const edgesAt = id => [...edges].filter(([, edge]) => edge.source === id || edge.target === id);

function mark(id) {
  const chosen = cy.getElementById(id);
  cy.batch(() => {
    cy.elements().removeClass('chosen faded');
    if (chosen.empty()) return;
    chosen.addClass('chosen');
    const around = chosen.isNode() ? chosen.closedNeighborhood() : chosen.union(chosen.connectedNodes());
    cy.elements().not(around).addClass('faded');
  });
}

/** Brings elements into view if they are not all there, large enough to read. */
function show(elements, middle = elements) {
  if (elements.empty()) return;
  cy.resize();
  const seen = cy.extent(), box = elements.boundingBox();
  const outside = box.x1 < seen.x1 || box.x2 > seen.x2 || box.y1 < seen.y1 || box.y2 > seen.y2;
  if (outside || cy.zoom() < READABLE) lookAt(cy, elements, { most: 1, least: READABLE, margin: 24, middle });
}

/** The whole picture; at first as much of it as can be read. */
function showAll(first = false) {
  if (cy.nodes().empty()) return;
  const [middle] = told.keys();
  lookAt(cy, cy.elements(), { most: 1, least: first ? READABLE : 0, margin: 24, middle: cy.getElementById(middle ?? cy.nodes()[0].id()) });
}
