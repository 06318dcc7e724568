// The drawing: nodes stand where the page says, so nothing is laid out here.

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const small = matchMedia('(max-width: 820px)');
const kindColour = kind => data.looks.kinds[kind][dark.matches ? 1 : 0];
const variable = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const isPolygon = shape => /\d/.test(shape);

function styles() {
  const ground = variable('--ground'), ink = variable('--ink'), accent = variable('--accent');
  const font = getComputedStyle(document.body).fontFamily;
  const typed = Object.entries(data.looks.nodes).map(([type, [fill, colour, shape]]) => ({
    selector: `node[type = "${type}"]`,
    style: {
      'background-color': fill, color: colour,
      ...(isPolygon(shape) ? { shape: 'polygon', 'shape-polygon-points': shape } : { shape }),
    },
  }));
  const kinds = Object.entries(data.looks.kinds).map(([kind, [, , arrow]]) => ({
    selector: `edge[kind = "${kind}"]`,
    style: {
      'line-color': kindColour(kind), 'target-arrow-color': kindColour(kind), 'target-arrow-shape': arrow,
      color: kind === 'link' ? variable('--soft') : kindColour(kind),
    },
  }));
  const lines = Object.entries(data.looks.lines).map(([status, line]) => ({
    selector: `edge[status = "${status}"]`, style: { 'line-style': line },
  }));
  return [
    { selector: 'node', style: {
      label: 'data(lines)', width: 'data(w)', height: 'data(h)', 'text-wrap': 'wrap', 'text-valign': 'center',
      'text-halign': 'center', 'font-size': 14.5, 'font-family': font, 'border-width': 1.2, 'line-height': 1.2,
      'border-color': '#101418', 'min-zoomed-font-size': 5,
    } },
    ...typed,
    { selector: 'edge', style: {
      label: 'data(label)', width: 2.2, 'curve-style': 'bezier', 'control-point-step-size': 52, 'arrow-scale': 1.25,
      'font-size': 12.5, 'font-family': font, 'text-rotation': 'autorotate', 'text-background-color': ground,
      'text-background-opacity': 0.92, 'text-background-padding': 1.5, 'text-background-shape': 'round-rectangle',
      'min-zoomed-font-size': 5,
    } },
    ...kinds, ...lines,
    { selector: 'edge[kind = "link"]', style: { width: 1.3, 'font-size': 11.5, 'line-style': 'solid' } },
    { selector: 'edge[count > 1]', style: { width: 'mapData(count, 2, 12, 3.2, 8)' } },
    { selector: '.off', style: { display: 'none' } },
    { selector: '.faded', style: { opacity: 0.16 } },
    { selector: 'node[type = "dose"]', style: { 'text-margin-x': -5 } },
    { selector: 'node.chosen', style: { 'border-width': 4, 'border-color': ink } },
    { selector: 'edge.chosen', style: { width: 4.5, 'font-weight': 'bold', 'z-index': 9 } },
    { selector: ':active', style: { 'overlay-color': accent, 'overlay-opacity': 0.15 } },
  ];
}

const cy = cytoscape({
  container: byId('cy'), style: styles(), layout: { name: 'preset' }, minZoom: 0.08, maxZoom: 3,
  boxSelectionEnabled: false, autounselectify: true,
  elements: [
    ...data.nodes.map(node => ({ group: 'nodes', data: node, position: { x: node.x, y: node.y } })),
    ...data.edges.map(edge => ({ group: 'edges', data: { ...edge, count: edge.claims.length } })),
  ],
});
dark.addEventListener('change', () => cy.style(styles()));

/** The whole graph; on a small screen, where that would be too small to read, its busiest place. */
function showAll(always = false) {
  const seen = cy.elements(':visible');
  cy.resize();
  cy.fit(seen, small.matches ? 8 : 24);
  if (cy.zoom() > 1.5) cy.zoom({ level: 1.5, renderedPosition: middle() });
  if (!always && small.matches && cy.zoom() < 0.62 && seen.nodes().length) {
    const busiest = seen.nodes().max(node => node.degree()).ele;
    cy.zoom(0.72);
    cy.center(busiest);
  }
  if (cy.elements(':visible').empty()) cy.reset();
}

const middle = () => ({ x: cy.width() / 2, y: cy.height() / 2 });
const zoomBy = factor => cy.zoom({ level: cy.zoom() * factor, renderedPosition: middle() });

/** Marks what is chosen, lets the rest step back, and brings the chosen into view. */
function highlight(chosen, around) {
  cy.batch(() => {
    cy.elements().removeClass('chosen faded');
    if (chosen.empty()) return;
    chosen.addClass('chosen');
    cy.elements().not(chosen.union(around)).addClass('faded');
  });
  if (chosen.empty()) return;
  cy.resize();
  const eles = chosen.union(around).filter(':visible');
  if (eles.empty()) return;
  const box = eles.boundingBox();
  const level = Math.min(1.25, (cy.width() - 90) / box.w, (cy.height() - 90) / box.h);
  const target = {
    zoom: level,
    pan: { x: cy.width() / 2 - level * (box.x1 + box.w / 2), y: cy.height() / 2 - level * (box.y1 + box.h / 2) },
  };
  cy.stop();
  if (still.matches) cy.viewport(target);
  else cy.animate({ ...target, duration: 260 });
}

byId('zoom-in').addEventListener('click', () => zoomBy(1.3));
byId('zoom-out').addEventListener('click', () => zoomBy(1 / 1.3));
byId('fit').addEventListener('click', () => showAll(true));
byId('cy').addEventListener('keydown', event => {
  const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  if (moves[event.key]) cy.panBy({ x: moves[event.key][0], y: moves[event.key][1] });
  else if (event.key === '+' || event.key === '=') zoomBy(1.3);
  else if (event.key === '-') zoomBy(1 / 1.3);
  else if (event.key === '0') showAll(true);
  else return;
  event.preventDefault();
});
