// The editor of the SPARQL page: colours, completion, Ctrl+Enter to run. Without it, the text area is there.
'use strict';
{
  const {
    EditorState, EditorView, HighlightStyle, StreamLanguage, autocompletion, bracketMatching, defaultKeymap,
    drawSelection, history, historyKeymap, keymap, lineNumbers, sparql, syntaxHighlighting, tags,
  } = CodeMirror;
  const area = document.getElementById('query'), form = area.form;
  const KEYWORDS = ['SELECT', 'DISTINCT', 'CONSTRUCT', 'DESCRIBE', 'ASK', 'WHERE', 'OPTIONAL', 'FILTER', 'FILTER NOT EXISTS',
    'UNION', 'MINUS', 'BIND', 'VALUES', 'GRAPH', 'GROUP BY', 'HAVING', 'ORDER BY', 'DESC', 'LIMIT', 'OFFSET', 'COUNT', 'SUM',
    'MIN', 'MAX', 'AVG', 'GROUP_CONCAT', 'SAMPLE', 'STR', 'LANG', 'CONTAINS', 'STRSTARTS', 'REGEX', 'LCASE', 'BOUND', 'COALESCE',
    'IF', 'PREFIX'];

  let vocabulary = null;
  const known = () => vocabulary ??= fetch('/api/terms').then(answer => answer.json());

  const declares = (text, prefix) => new RegExp(`\\bPREFIX\\s+${prefix}:`, 'i').test(text);

  /** Writes the text; declares the prefix first, if the query does not. */
  function write(view, text, from, to, prefix, namespace) {
    const changes = [{ from, to, insert: text }];
    const head = prefix && !declares(view.state.doc.toString(), prefix) ? `PREFIX ${prefix}: <${namespace}>\n` : '';
    if (head) changes.unshift({ from: 0, insert: head });
    view.dispatch({ changes, selection: { anchor: from + text.length + head.length }, userEvent: 'input.complete' });
  }

  async function concepts(words) {
    const found = await (await fetch(`/api/concepts?${new URLSearchParams({ words, limit: 8 })}`)).json();
    return found.map(({ label, type, iri }) => ({
      label, detail: type, type: 'constant', boost: -1, apply: (view, _, from, to) => write(view, `<${iri}>`, from, to),
    }));
  }

  async function complete(context) {
    const word = context.matchBefore(/[?$]?[\w-]*:?[\w-]*/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const text = word.text, small = text.toLowerCase();
    if (/^[?$]/.test(text)) {
      const named = new Set(context.state.doc.toString().match(/[?$]\w+/g));
      named.delete(text);
      return { from: word.from, options: [...named].map(label => ({ label, type: 'variable' })) };
    }
    const { prefixes, terms } = await known();
    const options = terms
      .filter(({ name, label }) => name.toLowerCase().startsWith(small)
        || (small.length > 2 && !small.includes(':') && (name.split(':')[1].toLowerCase().startsWith(small) || label.startsWith(small))))
      .map(({ name, kind, definition }) => {
        const [prefix] = name.split(':');
        return {
          label: name, detail: kind, type: kind, info: definition || undefined,
          apply: (view, _, from, to) => write(view, name, from, to, prefix, prefixes[prefix]),
        };
      });
    if (!text.includes(':')) {
      options.unshift(...KEYWORDS.filter(label => label.toLowerCase().startsWith(small)).map(label => ({ label, type: 'keyword' })));
      if (small.length > 2) options.push(...await concepts(text));
    }
    return { from: word.from, options: options.slice(0, 60), filter: false };
  }

  const run = () => { form.requestSubmit(); return true; };
  const looks = EditorView.theme({
    '&': { border: '1px solid var(--soft)', borderRadius: '7px', background: 'var(--ground)', color: 'var(--ink)', fontSize: '.9rem' },
    '&.cm-focused': { outline: '3px solid var(--accent)', outlineOffset: '2px' },
    '.cm-content': { minHeight: '17em', padding: '8px 0', caretColor: 'var(--ink)' },
    '.cm-scroller': { fontFamily: 'ui-monospace, Menlo, Consolas, "Liberation Mono", monospace', maxHeight: '60vh', overflow: 'auto' },
    '.cm-gutters': { background: 'var(--sheet)', color: 'var(--soft)', border: 'none', borderRadius: '7px 0 0 7px' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { background: 'var(--chosen) !important' },
    '&.cm-focused .cm-matchingBracket': { background: 'var(--chosen)', outline: '1px solid var(--accent)' },
    '.cm-tooltip': { background: 'var(--sheet)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { background: 'var(--accent)', color: 'var(--ground)' },
    '.cm-completionDetail': { marginLeft: '1em', fontStyle: 'normal' },
    '.cm-completionInfo': { maxWidth: '24em', padding: '6px 10px', fontFamily: 'inherit' },
  });
  const colours = HighlightStyle.define([
    { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
    { tag: [tags.comment, tags.meta], color: 'var(--soft)', fontStyle: 'italic' },
    { tag: [tags.string, tags.literal, tags.number], color: 'var(--warn)' },
    { tag: [tags.variableName, tags.special(tags.variableName)], fontWeight: '600' },
  ]);

  // In a shadow tree CodeMirror's styles are style sheets made by script, which the page's policy allows.
  const host = document.createElement('div');
  area.before(host);
  const root = host.attachShadow({ mode: 'open' });
  const parent = document.createElement('div');
  root.append(parent);
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(), history(), drawSelection(), bracketMatching(), EditorView.lineWrapping,
        StreamLanguage.define(sparql), syntaxHighlighting(colours), looks,
        autocompletion({ override: [complete], icons: false }),
        keymap.of([{ key: 'Mod-Enter', run }, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': 'Query', spellcheck: 'false' }),
        EditorView.updateListener.of(update => { if (update.docChanged) area.value = view.state.doc.toString(); }),
      ],
    }),
  });
  area.classList.add('hidden');
  area.tabIndex = -1;
  area.setAttribute('aria-hidden', 'true');
  document.querySelector('label[for="query"]').addEventListener('click', event => { event.preventDefault(); view.focus(); });
}
