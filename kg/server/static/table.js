// Tables: sorting by a column, filtering by words, and the evidence of a row opened below it.

for (const table of document.querySelectorAll('table.answer')) {
  const tools = table.closest('section, main').querySelector('.tools');
  for (const button of table.querySelectorAll('.sort')) button.addEventListener('click', () => sort(table, button.closest('th')));
  tools?.querySelector('.filter').addEventListener('input', event => filter(table, tools, event.target.value));
  table.addEventListener('click', event => {
    const link = event.target.closest('a.evidence');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toggle(link).catch(() => { location.href = link.href; });
  });
}

const rowsOf = body => [...body.rows].filter(row => !row.matches('.group, .opened'));

function sort(table, head) {
  const down = head.getAttribute('aria-sort') === 'ascending';
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const value = row => row.cells[head.cellIndex];
  const compare = (a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x.dataset.sort && y.dataset.sort) return x.dataset.sort - y.dataset.sort;
    return x.textContent.trim().localeCompare(y.textContent.trim(), 'en', { numeric: true });
  };
  const empty = row => value(row).textContent.trim() === '';
  for (const body of table.tBodies) {
    body.querySelectorAll('.opened').forEach(row => row.remove());
    const sorted = rowsOf(body).sort((a, b) => empty(a) - empty(b) || (down ? -1 : 1) * compare(a, b));
    body.append(...sorted);  // the heading of a group stays first
  }
  table.querySelectorAll('a.evidence').forEach(link => link.removeAttribute('aria-expanded'));
}

function filter(table, tools, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const body of table.tBodies) {
    body.querySelectorAll('.opened').forEach(row => row.remove());
    let here = 0;
    for (const row of rowsOf(body)) {
      const told = row.textContent.toLowerCase();
      row.hidden = !words.every(word => told.includes(word));
      if (!row.hidden) here++;
    }
    body.hidden = here === 0;
    shown += here;
  }
  tools.querySelector('.count').textContent = `${shown} ${shown === 1 ? 'row' : 'rows'}`;
}

async function toggle(link) {
  const row = link.closest('tr');
  if (row.nextElementSibling?.matches('.opened')) {
    row.nextElementSibling.remove();
    link.setAttribute('aria-expanded', 'false');
    return;
  }
  const answer = await fetch(link.dataset.part);
  if (!answer.ok) throw new Error(answer.statusText);
  const part = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.part');
  const opened = document.createElement('tr'), cell = document.createElement('td');
  opened.className = 'opened';
  cell.colSpan = row.cells.length;
  cell.append(part);
  opened.append(cell);
  row.after(opened);
  link.setAttribute('aria-expanded', 'true');
}
