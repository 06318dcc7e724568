// The panel: a claim with its sentence and citation, or a node with its claims.

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

const LISTED = 60;

/** A list of which the beginning is shown at once. */
function cutList(title, items, show) {
  const list = el('ul', { class: 'same' }, ...items.slice(0, LISTED).map(item => el('li', {}, show(item))));
  const rest = el('button', { type: 'button', class: 'rest', onclick: () => {
    list.append(...items.slice(LISTED).map(item => el('li', {}, show(item))));
    list.children[LISTED].querySelector('button').focus();
    rest.remove();
  } }, `Show ${items.length - LISTED} more`);
  return [el('h3', {}, title), list, items.length > LISTED ? rest : null].filter(Boolean);
}

const claimList = (title, numbers, chosen = -1) => cutList(title, numbers, number => claimButton(number, number === chosen));

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

function nodeDetails(id) {
  const told = nodeOf.get(id);
  const parts = [el('span', { class: 'tags' }, el('span', { class: 'tag' }, nodeIcon(told.type), told.type)), el('h2', {}, told.label)];
  parts.push(...growth(id));
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
  const links = edgesOf.get(id).filter(edge => edge.kind === 'link' && nodeOf.get(edge.source).type !== 'article');
  const own = [id, ...links.filter(edge => edge.target === id).map(edge => edge.source)];
  const touching = new Set(own.flatMap(node => edgesOf.get(node)).flatMap(edge => edge.claims));
  const numbers = [...touching].sort((a, b) => a - b);
  if (numbers.length) parts.push(...claimList(`Claims (${numbers.length})`, numbers));
  if (links.length) {
    parts.push(...cutList('Related', links, edge => {
      const words = `${nodeOf.get(edge.source).label}: ${edge.label} ${nodeOf.get(edge.target).label}`;
      return el('button', { type: 'button', class: 'claim', onclick: () => chooseNode(otherEnd(edge, id)) }, words);
    }));
  }
  return parts;
}

/** A button that draws neighbours which are not drawn yet. */
function growth(id) {
  const others = neighboursOf(id), waiting = others.filter(other => !isDrawn(other));
  if (!waiting.length) return [];
  const next = waiting.slice(0, MORE), more = next.length < waiting.length ? `${next.length} of the ${waiting.length}` : `the ${waiting.length}`;
  return [el('button', { type: 'button', class: 'grow', onclick: () => {
    putRound(id, next);
    refresh();
    chooseNode(id);
  } }, `Draw ${more} neighbours that are not drawn`)];
}

const numbersWhere = test => data.claims.flatMap((claim, number) => test(claim, number) ? [number] : []);

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
  markRow(-1);
  highlight(cy.collection(), cy.collection());
  cy.resize();
  if (opener && opener.isConnected) opener.focus();
}

function chooseClaim(number, shared = []) {
  const parts = claimDetails(number);
  if (shared.length > 1) parts.unshift(...claimList(`${shared.length} claims on this line`, shared, number));
  openPanel(parts);
  const saying = data.edges.filter(edge => edge.claims.includes(number));
  drawAll(saying.flatMap(edge => [edge.source, edge.target]));
  markRow(number);
  const edges = cy.collection(saying.map(edge => cy.getElementById(edge.id)[0]));
  highlight(edges, edges.connectedNodes());
}

function markRow(number) {
  current = number;
  for (const row of byId('rows').children) row.classList.toggle('chosen', row.dataset.claim === String(number));
  document.querySelector('#rows tr.chosen')?.scrollIntoView({ block: 'nearest' });
}

/** Draws the nodes that are not drawn yet. */
function drawAll(ids) {
  const before = cy.nodes().length;
  ids.forEach(reveal);
  if (cy.nodes().length > before) refresh();
}

function chooseNode(id) {
  drawAll([id]);
  openPanel(nodeDetails(id));
  markRow(-1);
  const node = cy.getElementById(id);
  highlight(node, node.neighborhood());
}

function chooseEdge(edge) {
  const claims = edge.data('claims');
  if (claims.length) chooseClaim(claims[0], claims);
  else chooseNode(edge.source().id());
}
