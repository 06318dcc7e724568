// Small pictures of a node's shape and of a line, as they are drawn.

const SVG = 'http://www.w3.org/2000/svg';

/** A small picture of a shape. */
function nodeIcon(type) {
  const [fill, , shape] = data.looks.nodes[type];
  const corners = points => points.split(' ').map((value, at) => at % 2 ? 7 + 6 * value : 12 + 11 * value);
  const paths = {
    'round-rectangle': 'M5 1h14a4 4 0 0 1 4 4v4a4 4 0 0 1-4 4h-14a4 4 0 0 1-4-4v-4a4 4 0 0 1 4-4z',
    rectangle: 'M1 1h22v12h-22z', ellipse: 'M1 7a11 6 0 1 0 22 0a11 6 0 1 0-22 0z',
    'bottom-round-rectangle': 'M1 1h22v7q0 5-5 5h-12q-5 0-5-5z',
  };
  const outline = isPolygon(shape) ? `M${corners(shape).join(' ')}z` : paths[shape];
  const svg = document.createElementNS(SVG, 'svg'), path = document.createElementNS(SVG, 'path');
  for (const [key, value] of [['width', 24], ['height', 14], ['aria-hidden', 'true']]) svg.setAttribute(key, value);
  for (const [key, value] of [['d', outline], ['fill', fill], ['stroke', '#10141888']]) path.setAttribute(key, value);
  svg.append(path);
  return svg;
}

/** A small picture of a line as it is drawn for the kind and the certainty. */
function lineIcon(kind, status = 'asserted') {
  const svg = document.createElementNS(SVG, 'svg');
  const heads = {
    triangle: 'M20 2l8 5-8 5z', vee: 'M19 2l9 5-9 5 3-5z', circle: 'M20 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
    diamond: 'M19 7l5-5 5 5-5 5z', tee: 'M25 1h3v12h-3z', 'triangle-tee': 'M21 2l7 5-7 5zM17 2h2.5v10H17z',
    chevron: 'M19 2h3l6 5-6 5h-3l6-5z', square: 'M20 3h8v8h-8z', none: '',
  };
  const dashes = { solid: '', dashed: '5 3', dotted: '2 3' };
  const line = document.createElementNS(SVG, 'path'), head = document.createElementNS(SVG, 'path');
  for (const [key, value] of [['width', 30], ['height', 14], ['aria-hidden', 'true']]) svg.setAttribute(key, value);
  line.setAttribute('d', 'M1 7H24');
  line.setAttribute('stroke', kindColour(kind));
  line.setAttribute('stroke-width', kind === 'link' ? 1.5 : 2.4);
  line.setAttribute('stroke-dasharray', dashes[data.looks.lines[status]]);
  head.setAttribute('d', heads[data.looks.kinds[kind][2]] ?? '');
  head.setAttribute('fill', kindColour(kind));
  svg.append(line, head);
  return svg;
}

function statusTag(status) {
  return el('span', { class: `status ${status}` }, status);
}
