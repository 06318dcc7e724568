// The drawing: nodes stand where the page says, so nothing is laid out here.

const cy = draw([
  ...data.nodes.map(node => ({ group: 'nodes', data: node, position: { x: node.x, y: node.y } })),
  ...data.edges.map(edge => ({ group: 'edges', data: { ...edge, count: edge.claims.length } })),
]);
movable(cy, () => showAll(true));

/** The whole graph; on a small screen, where that would be too small to read, its busiest place. */
function showAll(always = false) {
  const seen = cy.elements(':visible');
  cy.resize();
  cy.fit(seen, small.matches ? 8 : 24);
  if (cy.zoom() > 1.5) cy.zoom({ level: 1.5, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  if (!always && small.matches && cy.zoom() < 0.62 && seen.nodes().length) {
    const busiest = seen.nodes().max(node => node.degree()).ele;
    cy.zoom(0.72);
    cy.center(busiest);
  }
  if (cy.elements(':visible').empty()) cy.reset();
}

/** Marks what is chosen, lets the rest step back, and brings the chosen into view. */
function highlight(chosen, around) {
  cy.batch(() => {
    cy.elements().removeClass('chosen faded');
    if (chosen.empty()) return;
    chosen.addClass('chosen');
    cy.elements().not(chosen.union(around)).addClass('faded');
  });
  if (chosen.empty()) return;
  const seen = chosen.union(around).filter(':visible');
  if (seen.nonempty()) lookAt(cy, seen);
}
