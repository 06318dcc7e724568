// Search: filters list and graph while typing, and suggests nodes and claims to go to.

const MOST = 9;
const query = byId('query'), suggestions = byId('suggestions');
let offers = [], active = -1;

function offersFor(words) {
  const has = text => words.every(word => folded(text).includes(word));
  const starts = node => folded(node.label).startsWith(words[0]) ? 0 : 1;
  const nodes = data.nodes.filter(node => node.type !== 'article' && has(node.label))
    .sort((a, b) => starts(a) - starts(b) || a.label.length - b.label.length)
    .map(node => ({ icon: nodeIcon(node.type), text: node.label, what: node.type, go: () => chooseNode(cy.getElementById(node.id)) }));
  const claims = numbersWhere(() => true).filter(fitsSearch).map(number => ({
    icon: lineIcon(data.claims[number].kind, data.claims[number].status), text: data.claims[number].words,
    what: 'claim', go: () => chooseClaim(number),
  }));
  const first = nodes.slice(0, claims.length ? MOST - 4 : MOST);
  return [...first, ...claims.slice(0, MOST - first.length)];
}

function showOffers() {
  suggestions.replaceChildren(...offers.map((offer, number) => {
    const item = el('li', { role: 'option', id: `offer-${number}`, 'aria-selected': String(number === active) },
      offer.icon, el('span', {}, offer.text), el('span', { class: 'what' }, offer.what));
    item.addEventListener('mousedown', event => { event.preventDefault(); take(number); });
    return item;
  }));
  suggestions.hidden = offers.length === 0;
  query.setAttribute('aria-expanded', String(offers.length > 0));
  if (active >= 0) {
    query.setAttribute('aria-activedescendant', `offer-${active}`);
    suggestions.children[active].scrollIntoView({ block: 'nearest' });
  } else query.removeAttribute('aria-activedescendant');
}

function hideOffers() {
  offers = [];
  active = -1;
  showOffers();
}

function take(number) {
  const offer = offers[number];
  hideOffers();
  offer.go();
}

query.addEventListener('input', () => {
  wanted = folded(query.value).split(/\s+/).filter(Boolean);
  offers = wanted.length ? offersFor(wanted) : [];
  active = -1;
  showOffers();
  refresh();
});
query.addEventListener('keydown', event => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (!offers.length) return;
    active = (active + (event.key === 'ArrowDown' ? 1 : offers.length) + (active < 0 && event.key === 'ArrowUp' ? 1 : 0)) % offers.length;
    if (active < 0) active = 0;
    showOffers();
    event.preventDefault();
  } else if (event.key === 'Enter' && offers.length) {
    if (active >= 0) take(active);
    else hideOffers();
    event.preventDefault();
  } else if (event.key === 'Escape' && offers.length) {
    hideOffers();
    event.preventDefault();
    event.stopPropagation();
  }
});
query.addEventListener('blur', hideOffers);
