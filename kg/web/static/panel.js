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
