// Puts the parts together.

function show(view) {
  document.body.dataset.view = view;
  document.querySelectorAll('[data-show]').forEach(
    button => button.setAttribute('aria-pressed', String(button.dataset.show === view)));
  if (view === 'graph') showAll();
}

function summary() {
  const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const told = [`${count(data.claims.length, 'claim')} from ${count(data.articles.length, 'article')}, each with its sentence`];
  const things = data.nodes.filter(node => node.type !== 'article'), drawn = things.filter(node => isDrawn(node.id)).length;
  if (drawn < things.length) told.push(`${drawn} of ${things.length} nodes are drawn at first, others as you choose them`);
  if (data.leftOut) told.push(`${data.leftOut} more are in the graph and not on this page`);
  return told.join('; ');
}

fillColumns();
fillLegend();
if (small.matches) byId('legend').open = false;
begin();
byId('summary').textContent = summary();
refresh();
showAll();

cy.on('tap', 'node', event => chooseNode(event.target.id()));
cy.on('tap', 'edge', event => chooseEdge(event.target));
cy.on('tap', event => { if (event.target === cy) closePanel(); });
byId('close').addEventListener('click', closePanel);
document.addEventListener('keydown', event => { if (event.key === 'Escape') closePanel(); });
document.querySelectorAll('[data-show]').forEach(
  button => button.addEventListener('click', () => show(button.dataset.show)));
byId('legend').addEventListener('toggle', () => cy.resize());
let width = innerWidth;
addEventListener('resize', () => {
  cy.resize();
  if (innerWidth !== width && byId('panel').hidden) showAll();
  width = innerWidth;
});
dark.addEventListener('change', () => { fillLegend(); refresh(); });
