// Claims as a list beside the graph (or a table in its place), and the filters for both.

const COLUMNS = ['Kind', 'Direction', 'Certainty', 'Agent', 'Dose', 'Compared with', 'Patients', 'Outcome', 'Value'];
const hidden = { node: new Set(['article']), kind: new Set(), status: new Set() };
let wanted = [];

const AT_ONCE = 300;
let rowsWanted = AT_ONCE, current = -1;  // the claim that is chosen

function fillColumns() {
  byId('columns').replaceChildren(...['Claim', ...COLUMNS, 'Article'].map(name => el('th', { scope: 'col' }, name)));
}

const rowFor = number => el('tr', { 'data-claim': number, class: number === current && 'chosen' },
  el('th', { scope: 'row' }, claimButton(number)),
  ...COLUMNS.map(name => el('td', {}, data.claims[number].facts[name] || '')),
  el('td', {}, data.articles[data.claims[number].article].key));

const haystacks = [];

/** What is searched of a claim; made when it is first needed. */
function haystack(number) {
  const claim = data.claims[number];
  return haystacks[number] ??= folded([
    claim.words, ...Object.values(claim.facts), ...claim.quotes.map(quote => quote.text), data.articles[claim.article].title,
  ].join(' '));
}

const fitsSearch = number => wanted.every(word => haystack(number).includes(word));

/** Shows what filters and search let through, in the list and in what is drawn. */
function refresh() {
  const fits = data.claims.map((claim, number) => !hidden.kind.has(claim.kind) && !hidden.status.has(claim.status) && fitsSearch(number));
  const shownEnds = edge => !hidden.node.has(nodeOf.get(edge.source).type) && !hidden.node.has(nodeOf.get(edge.target).type);
  const isClaimed = edge => edge.kind !== 'link' && edge.claims.some(claim => fits[claim]) && shownEnds(edge);
  const shown = new Set(data.edges.filter(isClaimed));
  const claimed = new Set([...shown].flatMap(edge => [edge.source, edge.target]));
  const isShown = edge => shown.has(edge) || (edge.kind === 'link' && !hidden.kind.has('link') && shownEnds(edge));
  const hasPart = id => claimed.has(id) || edgesOf.get(id).some(edge => edge.kind === 'link' && isShown(edge) && claimed.has(otherEnd(edge, id)));
  cy.batch(() => {
    cy.nodes().forEach(node => { node.toggleClass('off', hidden.node.has(node.data('type')) || !hasPart(node.id())); });
    cy.edges().forEach(edge => { edge.toggleClass('off', !isShown(edgeOf.get(edge.id()))); });
  });
  const told = new Set([...shown].flatMap(edge => edge.claims)), listed = numbersWhere((_, number) => fits[number] && told.has(number));
  byId('rows').replaceChildren(...listed.slice(0, rowsWanted).map(rowFor));
  byId('more').hidden = listed.length <= rowsWanted;
  byId('shown').textContent = listed.length === data.claims.length ? `${listed.length}` : `${listed.length} of ${data.claims.length}`;
  byId('nothing').hidden = listed.length > 0;
}

byId('more').addEventListener('click', () => {
  const first = rowsWanted;
  rowsWanted += AT_ONCE;
  refresh();
  byId('rows').children[first]?.querySelector('button').focus();
});

function chip(group, name, icon) {
  const made = el('button', {
    type: 'button', class: 'chip', 'aria-pressed': String(!hidden[group].has(name)), 'data-filter': `${group}:${name}`,
    onclick: () => {
      const off = !hidden[group].delete(name);
      if (off) hidden[group].add(name);
      made.setAttribute('aria-pressed', String(!off));
      refresh();
      if (byId('panel').hidden) showAll();
    },
  }, icon, name);
  return made;
}

function fillLegend() {
  const present = (all, found) => Object.keys(all).filter(name => found.includes(name));
  const types = present(data.looks.nodes, data.nodes.map(node => node.type));
  const kinds = present(data.looks.kinds, data.edges.map(edge => edge.kind));
  const groups = [
    ['Things', types.map(name => chip('node', name, nodeIcon(name)))],
    ['Claims', kinds.map(name => chip('kind', name, lineIcon(name)))],
    ['Certainty', Object.keys(data.looks.lines).map(name => chip('status', name, lineIcon('outcome', name)))],
  ];
  byId('filters').replaceChildren(...groups.map(([name, chips]) => el('div', { class: 'filter', role: 'group', 'aria-label': name },
    el('span', { class: 'head' }, name), ...chips)));
}

byId('rows').addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches('.claim')) return;
  const buttons = [...document.querySelectorAll('#rows tr:not([hidden]) .claim')];
  const next = buttons[buttons.indexOf(event.target) + step];
  if (next) next.focus();
  event.preventDefault();
});
