// The search box: suggests concepts and saved questions as one types.

const box = document.getElementById('q');
const list = document.getElementById('suggestions');
let offers = [], active = -1, asked = 0;
let questions = null;

const folded = text => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

/** The phrase with the words that it does not have in the places of its parameters; null where it does not fit. */
function filled(phrase, wanted) {
  const places = phrase.match(/\{\w+\}/g) ?? [], said = folded(phrase);
  const others = wanted.filter(word => !said.includes(word));
  if (others.length > places.length || others.length === wanted.length) return null;
  if (others.length < places.length) return { text: phrase.replace(/\{(\w+)\}/g, (_, name) => `… (${name.replace('_', ' ')})`), whole: false };
  return { text: others.reduce((text, word) => text.replace(/\{\w+\}/, () => word), phrase), whole: true };
}

async function questionsLike(words) {
  questions ??= await (await fetch('/api/questions')).json();
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return questions.flatMap(({ name, summary, phrases }) => {
    if (wanted.every(word => folded(summary).includes(word))) return [{ text: summary, what: 'question', href: `/questions/${name}` }];
    const fits = phrases.map(phrase => filled(phrase, wanted)).filter(Boolean).sort((one, other) => other.whole - one.whole);
    if (!fits.length) return [];
    const { text, whole } = fits[0];
    return [{ text, what: 'question', href: whole ? `/ask?${new URLSearchParams({ q: text })}` : `/questions/${name}` }];
  });
}

async function conceptsLike(words) {
  const found = await (await fetch(`/api/concepts?${new URLSearchParams({ words, limit: 8 })}`)).json();
  const place = iri => `/concept/${encodeURIComponent(decodeURIComponent(iri.slice(iri.indexOf('/concept/') + 9)))}`;
  return found.map(concept => ({
    text: concept.label, what: concept.claims ? `${concept.type}, ${concept.claims} claims` : concept.type, href: place(concept.iri),
  }));
}

async function articlesLike(words) {
  if (words.length < 4) return [];
  const found = await (await fetch(`/api/articles?${new URLSearchParams({ words, limit: 3 })}`)).json();
  return found.articles.map(article => ({ text: article.title, what: 'article', href: `/articles/${encodeURIComponent(article.key)}` }));
}

async function suggest() {
  const mine = ++asked, words = box.value.trim();
  const found = words.length < 2 ? []
    : (await Promise.all([conceptsLike(words), questionsLike(words), articlesLike(words)])).flat().slice(0, 12);
  if (mine !== asked) return;  // something else was typed meanwhile
  offers = found;
  active = -1;
  show();
}

function show() {
  list.replaceChildren(...offers.map((offer, number) => {
    const item = document.createElement('li'), what = document.createElement('span');
    item.id = `offer-${number}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(number === active));
    what.className = 'soft';
    what.textContent = offer.what;
    item.append(offer.text, what);
    item.addEventListener('mousedown', event => { event.preventDefault(); location.href = offer.href; });
    return item;
  }));
  list.hidden = offers.length === 0;
  box.setAttribute('aria-expanded', String(offers.length > 0));
  if (active >= 0) box.setAttribute('aria-activedescendant', `offer-${active}`);
  else box.removeAttribute('aria-activedescendant');
  list.children[active]?.scrollIntoView({ block: 'nearest' });
}

function hide() {
  asked++;
  offers = [];
  active = -1;
  show();
}

box?.addEventListener('input', () => suggest().catch(hide));
box?.addEventListener('blur', hide);
box?.addEventListener('keydown', event => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (!offers.length) return;
    const step = event.key === 'ArrowDown' ? 1 : -1;
    active = active < 0 ? (step > 0 ? 0 : offers.length - 1) : (active + step + offers.length) % offers.length;
    show();
  } else if (event.key === 'Enter' && active >= 0) location.href = offers[active].href;
  else if (event.key === 'Escape' && offers.length) hide();
  else return;
  event.preventDefault();
});
