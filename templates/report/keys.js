/* The keys. Letters work wherever nothing is typed; arrows walk through what has the focus. */

const KEYS = [
  ["/", "search"],
  ["↑ ↓ or k j", "previous, next: cell, fact, line"],
  ["← →", "in the matrix the next cell; else page and facts"],
  ["Enter", "open, or show everything of a field"],
  ["[ ]", "previous, next endpoint"],
  ["c", "copy the address"],
  ["o", "copy the override command"],
  ["Esc", "close, let go, back to the overview"],
  ["?", "these keys"],
];

const dialog = document.getElementById("keys");
document.getElementById("keys-list").append(...KEYS.flatMap(([keys, text]) => [make("dt", {}, make("kbd", {}, keys)), make("dd", {}, text)]));
document.getElementById("keys-open").addEventListener("click", () => dialog.showModal());

const PRESSED = {
  "/": () => query.focus(),
  "?": () => dialog.showModal(),
  "[": () => stepEndpoint(-1),
  "]": () => stepEndpoint(1),
  j: () => walk(0, 1),
  k: () => walk(0, -1),
  ArrowDown: () => walk(0, 1),
  ArrowUp: () => walk(0, -1),
  ArrowLeft: () => walk(-1, 0),
  ArrowRight: () => walk(1, 0),
  c: () => view && view.one && copy(view.selected ? view.selected.address : view.one.cell.address, "the address"),
  o: () => view && view.selected && view.selected.details && view.selected.details.querySelector("[data-copy=command]").click(),
  Escape: letGo,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  const typing = event.target.closest("input, select, textarea");
  if (typing && event.key !== "Escape") return;
  const act = PRESSED[event.key];
  if (act && act() !== false) event.preventDefault();
});

function letGo() {
  if (!view) return document.activeElement.blur();
  if (!view.selected) return go("#");
  const { link } = view.selected;
  unselect(view);
  if (view.one) replaceRoute(hrefOfEndpoint(view.one));
  return link.focus({ preventScroll: true });
}

function stepEndpoint(by) {
  const other = view && view.one && endpoints[view.one.number + by];
  if (other) go(hrefOfEndpoint(other));
}

/* Give the focus to one of many, which alone is reached by Tab from then on. */
function roveTo(node, all) {
  for (const one of all) one.tabIndex = -1;
  node.tabIndex = 0;
}

/* Walk by one: false where nothing can be walked through, so that the page scrolls as usual. */
function walk(across, down) {
  const active = document.activeElement;
  if (active.matches("a.cell") || (!view && !active.closest(".lists, .bar"))) return walkMatrix(active, across, down);
  if (!view) return false;
  if (active.closest(".page")) return across ? across > 0 && toFacts(active) : walkLines(active, down);
  return across ? across < 0 && toLines() : walkFacts(active, down);
}

function walkMatrix(active, across, down) {
  const all = [...document.querySelectorAll("a.cell")];
  if (!all.length) return false;
  let next = all[0];
  if (active.matches("a.cell")) {
    const [cell, row] = [active.closest("td"), active.closest("tr")];
    const rows = [...document.querySelectorAll(".matrix tbody tr:not(.group)")];
    if (across) next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(active) + across))];
    else next = cellIn(rows, rows.indexOf(row) + down, down, cell.cellIndex) || active;
  }
  roveTo(next, all);
  next.focus();
  return true;
}

/* The cell in a column of the next row that has any: in that column, or the nearest one. */
function cellIn(rows, at, by, column) {
  const row = rows[at];
  if (!row) return null;
  const own = [...row.querySelectorAll("a.cell")];
  const distance = (link) => Math.abs(link.closest("td").cellIndex - column);
  own.sort((one, other) => distance(one) - distance(other));
  return own[0] || cellIn(rows, at + by, by, column);
}

function walkLines(active, down) {
  const all = [...view.page.lines.values()];
  const now = all.findIndex((line) => line.node.contains(active));
  const next = all[Math.min(all.length - 1, Math.max(0, now + down))];
  if (!next) return false;
  roveTo(next.button, all.map((line) => line.button));
  next.button.focus({ preventScroll: true });
  bringIntoSight(next.node, view.page.body);
  return true;
}

function walkFacts(active, down) {
  const now = view.list.findIndex((fact) => fact.node.contains(active));
  const next = now < 0 ? view.selected || view.list[0] : view.list[Math.min(view.list.length - 1, Math.max(0, now + down))];
  if (!next) return false;
  next.link.focus({ preventScroll: true });
  bringIntoSight(next.node, next.node.closest(".pane-body"));
  return true;
}

function toFacts(active) {
  const line = (active.closest(".line") || {}).line;
  const fact = line && line.facts[0];
  if (fact) fact.link.focus({ preventScroll: true });
  return Boolean(fact);
}

function toLines() {
  const fact = view.list.find((one) => one.node.contains(document.activeElement)) || view.selected;
  const place = fact && fact.places.find((one) => one.sheet === view.page.sheet);
  const line = view.page.lines.get(place ? place.line : view.page.lines.keys().next().value);
  if (!line) return false;
  roveTo(line.button, view.page.body.querySelectorAll(".number"));
  line.button.focus({ preventScroll: true });
  return true;
}
