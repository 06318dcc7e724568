// The panel: what is chosen, a node with all that is said of it or an edge with its sentences.

const AT_ONCE = 5;
let chosen = '', opener = null;

function button(words, act, attributes = {}) {
  return el('button', { type: 'button', onclick: act, ...attributes }, words);
}

function edgeButton(id, edge) {
  return el('button', { type: 'button', class: 'to', 'data-edge': id, onclick: () => choose(id) },
    lineIcon(edge.kind, edge.certainty), el('span', {}, inWords(edge)),
    edge.certainty === 'asserted' ? null : statusTag(edge.certainty), edge.count > 1 ? el('span', { class: 'soft' }, `×${edge.count}`) : null);
}

/** Buttons that add neighbours of the node or take them away. */
function growth(id, answer) {
  const here = told.get(id), most = Math.min(answer.total, MOST_SHOWN);
  const buttons = [];
  if (!here && answer.total) {
    buttons.push(button(answer.total > FIRST ? `Expand: the strongest ${FIRST} of ${answer.total} neighbours` : `Expand: ${counted(answer.total, 'neighbour')}`,
      () => expand(id), { class: 'main' }));
  }
  if (here && here.shown < most) buttons.push(button(`Show more of its ${here.total} neighbours`, () => expand(id, opened.get(here.asked) + MORE), { class: 'main' }));
  if (here && opened.size > 1) buttons.push(button('Collapse', () => collapse(id)));
  const shown = here ? `${here.shown} of ${counted(here.total, 'neighbour')} drawn` : answer.total ? '' : 'No neighbour fits the filters.';
  const partial = answer.partial ? 'It has more claims than are looked at here; choose years or a certainty to see those of others.' : '';
  return [el('p', { class: 'grow' }, ...buttons), el('p', { class: 'soft small' }, [shown, partial].filter(Boolean).join('. '))];
}

async function nodeDetails(id) {
  const node = nodes.get(id), page = pageOf(id);
  const answer = await neighbours(told.get(id)?.asked ?? id, told.get(id) ? opened.get(told.get(id).asked) : FIRST);
  const own = edgesAt(id), literals = grouped(answer.literals);
  return [
    el('p', { class: 'tag' }, nodeIcon(node.type), node.type), el('h2', {}, node.label),
    ...growth(id, answer),
    page ? el('p', { class: 'small' }, el('a', { href: page }, 'All that is said of it')) : null,
    ...literals.length ? [el('h3', {}, 'In words and numbers'), el('dl', { class: 'facts' },
      ...literals.map(([name, values]) => el('div', {}, el('dt', {}, name), el('dd', {}, values.join('; ')))))] : [],
    ...own.length ? [el('h3', {}, `In this picture (${own.length})`), el('ul', { class: 'same' }, ...own.map(([edge, one]) => el('li', {}, edgeButton(edge, one))))] : [],
  ].filter(Boolean);
}

function grouped(literals) {
  const found = new Map();
  for (const { name, value } of literals) if (name !== 'pref label') found.set(name, [...found.get(name) ?? [], value]);
  return [...found];
}

async function edgeDetails(id) {
  const edge = edges.get(id), list = el('div', { class: 'said-so' });
  const parts = [
    el('p', { class: 'tags' }, el('span', { class: 'tag' }, lineIcon(edge.kind, edge.certainty), edge.kind), statusTag(edge.certainty)),
    el('h2', {}, inWords(edge)),
    el('p', { class: 'ends' }, ...[edge.source, edge.target].map(end => el('button', { type: 'button', class: 'to', onclick: () => choose(end) },
      nodeIcon(nodes.get(end).type), el('span', {}, nodes.get(end).label)))),
  ];
  if (edge.kind === 'link') return [...parts, el('p', { class: 'soft' }, 'What the nodes are to each other; no article is needed to say so.')];
  const more = button('Show more', () => load().catch(error => say(error.message)));
  let next = 0;
  async function load() {
    const these = edge.claims.slice(next, next + AT_ONCE);
    next += these.length;
    const found = await Promise.all(these.map(claim => json(`/api/claims/${claim}`)));
    list.append(...found.map(claimShown));
    more.hidden = next >= edge.claims.length;
  }
  await load();
  const beyond = edge.count > edge.claims.length ? `; the newest ${edge.claims.length} are listed` : '';
  return [...parts, el('h3', {}, `${counted(edge.count, 'claim')}${beyond}`), list, more];
}

function claimShown(claim) {
  const { article } = claim, digest = claim.iri.split('/').at(-1);
  const denied = claim.certainty === 'negated' ? 'denied: ' : '';
  const value = claim.value === null ? '' : [claim.value, claim.unit, claim.timepoint].filter(part => part !== null).join(' ');
  return el('div', { class: 'one' },
    el('p', {}, denied + claim.statement, value && !claim.statement.includes(String(claim.value)) ? `: ${value}` : ''),
    ...claim.sentences.map(sentence => el('blockquote', {}, sentence.text)),
    el('p', { class: 'small' },
      el('a', { href: `/id/claim/${digest}` }, article.title || article.key),
      ` ${[article.journal, article.date.slice(0, 4)].filter(Boolean).join(' ')} `,
      claim.verdict ? el('span', { class: 'status' }, `reviewed: ${claim.verdict}`) : el('span', { class: 'soft' }, '(unreviewed)')));
}

/** Shows a node or an edge of the picture. */
async function choose(id, { focus = true, scroll = small.matches } = {}) {
  if (!byId('panel').contains(document.activeElement)) opener = document.activeElement;
  chosen = id;
  mark(id);
  const parts = await (nodes.has(id) ? nodeDetails(id) : edgeDetails(id)).catch(error => [el('p', { class: 'problem' }, error.message)]);
  if (chosen !== id) return;
  byId('details').replaceChildren(...parts);
  byId('panel').hidden = false;
  byId('panel').scrollTop = 0;
  if (focus) byId('panel').focus({ preventScroll: !scroll });
  markInList();
  cy.resize();
  const drawn = cy.getElementById(id);
  show(drawn.isEdge() ? drawn.union(drawn.connectedNodes()) : drawn);
}

function closePanel() {
  if (byId('panel').hidden) return;
  chosen = '';
  byId('panel').hidden = true;
  mark('');
  markInList();
  cy.resize();
  if (opener?.isConnected) opener.focus();
}
