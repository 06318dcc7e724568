// The list beside the picture: each node and edge of it, for the keyboard and for who cannot see the picture.

function fillList() {
  const wanted = folded(byId('find').value).split(/\s+/).filter(Boolean);
  const fits = text => wanted.every(word => folded(text).includes(word));
  const listed = [...nodes.values()].filter(node => fits(`${node.label} ${node.type}`));
  const lines = [...edges].filter(([, edge]) => fits(`${inWords(edge)} ${edge.certainty} ${edge.kind}`));
  byId('list').replaceChildren(
    ...group('Nodes', listed.map(node => el('li', {}, el('button', { type: 'button', class: 'to', 'data-node': node.id, onclick: () => choose(node.id) },
      nodeIcon(node.type), el('span', {}, node.label)), grower(node)))),
    ...group('Edges', lines.map(([id, edge]) => el('li', {}, edgeButton(id, edge)))));
  byId('counts').textContent = `${counted(nodes.size, 'node')}, ${counted(edges.size, 'edge')}`;
  markInList();
}

const group = (name, items) => items.length ? [el('h3', {}, `${name} (${items.length})`), el('ul', {}, ...items)] : [];

function grower(node) {
  if (told.has(node.id)) return el('span', { class: 'soft small' }, 'expanded');
  return button('+', () => expand(node.id), { class: 'grower', 'aria-label': `Expand ${node.label}` });
}

function markInList() {
  for (const item of byId('list').querySelectorAll('.to')) {
    const id = item.dataset.node ?? item.dataset.edge;
    if (id === chosen) item.setAttribute('aria-current', 'true');
    else item.removeAttribute('aria-current');
  }
}

byId('find').addEventListener('input', fillList);
byId('list').addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const items = [...byId('list').querySelectorAll('.to')];
  items[items.indexOf(event.target.closest('li')?.querySelector('.to')) + step]?.focus();
  event.preventDefault();
});
