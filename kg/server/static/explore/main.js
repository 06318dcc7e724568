// Puts the parts together.

const counted = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
const say = words => { byId('told').textContent = words; };

async function changed() {
  byId('begin').hidden = opened.size > 0;
  byId('explorer').dataset.loading = '';
  await redraw();
  delete byId('explorer').dataset.loading;
  if (chosen && !nodes.has(chosen) && !edges.has(chosen)) closePanel();
  fillList();
}

/** Draws neighbours of the node, and goes there. */
async function expand(id, limit = FIRST) {
  const asked = told.get(id)?.asked ?? id;
  opened.set(asked, Math.min(limit, MOST_SHOWN));
  writeAddress(true);
  say('Loading …');
  await changed();
  const here = [...told].find(([, answer]) => answer.asked === asked);
  if (!here) return;
  const [centre, { shown, total }] = here;
  say(`${nodes.get(centre).label}: ${shown} of ${counted(total, 'neighbour')} drawn`);
  await choose(centre, { scroll: false });
  byId('cy').scrollIntoView({ block: 'nearest' });
  show(cy.getElementById(centre).closedNeighborhood(), cy.getElementById(centre));
}

async function collapse(id) {
  opened.delete(told.get(id).asked);
  writeAddress(true);
  await changed();
  if (nodes.has(id)) await choose(id);
}

async function fromAddress() {
  readAddress();
  fillFilters();
  await changed();
  const [first] = told.keys();
  if (first && opened.size === 1 && !small.matches) await choose(first, { focus: false });
  showAll(true);
}

function chip(kind, name, icon) {
  const hidden = filters[kind];
  const made = button('', async () => {
    if (!hidden.delete(name)) hidden.add(name);
    made.setAttribute('aria-pressed', String(!hidden.has(name)));
    await filtered();
  }, { class: 'filter-chip', 'aria-pressed': String(!hidden.has(name)), 'data-filter': name });
  made.append(icon, name);
  return made;
}

async function filtered() {
  writeAddress(false);
  await changed();
  say(counted(nodes.size, 'node'));
  if (chosen) await choose(chosen);
}

function fillFilters() {
  byId('types').replaceChildren(...Object.keys(data.looks.nodes).map(name => chip('types', name, nodeIcon(name))));
  byId('certainties').replaceChildren(...Object.keys(data.looks.lines).map(name => chip('certainties', name, lineIcon('outcome', name))));
  byId('kinds').replaceChildren(...Object.keys(data.looks.kinds).map(name => el('span', { class: 'tag' }, lineIcon(name), name)));
  for (const end of ['from', 'to']) byId(end).value = filters[end];
}

for (const end of ['from', 'to']) {
  byId(end).addEventListener('change', async event => {
    const year = event.target.value.trim();
    event.target.setAttribute('aria-invalid', String(year !== '' && !/^\d{4}$/.test(year)));
    if (year !== '' && !/^\d{4}$/.test(year)) return say(`“${year}” is no year.`);
    filters[end] = year;
    await filtered();
  });
}
combobox(byId('start'), byId('offers'), async words => {
  if (words.trim().length < 2) return [];
  const found = await json(`/api/concepts?${new URLSearchParams({ words: words.trim(), limit: 10 })}`);
  return found.map(concept => ({
    text: concept.label, what: concept.claims ? `${concept.type}, ${counted(concept.claims, 'claim')}` : concept.type,
    go: () => { byId('start').value = ''; expand(concept.iri); },
  }));
}, true);
byId('begin').addEventListener('click', event => {
  const link = event.target.closest('a[data-node]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  expand(link.dataset.node);
});
cy.on('tap', 'node, edge', event => choose(event.target.id()));
cy.on('dbltap', 'node', event => { if (!told.has(event.target.id())) expand(event.target.id()); });
cy.on('tap', event => { if (event.target === cy) closePanel(); });
movable(cy, () => showAll());
byId('close').addEventListener('click', closePanel);
document.addEventListener('keydown', event => { if (event.key === 'Escape') closePanel(); });
addEventListener('popstate', fromAddress);
addEventListener('resize', () => cy.resize());
dark.addEventListener('change', () => { fillFilters(); fillList(); });
if (small.matches) byId('legend').open = false;
fromAddress();
