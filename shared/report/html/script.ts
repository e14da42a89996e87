/**
 * What makes the page filter, search and listen to keys. It is text, because the browser runs it by its hash: everything that
 * it needs to know stands in the elements. Without it the page is whole, and only cannot be narrowed.
 */
export const script = `'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId('filters');
  const query = byId('q');
  const keys = byId('keys');
  const rows = [...document.querySelectorAll('#list > details')];
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };
  const visible = () => rows.filter((row) => !row.hidden).map((row) => row.firstElementChild);
  const explain = (row) => {
    const place = row.querySelector('.why');
    const rule = place && byId('r-' + place.dataset.why);
    if (rule && place.firstElementChild.tagName === 'P') {
      place.replaceChildren(...rule.lastElementChild.cloneNode(true).children);
    }
  };
  const filter = () => {
    const chosen = new FormData(form);
    const severities = chosen.getAll('s');
    const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const is = (name, value) => !chosen.get(name) || (value || '').split('|').includes(chosen.get(name));
    for (const row of rows) {
      const { s, c, r, t, o } = row.dataset;
      row.hidden = !(severities.includes(s) && is('c', c) && is('r', r) && is('t', t) && is('o', o) &&
        words.every((word) => textOf(row).includes(word)));
    }
    const shown = visible().length;
    byId('count').textContent = shown === rows.length
      ? rows.length + (rows.length === 1 ? ' finding.' : ' findings.')
      : shown + ' of ' + rows.length + ' findings.';
    byId('none').hidden = shown > 0 || rows.length === 0;
  };
  const reset = () => {
    form.reset();
    filter();
  };
  const move = (step) => {
    const all = visible();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    }
  };
  const inRow = () => rows.includes(document.activeElement.parentElement);
  const actions = {
    '/': () => { query.focus(); query.select(); },
    j: () => move(1),
    k: () => move(-1),
    '?': () => keys.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target === query && event.key === 'Escape') {
      if (query.value) { query.value = ''; filter(); } else query.blur();
      return;
    }
    if (event.target.matches('input, select, textarea')) return;
    const arrows = inRow() ? { ArrowDown: actions.j, ArrowUp: actions.k } : {};
    const act = actions[event.key] || arrows[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => { event.preventDefault(); move(1); });
  byId('reset').addEventListener('click', reset);
  for (const row of rows) row.addEventListener('toggle', () => explain(row));
  for (const button of document.querySelectorAll('button.only')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      form.reset();
      form.elements.namedItem('c').value = button.dataset.c;
      filter();
      byId('findings').scrollIntoView();
      move(1);
    });
  }
  addEventListener('beforeprint', () => rows.forEach(explain));
  form.hidden = false;
  byId('without').hidden = true;
  byId('help').hidden = false;
  byId('help').addEventListener('click', () => keys.showModal());
  // A browser that goes back may have kept what was chosen.
  addEventListener('pageshow', filter);
})();
`;

/** SHA-256 of the script; a test holds it against the text. */
export const scriptHash = 'sha256-MiKL8G8sjQbBuHOk8JQIorezuEoYWdJpfokx0R2SHEk=';
