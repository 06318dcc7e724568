// Search: filters list and graph while typing, and suggests nodes and claims to go to.

const MOST = 9;
const query = byId('query'), suggestions = byId('suggestions');

function offersFor(words) {
  const has = text => words.every(word => folded(text).includes(word));
  const starts = node => folded(node.label).startsWith(words[0]) ? 0 : 1;
  const nodes = data.nodes.filter(node => node.type !== 'article' && has(node.label))
    .sort((a, b) => starts(a) - starts(b) || a.label.length - b.label.length).slice(0, MOST)
    .map(node => ({ icon: nodeIcon(node.type), text: node.label, what: node.type, go: () => chooseNode(node.id) }));
  const claims = numbersWhere((_, number) => fitsSearch(number)).slice(0, MOST).map(number => ({
    icon: lineIcon(data.claims[number].kind, data.claims[number].status), text: data.claims[number].words,
    what: 'claim', go: () => chooseClaim(number),
  }));
  const first = nodes.slice(0, claims.length ? MOST - 4 : MOST);
  return [...first, ...claims.slice(0, MOST - first.length)];
}

combobox(query, suggestions, text => {
  wanted = folded(text).split(/\s+/).filter(Boolean);
  rowsWanted = AT_ONCE;
  refresh();
  return wanted.length ? offersFor(wanted) : [];
});
