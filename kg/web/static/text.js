// Elements and text. Text from articles enters the page here only, and only as text nodes.

const byId = id => document.getElementById(id);

/** An element with attributes and children; a child that is a string becomes a text node. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'onclick') made.addEventListener('click', value);
    else if (value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== null && child !== ''));
  return made;
}

/** A link, if the address is one of the web; else its words. */
function link(address, words) {
  const safe = /^https?:\/\//.test(address);
  return safe ? el('a', { href: address, target: '_blank', rel: 'noreferrer noopener' }, words) : words;
}

/** Lower case, one kind of dash, no accents: what search compares. */
function folded(text) {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[\u2010-\u2015\u2212]/g, '-').toLowerCase();
}

function marked(words, mark) {
  const [, , type, standsFor, isAntecedent] = mark;
  const told = standsFor ? `${type}: stands for “${standsFor}”` : type;
  const made = el('mark', { title: isAntecedent ? `${type}, pointed back to` : told }, words);
  if (type in data.looks.mentions) made.style.setProperty('--tint', data.looks.mentions[type]);
  else made.classList.add(`m-${type}`);
  if (standsFor) made.classList.add('reference');
  if (isAntecedent) made.classList.add('antecedent');
  return made;
}

/**
 * The stretch [start, end) of a text as nodes, with what is marked in it. Offsets count code points,
 * so the text comes as an array of them. A mark inside another is left out.
 */
function withMarks(points, start, end, marks) {
  const nodes = [];
  let at = start;
  for (const mark of marks) {
    const [from, to] = mark;
    if (from < at || to > end || from === to) continue;
    nodes.push(points.slice(at, from).join(''), marked(points.slice(from, to).join(''), mark));
    at = to;
  }
  nodes.push(points.slice(at, end).join(''));
  return nodes;
}

/** Title and abstract with the sentence in a ground of its own. */
function articleText(article, quote) {
  const points = Array.from(article.text);
  const cut = points.indexOf('\n') < 0 ? points.length : points.indexOf('\n');
  const parts = [[0, cut, 'title'], [cut + 1, points.length, 'abstract']];
  return el('div', { class: 'article' }, ...parts.filter(([from, to]) => from < to).map(([from, to, name]) => {
    const paragraph = el('p', { class: name });
    const start = Math.min(Math.max(quote.start, from), to);
    const end = Math.max(Math.min(quote.end, to), start);
    paragraph.append(...withMarks(points, from, start, quote.marks));
    if (start < end) paragraph.append(el('span', { class: 'said' }, ...withMarks(points, start, end, quote.marks)));
    paragraph.append(...withMarks(points, end, to, quote.marks));
    return paragraph;
  }));
}
