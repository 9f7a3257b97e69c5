/* Search as you type, over addresses, titles, paths, pages and diagnostics. What is searched is made once, when nothing else is to be done. */

const SHOWN = 40;
const query = document.getElementById("query");
const results = document.getElementById("results");
const resultsBox = document.getElementById("results-box");
const resultsMore = document.getElementById("results-more");
let known = null;
let hits = [];
let chosen = -1;
let asked = 0;

function rowsToSearch() {
  known ||= Promise.all([block("names"), block("lists")]).then(([names, all]) => [
    ...index.lines.map((one) => searchable("resource", one.name, hrefOf(firstAddress(one)), `${one.group} ${one.collection}`)),
    ...endpoints.map((one) => searchable("endpoint", one.cell.address, hrefOfEndpoint(one), `${one.cell.method} ${one.cell.path} ${one.cell.title || ""}`)),
    ...[...new Set(index.lines.flatMap((one) => one.enums || []))].map((address) => searchable("enum", address, hrefOf(address), "")),
    ...index.entries.map((one, number) => searchable("page", one.path, hrefOfEntry(number), "")),
    ...endpoints.flatMap((one, number) => (names[number] || []).map((name) => searchable("field", addressOf(one, name), null, "", one, name))),
    ...(all.findings || []).map((one) => searchable(one.code, one.message, one.entry === undefined ? hrefOf(`code:${one.code}`) : hrefOfEntry(one.entry, one.line), `${one.page || ""}:${one.line || ""}`)),
  ]);
  return known;
}

function firstAddress(line) {
  const first = endpoints.find((one) => one.line === line);
  return first ? first.cell.address : line.name;
}

function searchable(kind, text, href, more, one, path) {
  return { kind, text, href, more, one, path, low: text.toLowerCase(), rest: `${kind} ${more}`.toLowerCase() };
}

/* How well a row fits, from 0, the best; -1 where it does not. */
function rankOf(row, terms) {
  let inText = true;
  for (const term of terms) {
    if (row.low.includes(term)) continue;
    if (!row.rest.includes(term)) return -1;
    inText = false;
  }
  if (!inText) return 4;
  const term = terms.at(-1);
  const last = row.low.slice(row.low.lastIndexOf(".") + 1);
  return row.low === term ? 0 : last === term ? 1 : last.startsWith(term) || row.low.startsWith(terms[0]) ? 2 : 3;
}

function find(rows, text) {
  const terms = text.toLowerCase().split(/\s+/).filter(Boolean);
  const ranked = [[], [], [], [], []];
  let total = 0;
  if (terms.length)
    for (const row of rows) {
      const rank = rankOf(row, terms);
      if (rank < 0) continue;
      total += 1;
      if (ranked[rank].length < SHOWN) ranked[rank].push(row);
    }
  return { terms, total, rows: ranked.flat().slice(0, SHOWN) };
}

async function search() {
  const turn = (asked += 1);
  const text = query.value;
  if (!text.trim()) return closeResults();
  const rows = await rowsToSearch();
  if (turn !== asked) return undefined;
  const began = performance.now();
  const found = find(rows, text);
  hits = found.rows;
  chosen = hits.length ? 0 : -1;
  results.replaceChildren(...hits.map((row, number) => resultItem(row, number, found.terms)));
  const more = found.total - hits.length;
  resultsMore.textContent = found.total ? (more ? `${NUMBERS.format(more)} more; type on to narrow` : "") : "Nothing fits.";
  resultsBox.hidden = false;
  query.setAttribute("aria-expanded", "true");
  markChosen();
  performance.measure("search", { start: began });
  return undefined;
}

function resultItem(row, number, terms) {
  const choose = (event) => {
    event.preventDefault();
    openResult(number);
  };
  return make(
    "li",
    { id: `result-${number}`, role: "option", "aria-selected": "false", on: { mousedown: choose, mousemove: () => number !== chosen && chooseResult(number) } },
    make("span", { class: "result-kind" }, row.kind),
    make("bdi", { class: "result-text" }, marked(row.text, terms)),
    row.more ? make("bdi", { class: "result-more" }, marked(row.more, terms)) : "",
  );
}

/* Text with what was searched for marked in it. */
function marked(text, terms) {
  const low = text.toLowerCase();
  if (low.length !== text.length) return shown(text);
  const spans = terms.map((term) => [low.indexOf(term), term.length]).filter(([at]) => at >= 0);
  spans.sort((one, other) => one[0] - other[0]);
  const parts = [];
  let done = 0;
  for (const [at, length] of spans) {
    if (at < done) continue;
    parts.push(shown(text.slice(done, at)), make("mark", {}, shown(text.slice(at, at + length))));
    done = at + length;
  }
  return [...parts, shown(text.slice(done))];
}

function chooseResult(number) {
  chosen = number;
  markChosen();
}

function markChosen() {
  [...results.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === chosen)));
  if (chosen < 0) return query.removeAttribute("aria-activedescendant");
  query.setAttribute("aria-activedescendant", `result-${chosen}`);
  return results.children[chosen].scrollIntoView({ block: "nearest" });
}

function openResult(number) {
  const row = hits[number];
  if (!row) return;
  closeResults();
  query.blur();
  go(row.href || hrefOfEndpoint(row.one, row.path));
}

function closeResults() {
  asked += 1;
  hits = [];
  resultsBox.hidden = true;
  query.setAttribute("aria-expanded", "false");
  query.removeAttribute("aria-activedescendant");
}

query.addEventListener("input", search);
query.addEventListener("focus", () => {
  rowsToSearch();
  if (query.value) search();
});
query.addEventListener("blur", () => setTimeout(() => document.activeElement !== query && closeResults(), 120));
query.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
  if (event.key in steps && hits.length) {
    event.preventDefault();
    chooseResult(Math.min(hits.length - 1, Math.max(0, chosen + steps[event.key])));
  } else if (event.key === "Enter") {
    event.preventDefault();
    openResult(chosen);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    if (resultsBox.hidden) query.blur();
    query.value = "";
    closeResults();
  }
});
