// Claims as a list beside the graph (or a table in its place), and the filters for both.

const COLUMNS = ['Kind', 'Direction', 'Certainty', 'Agent', 'Dose', 'Compared with', 'Patients', 'Outcome', 'Value'];
const hidden = { node: new Set(['article']), kind: new Set(), status: new Set() };
let wanted = [];

function fillTable() {
  byId('columns').append(...['Claim', ...COLUMNS, 'Article'].map(name => el('th', { scope: 'col' }, name)));
  byId('rows').append(...data.claims.map((claim, number) => el('tr', { 'data-claim': number },
    el('th', { scope: 'row' }, claimButton(number)),
    ...COLUMNS.map(name => el('td', {}, claim.facts[name] || '')),
    el('td', {}, data.articles[claim.article].key))));
}

const haystacks = data.claims.map(claim => folded([
  claim.words, ...Object.values(claim.facts), ...claim.quotes.map(quote => quote.text), data.articles[claim.article].title,
].join(' ')));

const fitsSearch = number => wanted.every(word => haystacks[number].includes(word));

/** Shows what filters and search let through, in the list and in the graph. */
function refresh() {
  const fits = number => {
    const claim = data.claims[number];
    return !hidden.kind.has(claim.kind) && !hidden.status.has(claim.status) && fitsSearch(number);
  };
  cy.batch(() => {
    cy.edges().forEach(edge => {
      const kind = edge.data('kind');
      const out = kind === 'link' ? hidden.kind.has(kind) : !edge.data('claims').some(fits);
      const ends = [edge.source(), edge.target()].some(node => hidden.node.has(node.data('type')));
      edge.toggleClass('off', out || ends);
    });
    cy.nodes().forEach(node => {
      const claims = node.connectedEdges('[kind != "link"]');
      const linked = node.connectedEdges('[kind = "link"]').some(edge => !edge.hasClass('off')
        && edge.connectedNodes().some(other => other.connectedEdges('[kind != "link"]').some(near => !near.hasClass('off'))));
      const bare = claims.every(edge => edge.hasClass('off')) && !linked;
      node.toggleClass('off', hidden.node.has(node.data('type')) || bare);
    });
  });
  const drawn = new Set(cy.edges().filter(edge => !edge.hasClass('off')).map(edge => edge.data('claims')).flat());
  let shown = 0;
  for (const row of byId('rows').children) {
    row.hidden = !(fits(Number(row.dataset.claim)) && drawn.has(Number(row.dataset.claim)));
    shown += row.hidden ? 0 : 1;
  }
  byId('shown').textContent = shown === data.claims.length ? `${shown}` : `${shown} of ${data.claims.length}`;
  byId('nothing').hidden = shown > 0;
}

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
