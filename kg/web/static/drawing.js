// How nodes and edges look, and how a drawing is moved by keys and buttons.

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const small = matchMedia('(max-width: 820px)');
const kindColour = kind => data.looks.kinds[kind][dark.matches ? 1 : 0];
const variable = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const READABLE = 0.5;  // zoom from which on labels can be read

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

/** A drawing of those elements, in colours that follow the system's. */
function draw(elements) {
  const made = cytoscape({
    container: byId('cy'), style: styles(), layout: { name: 'preset' }, minZoom: 0.08, maxZoom: 3,
    boxSelectionEnabled: false, autounselectify: true, elements,
  });
  dark.addEventListener('change', () => made.style(styles()));
  made.on('mouseover', 'node, edge', () => { byId('cy').style.cursor = 'pointer'; });
  made.on('mouseout', 'node, edge', () => { byId('cy').style.cursor = ''; });
  return made;
}

/** Buttons and keys that move the drawing; ``showAll`` is what 0 does. */
function movable(drawing, showAll) {
  const middle = () => ({ x: drawing.width() / 2, y: drawing.height() / 2 });
  const zoomBy = factor => drawing.zoom({ level: drawing.zoom() * factor, renderedPosition: middle() });
  byId('zoom-in').addEventListener('click', () => zoomBy(1.3));
  byId('zoom-out').addEventListener('click', () => zoomBy(1 / 1.3));
  byId('fit').addEventListener('click', showAll);
  byId('cy').addEventListener('keydown', event => {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (moves[event.key]) drawing.panBy({ x: moves[event.key][0], y: moves[event.key][1] });
    else if (event.key === '+' || event.key === '=') zoomBy(1.3);
    else if (event.key === '-') zoomBy(1 / 1.3);
    else if (event.key === '0') showAll();
    else return;
    event.preventDefault();
  });
}

/** Brings the elements into view, between ``least`` and ``most`` in size; what is then too large, round its ``middle``. ``once`` is without a move. */
function lookAt(drawing, elements, { most = 1.25, least = 0, margin = 45, middle = elements, once = false } = {}) {
  drawing.resize();
  const box = elements.boundingBox();
  const fitting = Math.min(most, (drawing.width() - 2 * margin) / box.w, (drawing.height() - 2 * margin) / box.h);
  const level = Math.max(fitting, least), seen = level > fitting ? middle.boundingBox() : box;
  const target = {
    zoom: level,
    pan: {
      x: drawing.width() / 2 - level * (seen.x1 + seen.w / 2), y: drawing.height() / 2 - level * (seen.y1 + seen.h / 2),
    },
  };
  drawing.stop();
  if (still.matches || once) drawing.viewport(target);
  else drawing.animate({ ...target, duration: 260 });
}
