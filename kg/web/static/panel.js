// The panel: a claim with its sentence and citation, or a node with its claims.

const SVG = 'http://www.w3.org/2000/svg';

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

/** Kind and, where it is not plainly asserted, certainty. */
function tags(claim, always = false) {
  const shown = el('span', { class: 'tags' });
  shown.append(el('span', { class: 'tag' }, lineIcon(claim.kind, claim.status), claim.kind));
  if (always || claim.status !== 'asserted') shown.append(el('span', { class: 'tag' }, statusTag(claim.status)));
  return shown;
}

function claimButton(number, current = false) {
  const claim = data.claims[number];
  return el('button', {
    type: 'button', class: 'claim', 'data-claim': number, 'aria-current': current && 'true',
    onclick: () => chooseClaim(number),
  }, tags(claim), claim.words);
}

function claimList(title, numbers, current = -1) {
  return [
    el('h3', {}, title),
    el('ul', { class: 'same' }, ...numbers.map(number => el('li', {}, claimButton(number, number === current)))),
  ];
}

function facts(pairs) {
  return el('dl', { class: 'facts' }, ...pairs.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

function citation(article) {
  const listed = [article.authors, article.title, article.where, article.date].filter(Boolean);
  return [
    el('h3', {}, 'Citation'),
    el('p', {}, listed.map(part => /[.?!]$/.test(part) ? part : `${part}.`).join(' ')),
    el('ul', { class: 'links' },
      el('li', {}, `Record: ${article.key}`),
      ...article.links.map(([name, address]) => el('li', {}, link(address, name)))),
  ];
}

function claimDetails(number) {
  const claim = data.claims[number];
  const article = data.articles[claim.article];
  const parts = [tags(claim, true), el('h2', {}, claim.words)];
  for (const quote of claim.quotes) {
    const points = Array.from(article.text);
    const types = [...new Set(quote.marks.map(mark => mark[2]))];
    parts.push(
      el('h3', {}, 'The sentence'),
      el('blockquote', {}, ...withMarks(points, quote.start, quote.end, quote.marks)),
      el('p', { class: 'key', 'aria-hidden': 'true' }, ...types.map(type => marked(type, [0, 0, type]))));
  }
  parts.push(el('h3', {}, 'The claim'), facts(Object.entries(claim.facts)));
  parts.push(...citation(article));
  for (const quote of claim.quotes) parts.push(el('h3', {}, 'In its article'), articleText(article, quote));
  return parts;
}

function nodeDetails(node) {
  const told = node.data();
  const parts = [el('span', { class: 'tags' }, el('span', { class: 'tag' }, nodeIcon(told.type), told.type)), el('h2', {}, told.label)];
  if (told.definition) parts.push(el('p', {}, told.definition));
  if (told.matches.length) {
    parts.push(el('h3', {}, 'The same elsewhere'), el('ul', { class: 'links' }, ...told.matches.map(
      address => el('li', {}, link(address, address.replace(/^https?:\/\//, ''))))));
  }
  const article = data.articles.findIndex(found => found.iri === told.iri);
  if (article >= 0) {
    parts.push(...citation(data.articles[article]));
    parts.push(...claimList('Claims of this article', numbersWhere(claim => claim.article === article)));
    return parts;
  }
  // a drug's claims are also those of its doses and combinations
  const own = node.union(node.incomers('edge[kind = "link"]').sources('[type != "article"]'));
  const touching = new Set(own.connectedEdges().map(edge => edge.data('claims')).flat());
  const numbers = [...touching].sort((a, b) => a - b);
  if (numbers.length) parts.push(...claimList(`Claims (${numbers.length})`, numbers));
  const links = node.connectedEdges('[kind = "link"]').filter(edge => edge.source().data('type') !== 'article');
  if (links.nonempty()) {
    parts.push(el('h3', {}, 'Related'), el('ul', { class: 'same' }, ...links.map(edge => {
      const other = edge.source().same(node) ? edge.target() : edge.source();
      const words = `${edge.source().data('label')}: ${edge.data('label')} ${edge.target().data('label')}`;
      return el('li', {}, el('button', { type: 'button', class: 'claim', onclick: () => chooseNode(other) }, words));
    })));
  }
  return parts;
}

const numbersWhere = test => data.claims.flatMap((claim, number) => test(claim) ? [number] : []);

let opener = null;

function openPanel(parts) {
  if (!byId('panel').contains(document.activeElement)) opener = document.activeElement;
  byId('details').replaceChildren(...parts);
  byId('panel').hidden = false;
  byId('panel').scrollTop = 0;
  byId('panel').focus({ preventScroll: true });
}

function closePanel() {
  if (byId('panel').hidden) return;
  byId('panel').hidden = true;
  document.querySelectorAll('tr.chosen').forEach(row => row.classList.remove('chosen'));
  highlight(cy.collection(), cy.collection());
  cy.resize();
  if (opener && opener.isConnected) opener.focus();
}

function chooseClaim(number, shared = []) {
  const parts = claimDetails(number);
  if (shared.length > 1) parts.unshift(...claimList(`${shared.length} claims on this line`, shared, number));
  openPanel(parts);
  document.querySelectorAll('#rows tr').forEach(row => row.classList.toggle('chosen', row.dataset.claim === String(number)));
  const row = document.querySelector(`#rows tr[data-claim="${number}"]`);
  if (row) row.scrollIntoView({ block: 'nearest' });
  const edges = cy.edges().filter(edge => edge.data('claims').includes(number));
  highlight(edges, edges.connectedNodes());
}

function chooseNode(node) {
  openPanel(nodeDetails(node));
  document.querySelectorAll('tr.chosen').forEach(row => row.classList.remove('chosen'));
  highlight(node, node.neighborhood());
}

function chooseEdge(edge) {
  const claims = edge.data('claims');
  if (claims.length) chooseClaim(claims[0], claims);
  else chooseNode(edge.source());
}
