// What is asked for: the nodes that were expanded, in their order, and the filters. All of it is in the address.

const FIRST = 25, MORE = 50, MOST_SHOWN = 1000;
const opened = new Map();  // id of a node: how many of its neighbours are wanted
const filters = { types: new Set(), certainties: new Set(), from: '', to: '' };  // in the sets, what is hidden

const plainFilters = () => {
  filters.types = new Set(['article']);
  filters.certainties = new Set();
  filters.from = filters.to = '';
};

function readAddress() {
  const asked = new URLSearchParams(location.search);
  const listed = name => asked.get(name).split(',').filter(Boolean);
  opened.clear();
  plainFilters();
  for (const told of asked.getAll('node')) {
    const [id, limit] = told.split('|');
    opened.set(id, Math.min(Number(limit) || FIRST, MOST_SHOWN));
  }
  if (asked.has('hide')) filters.types = new Set(listed('hide').filter(name => name in data.looks.nodes));
  if (asked.has('without')) filters.certainties = new Set(listed('without').filter(name => name in data.looks.lines));
  for (const end of ['from', 'to']) if (/^\d{4}$/.test(asked.get(end) ?? '')) filters[end] = asked.get(end);
}

function writeAddress(step) {
  const asked = new URLSearchParams();
  for (const [id, limit] of opened) asked.append('node', limit === FIRST ? id : `${id}|${limit}`);
  if ([...filters.types].join() !== 'article') asked.set('hide', [...filters.types].join());
  if (filters.certainties.size) asked.set('without', [...filters.certainties].join());
  for (const end of ['from', 'to']) if (filters[end]) asked.set(end, filters[end]);
  const readable = asked.toString().replaceAll('%3A', ':').replaceAll('%2F', '/');
  history[step ? 'pushState' : 'replaceState'](null, '', readable ? `?${readable}` : location.pathname);
}

const answers = new Map();

/** What stands next to the node, under the filters; asked for once. */
function neighbours(id, limit) {
  const shown = (all, hidden) => Object.keys(all).filter(name => !hidden.has(name)).join();
  const type = shown(data.looks.nodes, filters.types), certainty = shown(data.looks.lines, filters.certainties);
  const asked = new URLSearchParams({ node: id, type, certainty, limit: type && certainty ? limit : 0 });
  for (const end of ['from', 'to']) if (filters[end]) asked.set(end, filters[end]);
  return json(`/api/graph?${asked}`);
}

function json(address) {
  if (!answers.has(address)) {
    const answer = fetch(address).then(async response => {
      const told = await response.json();
      if (!response.ok) throw new Error(told.error);
      return told;
    });
    answer.catch(() => answers.delete(address));  // to be asked again
    answers.set(address, answer);
  }
  return answers.get(address);
}

/** The page of a node on this server; a dose that is stated of another drug has that drug behind a question mark. */
function pageOf(id) {
  const [iri] = id.split('?');
  const concept = iri.match(/^https:\/\/w3id\.org\/cml-kg\/concept\/(.+)$/), other = iri.match(/[/#]([a-z]+)\/([0-9a-f]{24})$/);
  if (concept) return `/concept/${encodeURIComponent(decodeURIComponent(concept[1]))}`;
  return other ? `/id/${other[1]}/${other[2]}` : '';
}
