/* The overview: totals, and the matrix of resources by operations with a mark for everything that is to be seen to. */

/* Kinds of marks: the key of a cell, what it is called, and how a cell tells how much of it there is. */
const MARKS = [
  ["errors", "error", (n) => count(n, "error")],
  ["warnings", "warning", (n) => count(n, "warning")],
  ["drift", "drift", (severity) => `drift: ${severity}`],
  ["overrides", "override", (n) => count(n, "override")],
  ["held", "held", (n) => count(n, "capture kept aside", "captures kept aside")],
  ["gone", "gone", () => "gone from the docs"],
  ["left", "left", (n) => `${count(n, "line")} left over`],
];

const FILTERS = [
  ["", "All"],
  ["errors", "Errors"],
  ["warnings", "Warnings"],
  ["drift", "Drift"],
  ["overrides", "Overrides"],
  ["held", "Kept aside"],
  ["gone", "Gone"],
  ["left", "Left over"],
];

/* The totals: a key, the words for one and for any other number; what is nothing is not shown where that is good news. */
const TOTALS = [
  ["pages", "page", "pages"],
  ["resources", "resource", "resources"],
  ["endpoints", "endpoint", "endpoints"],
  ["fields", "field", "fields"],
  ["enums", "enum", "enums"],
  ["lines", "line read", "lines read"],
];
const TROUBLE = [
  ["left", "left over", "left over", "list:coverage", "left"],
  ["errors", "error", "errors", "list:findings", "error"],
  ["warnings", "warning", "warnings", "list:findings", "warning"],
  ["drift", "drift", "drift", "list:drift", "drift"],
  ["overrides", "override", "overrides", "list:overrides", "override"],
  ["held", "kept aside", "kept aside", "list:aside", "held"],
  ["gone", "gone", "gone", "list:aside", "gone"],
];

let filter = "";

function marksOf(cell) {
  return MARKS.filter(([key]) => cell[key]).map(([key, kind, tellIt]) => ({ key, kind, amount: cell[key], text: tellIt(cell[key]) }));
}

function markOf(kind) {
  return make("span", { class: `mark is-${kind}`, "aria-hidden": "true" });
}

function overview(route) {
  document.title = shownPlain(`${index.title || index.api}: docs2client report`);
  const table = matrix();
  return make(
    "div",
    { class: "overview" },
    make("div", { class: "hero" }, make("h1", {}, words(index.title || index.api)), make("p", { class: "hero-words" }, situation())),
    totals(),
    make("div", { class: "columns" }, make("section", { class: "matrix-part", "aria-labelledby": "matrix-title" }, matrixHead(table), endpoints.length ? table : make("p", { class: "quiet" }, "No endpoint is known yet; the diagnostics say why.")), lists(route)),
  );
}

function situation() {
  const version = index.version ? [`Version `, words(index.version), ` · `] : [];
  if (!index.committed) return [version, "nothing has been built yet, so there is no drift"];
  const drift = index.counts.drift;
  return [version, drift ? `${count(drift, "change")} from what is on the disk` : "the specs on the disk are what the pages give"];
}

function totals() {
  const calm = TOTALS.map(([key, one, many]) => make("div", { class: "total" }, make("dt", {}, index.counts[key] === 1 ? one : many), make("dd", {}, NUMBERS.format(index.counts[key]))));
  const loud = TROUBLE.map(([key, one, many, list, kind]) => {
    const number = index.counts[key];
    const text = number === 1 ? one : many;
    const link = make("a", { href: hrefOf(list), "aria-label": `${NUMBERS.format(number)} ${text}` }, NUMBERS.format(number));
    return make("div", { class: number ? "total is-loud" : "total is-none" }, make("dt", {}, text), make("dd", {}, number ? markOf(kind) : "", link));
  });
  return make("dl", { class: "totals" }, make("div", { class: "total-group" }, calm), make("div", { class: "total-group" }, loud));
}

function matrixHead(table) {
  const buttons = FILTERS.map(([key, text]) => {
    const some = key ? endpoints.filter((one) => one.cell[key]).length : endpoints.length;
    if (key && !some) return null;
    const kind = (MARKS.find(([mark]) => mark === key) || [])[1];
    return make(
      "button",
      { type: "button", class: "chip", "aria-pressed": String(filter === key), data: { filter: key }, on: { click: () => chooseFilter(key, table, group) } },
      kind ? markOf(kind) : "",
      `${text} `,
      make("span", { class: "amount" }, NUMBERS.format(some)),
    );
  });
  const group = make("div", { class: "chips", role: "group", "aria-label": "Show resources with" }, buttons);
  return make("div", { class: "matrix-head" }, make("h2", { id: "matrix-title" }, "Resources by operations"), group);
}

function chooseFilter(key, table, group) {
  filter = key;
  for (const one of group.children) one.setAttribute("aria-pressed", String(one.dataset.filter === key));
  table.replaceChildren(...matrixParts());
}

function matrix() {
  return make("table", { class: "matrix", "aria-labelledby": "matrix-title" }, matrixParts());
}

function matrixParts() {
  const others = endpoints.some((one) => !index.operations.includes(one.cell.operation));
  const columns = [...index.operations, ...(others ? ["other"] : [])];
  const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Resource"), columns.map((name) => make("th", { scope: "col" }, name.replaceAll("_", " ")))));
  const bodies = [];
  for (const line of index.lines) {
    if (filter && !line.cells.some((cell) => cell[filter])) continue;
    if (!bodies.length || bodies.at(-1).group !== line.group) {
      const title = make("tr", { class: "group" }, make("th", { colspan: columns.length + 1, scope: "rowgroup" }, words(line.group)));
      bodies.push({ group: line.group, rows: [title] });
    }
    bodies.at(-1).rows.push(matrixRow(line, others));
  }
  const parts = bodies.map((one) => make("tbody", {}, one.rows));
  const first = parts.length && parts[0].querySelector("a.cell");
  if (first) first.tabIndex = 0;
  return [head, ...parts];
}

function matrixRow(line, others) {
  const of = cellsOf(line);
  const standard = index.operations.map((name) => make("td", {}, of.filter((one) => one.cell.operation === name).slice(0, 1).map((one) => cellLink(one))));
  const rest = of.filter((one, at) => !index.operations.includes(one.cell.operation) || of.findIndex((other) => other.cell.operation === one.cell.operation) !== at);
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, words(line.name, "words resource")),
    standard,
    others ? make("td", { class: "rest" }, rest.map((one) => cellLink(one, one.cell.operation))) : null,
  );
}

const cellsByLine = new Map(index.lines.map((line) => [line, []]));
endpoints.forEach((one) => cellsByLine.get(one.line).push(one));

function cellsOf(line) {
  return cellsByLine.get(line);
}

function cellLink(one, label) {
  const marks = marksOf(one.cell);
  const said = marks.length ? marks.map((mark) => mark.text).join(", ") : "nothing to see to";
  const name = shownPlain(`${one.line.name} ${one.cell.operation.replaceAll("_", " ")}: ${said}`);
  const inside = marks.length
    ? marks.map((mark) => [markOf(mark.kind), typeof mark.amount === "number" && mark.amount > 1 ? make("span", { class: "amount", "aria-hidden": "true" }, NUMBERS.format(mark.amount)) : ""])
    : markOf("fine");
  return make("a", { class: "cell", href: hrefOfEndpoint(one), tabindex: -1, "aria-label": name, title: name, data: { number: one.number } }, label ? words(label) : "", inside);
}
