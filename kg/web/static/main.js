// Puts the parts together.

function show(view) {
  document.body.dataset.view = view;
  document.querySelectorAll('[data-show]').forEach(
    button => button.setAttribute('aria-pressed', String(button.dataset.show === view)));
  if (view === 'graph') showAll();
}

function summary() {
  const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const told = `${count(data.claims.length, 'claim')} from ${count(data.articles.length, 'article')}, each with its sentence`;
  return data.leftOut ? `${told}; ${data.leftOut} more are in the graph and not on this page` : told;
}

byId('summary').textContent = summary();
fillTable();
fillLegend();
if (small.matches) byId('legend').open = false;
refresh();
showAll();

cy.on('tap', 'node', event => chooseNode(event.target));
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
dark.addEventListener('change', () => { byId('rows').replaceChildren(); byId('columns').replaceChildren(); fillTable(); fillLegend(); refresh(); });
