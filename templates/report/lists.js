/* What stands beside the matrix: coverage, diagnostics by code, overrides, drift, what is kept aside. Long lists are made when opened. */

/* Where the lists stand above the matrix, they are closed at first. */
const NARROW = matchMedia("(max-width: 1100px)");

function lists(route) {
  const parts = [
    ["findings", "Diagnostics", index.counts.errors + index.counts.warnings + index.counts.notes, findingsList],
    ["coverage", "Coverage", null, coverageList],
    ["overrides", "Overrides", index.counts.overrides, fromLists("corrections", correctionItem, "Nothing is corrected.")],
    ["drift", "Drift", index.counts.drift, fromLists("drift", driftItem, "The specs on the disk are what the pages give.")],
    ["aside", "Kept aside and gone", index.counts.held + index.counts.gone, fromLists("aside", asideItem, "Every capture is believed.")],
  ];
  const panels = parts.map(([name, title, number, fill]) => panel(name, title, number, fill, route));
  return make("aside", { class: "lists", "aria-label": "What is to be seen to" }, panels);
}

function panel(name, title, number, fill, route) {
  const inside = make("div", { class: "panel-inside" });
  const open = route.open ? route.open === name : !NARROW.matches && (name === "findings" || name === "coverage" || Boolean(number));
  const summary = make("summary", {}, make("h2", {}, title), number === null ? "" : make("span", { class: "amount" }, NUMBERS.format(number)));
  const node = make("details", { class: "panel", id: `list-${name}`, open }, summary, inside);
  const start = () => {
    if (!node.open || inside.childNodes.length) return;
    inside.append(...[fill(route)].flat(Infinity).filter(Boolean));
  };
  node.addEventListener("toggle", start);
  start();
  if (route.open === name)
    requestAnimationFrame(() => {
      const target = node.querySelector("details[open]") || node;
      target.scrollIntoView({ block: "start" });
      target.querySelector("summary").focus();
    });
  return node;
}

function fromLists(key, render, none) {
  return () => {
    const list = make("ul", { class: "items" });
    const holder = make("div", {}, list);
    block("lists").then((all) => {
      const rows = all[key] || [];
      holder.replaceChildren(...(rows.length ? inParts(list, rows, render) : [make("p", { class: "quiet" }, none)]));
    });
    return holder;
  };
}

function coverageList() {
  const { lines, left } = index.counts;
  const share = lines ? (lines - left) / lines : 1;
  const bar = make("div", { class: "coverage-bar", role: "img", "aria-label": `${(share * 100).toFixed(1)} per cent of the lines were read` }, make("span", {}));
  bar.firstChild.style.setProperty("--share", share);
  const rows = index.entries.map((entry, number) => ({ entry, number })).filter((one) => one.entry.left);
  rows.sort((one, other) => other.entry.left - one.entry.left);
  const told = left ? `${NUMBERS.format(lines - left)} of ${count(lines, "line")} read, ${NUMBERS.format(left)} left over.` : lines ? `All of ${count(lines, "line")} were read.` : "There are no lines to read.";
  const list = make("ul", { class: "items" });
  const item = ({ entry, number }) =>
    make("li", {}, make("a", { href: hrefOfEntry(number) }, words(entry.path, "words mono")), make("span", { class: "item-words" }, `${NUMBERS.format(entry.left)} of ${count(entry.lines, "line")} left over`));
  const alone = index.entries.map((entry, number) => ({ entry, number })).filter((one) => !one.entry.endpoint);
  const others = make("ul", { class: "items" });
  const page = ({ entry, number }) => make("li", {}, make("a", { href: hrefOfEntry(number) }, words(entry.path, "words mono")));
  return [
    bar,
    make("p", { class: "quiet" }, told),
    rows.length ? inParts(list, rows, item, 50) : null,
    alone.length ? [make("p", { class: "quiet" }, `${count(alone.length, "page")} without an endpoint:`), inParts(others, alone, page, 20)] : null,
  ];
}

function findingsList(route) {
  const kinds = index.kinds || [];
  if (!kinds.length) return make("p", { class: "quiet" }, "There is nothing to report.");
  return make("ul", { class: "codes" }, kinds.map((kind) => make("li", {}, codePart(kind, route))));
}

function codePart(kind, route) {
  const inside = make("div", { class: "code-inside" });
  const message = kind.message.split(/`?\{(\w+)[^}]*\}`?/).map((piece, at) => (at % 2 ? make("i", {}, `‹${piece}›`) : piece));
  const summary = make("summary", {}, markOf(kind.severity), make("span", { class: "code" }, kind.code), make("span", { class: "code-words" }, message), make("span", { class: "amount" }, NUMBERS.format(kind.count)));
  const node = make("details", { class: "code-part", open: route.code === kind.code }, summary, inside);
  const fill = () => {
    if (!node.open || inside.childNodes.length) return;
    const list = make("ul", { class: "items" });
    const holder = make("div", {}, list);
    inside.append(make("p", { class: "quiet" }, kind.meaning), holder);
    block("lists").then((all) => holder.replaceChildren(...inParts(list, (all.findings || []).filter((one) => one.code === kind.code), findingItem, 40)));
  };
  node.addEventListener("toggle", fill);
  fill();
  return node;
}

function placeOf(one) {
  const place = `${one.page ? one.page.split("/pages/").at(-1) : "the whole API"}${one.line ? `:${one.line}` : ""}`;
  return one.entry === undefined ? words(place, "words mono") : make("a", { href: hrefOfEntry(one.entry, one.line) }, words(place, "words mono"));
}

function findingItem(one) {
  return make("li", {}, placeOf(one), make("span", { class: "item-words" }, words(one.message)));
}

function addressLink(address) {
  return make("a", { href: hrefOf(address) }, words(address, "words mono"));
}

function correctionItem(one) {
  const facts = Object.entries(one.set).map(([key, value]) => [words(key, "words mono"), ": ", words((one.expect || {})[key] || "nothing", "words was"), " → ", words(value, "words now")]);
  return make(
    "li",
    {},
    addressLink(one.address),
    facts.map((fact) => make("span", { class: "item-words" }, fact)),
    make("span", { class: "item-words quiet" }, words(one.reason)),
    one.problem ? make("span", { class: "item-words problem" }, words(one.problem)) : null,
  );
}

function driftItem(one) {
  return make("li", {}, make("span", { class: `tag is-${one.severity}` }, one.severity), " ", addressLink(one.address), make("span", { class: "item-words" }, words(one.message)));
}

function asideItem(one) {
  const place = words(one.path, "words mono");
  return make("li", {}, one.entry === undefined ? place : make("a", { href: hrefOfEntry(one.entry) }, place), make("span", { class: "item-words" }, words(one.message)));
}
