// A search box that offers what fits as one types: arrow keys go through the offers, Enter takes one.

/**
 * ``offersFor(words)`` gives, now or later, [{ text, what, icon?, go }].
 * Enter takes the first offer if ``eager``; else it only takes one that was moved to.
 */
function combobox(input, list, offersFor, eager = false) {
  let offers = [], active = -1, asked = 0;

  function show() {
    list.replaceChildren(...offers.map((offer, number) => {
      const item = el('li', { role: 'option', id: `${list.id}-${number}`, 'aria-selected': String(number === active) },
        offer.icon ?? null, el('span', {}, offer.text), el('span', { class: 'what' }, offer.what));
      item.addEventListener('mousedown', event => { event.preventDefault(); take(number); });
      return item;
    }));
    list.hidden = offers.length === 0;
    input.setAttribute('aria-expanded', String(offers.length > 0));
    if (active >= 0) {
      input.setAttribute('aria-activedescendant', `${list.id}-${active}`);
      list.children[active].scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  }

  function hide() {
    asked++;
    offers = [];
    active = -1;
    show();
  }

  function take(number) {
    const offer = offers[number];
    hide();
    offer.go();
  }

  async function offer() {
    const mine = ++asked;
    let found = offersFor(input.value);
    if (found instanceof Promise) found = await found;
    if (mine !== asked) return;  // something else was typed meanwhile
    offers = found;
    active = -1;
    show();
  }

  input.addEventListener('input', () => offer().catch(hide));
  input.addEventListener('blur', hide);
  input.addEventListener('keydown', event => {
    if (!offers.length) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      active = active < 0 ? (step > 0 ? 0 : offers.length - 1) : (active + step + offers.length) % offers.length;
      show();
    } else if (event.key === 'Enter') {
      if (active >= 0 || eager) take(Math.max(active, 0));
      else hide();
    } else if (event.key === 'Escape') {
      hide();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
}
