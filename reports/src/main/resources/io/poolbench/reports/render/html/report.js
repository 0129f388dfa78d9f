// Sorting, filtering and printing. Without it the page is complete, only not interactive.
'use strict';

// Sorting: a click on a header cell, or Enter on the button in it.

const text = (cell) => (cell ? cell.textContent.trim() : '');

function columnOf(head) {
  // Heads that span the rows of the head stand first: what follows them is in the last row.
  const table = head.closest('table');
  const spanning = [...table.tHead.rows[0].cells].filter((cell) => cell.rowSpan > 1);
  const place = spanning.indexOf(head);
  return place >= 0 || table.tHead.rows.length === 1
    ? head.cellIndex
    : spanning.length + head.cellIndex;
}

// A cell shows its number rounded and carries it whole, unless it shows it whole.
const number = (cell) => Number((cell && cell.dataset.value) || text(cell) || NaN);

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function sort(head) {
  const table = head.closest('table');
  const ascending = head.getAttribute('aria-sort') !== 'ascending';
  const column = columnOf(head);
  const cell = (row) => row.cells[column];
  const rows = [...table.tBodies[0].rows];
  const byNumber = rows.some((row) => !Number.isNaN(number(cell(row))));
  rows.sort((a, b) => {
    if (!byNumber) {
      const order = byName.compare(text(cell(a)), text(cell(b)));
      return ascending ? order : -order;
    }
    const [x, y] = [number(cell(a)), number(cell(b))];
    // What has no number comes last either way.
    if (Number.isNaN(x) || Number.isNaN(y)) {
      return Number.isNaN(x) - Number.isNaN(y);
    }
    return x === y ? 0 : x < y === ascending ? -1 : 1;
  });
  table.tHead.querySelectorAll('[aria-sort]').forEach((other) => other.removeAttribute('aria-sort'));
  head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
  table.tBodies[0].append(...rows);
}

for (const head of document.querySelectorAll('th[data-sort]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sort';
  button.setAttribute('aria-label', 'Sort by ' + text(head));
  head.append(button);
  head.addEventListener('click', (event) => {
    if (!event.target.closest('a')) {
      sort(head);
    }
  });
}

// Filtering: by the name of a benchmark, and by whether anything changed.

const filtered = [...document.querySelectorAll('[data-benchmark]')];

// A page of profiles has no benchmarks, only rows.
const articles = filtered.some((element) => element.tagName === 'ARTICLE');
const isCounted = (element) => (articles ? element.tagName === 'ARTICLE' : true);

function filter(words, onlyChanged) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const names = new Set();
  for (const element of filtered) {
    const name = element.dataset.benchmark.toLowerCase();
    element.hidden =
      !wanted.every((word) => name.includes(word)) ||
      (onlyChanged && element.dataset.changed === 'false');
    if (!element.hidden && isCounted(element)) {
      names.add(element);
    }
  }
  return names.size;
}

function filterBar() {
  const bar = document.createElement('form');
  bar.className = 'filter';
  bar.setAttribute('role', 'search');
  bar.innerHTML =
    '<label>Filter <input type="search" placeholder="benchmark" autocomplete="off"></label>' +
    '<label><input type="checkbox"> only changed</label>' +
    '<output aria-live="polite"></output>';
  const [words, changed] = bar.querySelectorAll('input');
  const apply = () => {
    const count = filter(words.value, changed.checked);
    const total = filtered.filter(isCounted).length;
    bar.querySelector('output').textContent =
      count + ' of ' + total + (articles ? ' benchmarks' : ' rows');
  };
  bar.addEventListener('input', apply);
  bar.addEventListener('submit', (event) => event.preventDefault());
  apply();
  return bar;
}

if (filtered.length > 0) {
  document.querySelector('main').prepend(filterBar());
}

// Everything is open on paper.

const closed = [];

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details:not([open])')) {
    closed.push(details);
    details.open = true;
  }
});

addEventListener('afterprint', () => {
  closed.splice(0).forEach((details) => (details.open = false));
});
