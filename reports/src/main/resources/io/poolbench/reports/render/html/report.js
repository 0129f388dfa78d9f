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
const counted =
  document.querySelector('main').dataset.counted || (articles ? 'benchmarks' : 'rows');
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
      count + ' of ' + total + ' ' + counted;
  };
  bar.addEventListener('input', apply);
  bar.addEventListener('submit', (event) => event.preventDefault());
  apply();
  return bar;
}

if (filtered.length > 0) {
  document.querySelector('main').prepend(filterBar());
}

// Flame graphs: zooming, walking by arrows, searching.

const letter = 6.7;
const words = (frame) => frame.querySelector('title').textContent;
const method = (frame) => words(frame).replace(/: [^:]*$/, '');

class Flame {
  constructor(svg, say) {
    this.svg = svg;
    this.say = say;
    this.width = svg.viewBox.baseVal.width;
    this.frames = [...svg.querySelectorAll('g')];
    this.boxes = new Map();
    for (const frame of this.frames) {
      const rect = frame.querySelector('rect');
      const text = frame.querySelector('text');
      this.boxes.set(frame, {
        x: +rect.getAttribute('x'),
        y: +rect.getAttribute('y'),
        width: +rect.getAttribute('width'),
        sign: text && /^[✚✖▲▼] /.test(text.textContent) ? text.textContent.slice(0, 2) : '',
      });
      frame.tabIndex = -1;
    }
    this.root = this.frames[0];
    this.root.tabIndex = 0;
    svg.setAttribute('role', 'group');
    svg.addEventListener('click', (event) => {
      const frame = event.target.closest('g');
      if (frame) {
        this.zoom(frame);
        this.focus(frame);
      }
    });
    svg.addEventListener('keydown', (event) => this.key(event));
    svg.addEventListener('focusin', (event) => say(words(event.target)));
  }

  // Callers and callees of a frame, and itself: all that stands above or below it.
  related(frame, other) {
    const [a, b] = [this.boxes.get(frame), this.boxes.get(other)];
    const slack = 0.11;
    return b.y <= a.y
      ? b.x <= a.x + slack && b.x + b.width >= a.x + a.width - slack
      : b.x >= a.x - slack && b.x + b.width <= a.x + a.width + slack;
  }

  zoom(target) {
    const to = this.boxes.get(target);
    for (const frame of this.frames) {
      const box = this.boxes.get(frame);
      const shown = this.related(target, frame);
      frame.toggleAttribute('hidden', !shown);
      frame.style.display = shown ? '' : 'none';
      if (shown) {
        const above = box.y <= to.y;
        const scale = this.width / to.width;
        this.place(
          frame,
          above ? 0 : Math.max(0, (box.x - to.x) * scale),
          above ? this.width : box.width * scale,
          box
        );
      }
    }
  }

  place(frame, x, width, box) {
    const rect = frame.querySelector('rect');
    rect.setAttribute('x', x.toFixed(1));
    rect.setAttribute('width', width.toFixed(1));
    let text = frame.querySelector('text');
    const letters = Math.floor((width - 4) / letter);
    if (!text) {
      text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      text.setAttribute('y', box.y + 12);
      frame.append(text);
    }
    const label = box.sign + method(frame).split('.').slice(-2).join('.');
    text.setAttribute('x', (x + 2).toFixed(1));
    text.textContent =
      letters < 3 ? '' : label.length <= letters ? label : label.slice(0, letters - 1) + '…';
  }

  focus(frame) {
    this.frames.forEach((other) => (other.tabIndex = other === frame ? 0 : -1));
    frame.focus({ preventScroll: true });
  }

  key(event) {
    const frame = event.target.closest('g');
    if (event.key === 'Enter' || event.key === ' ') {
      this.zoom(frame);
    } else if (event.key === 'Escape') {
      this.zoom(this.root);
    } else {
      const next = this.next(frame, event.key);
      if (!next) {
        return;
      }
      this.focus(next);
    }
    event.preventDefault();
  }

  next(frame, key) {
    const shown = this.frames.filter((other) => !other.hasAttribute('hidden'));
    const box = this.boxes.get(frame);
    const row = (y) => shown.filter((other) => Math.abs(this.boxes.get(other).y - y) < 1);
    const place = (other) => this.boxes.get(other).x;
    const beside = row(box.y).sort((a, b) => place(a) - place(b));
    switch (key) {
      case 'ArrowUp':
        return row(box.y - 17).find((other) => this.related(frame, other));
      case 'ArrowDown':
        return row(box.y + 17).find((other) => this.related(frame, other));
      case 'ArrowLeft':
        return beside[beside.indexOf(frame) - 1];
      case 'ArrowRight':
        return beside[beside.indexOf(frame) + 1];
      default:
        return undefined;
    }
  }

  search(wanted) {
    const found = this.frames.filter((frame) => {
      const hit = wanted !== '' && method(frame).toLowerCase().includes(wanted.toLowerCase());
      frame.classList.toggle('found', hit);
      return hit;
    });
    return found.length;
  }
}

const flames = new Map();

function flameTools(parent) {
  const tools = document.createElement('form');
  tools.className = 'flame-tools';
  tools.innerHTML =
    '<label>Find a method <input type="search" autocomplete="off"></label>' +
    '<button type="reset">Zoom out</button><output aria-live="polite"></output>';
  const [input, button, output] = tools.querySelectorAll('input, button, output');
  const say = (text) => (output.textContent = text);
  const graphs = [...parent.querySelectorAll('.flame svg')].map((svg) => new Flame(svg, say));
  const search = (wanted) => {
    const found = graphs.reduce((sum, graph) => sum + graph.search(wanted), 0);
    say(wanted === '' ? '' : found + (found === 1 ? ' frame' : ' frames'));
  };
  input.addEventListener('input', () => search(input.value));
  tools.addEventListener('submit', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    graphs.forEach((graph) => graph.zoom(graph.root));
    search('');
  });
  parent.querySelector('summary').after(tools);
  flames.set('#' + parent.id, (wanted) => {
    parent.open = true;
    input.value = wanted;
    search(wanted);
  });
}

document.querySelectorAll('details.flames').forEach(flameTools);

for (const link of document.querySelectorAll('a[data-method]')) {
  link.addEventListener('click', () => {
    const show = flames.get(link.getAttribute('href'));
    if (show) {
      show(link.dataset.method);
    }
  });
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
