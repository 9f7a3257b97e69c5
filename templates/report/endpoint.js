/* The view of one endpoint: the captured page beside the facts. Pointing at a fact lights its lines, and the reverse. */

let view = null;

async function endpointView(route) {
  const one = endpoints[route.number];
  const chunk = await block(`chunk-${one.line.chunk}`);
  let chosen = one;
  // An enum is shown at the first endpoint whose page prints it.
  if (route.listed)
    chosen = endpoints[route.among.find((number) => listsEnum(chunk, endpoints[number], route.listed)) ?? route.number];
  const facts = chunk.endpoints[chosen.at];
  view = { one: chosen, chunk, facts, list: [], byLine: new Map(), sheets: facts.sheets || [], selected: null, page: null, lit: [] };
  document.title = shownPlain(`${chosen.cell.address}: docs2client report`);
  const right = factsPane(view);
  const left = capturePane(view);
  if (view.sheets.length) showSheet(view, view.sheets[0]);
  const node = make("div", { class: "endpoint" }, endpointHead(chosen), make("div", { class: "panes" }, left, right));
  listen(view, left, right);
  return node;
}

function listsEnum(chunk, one, name) {
  const facts = chunk.endpoints[one.at];
  return (facts.enums || []).some((number) => chunk.enums[number].name === name && (facts.sheets || []).includes(chunk.enums[number].at.sheet));
}

function endpointHead(one) {
  const { line, cell, number } = one;
  const tabs = cellsOf(line).map((other) =>
    make("a", { class: "chip", href: hrefOfEndpoint(other), "aria-current": other === one ? "page" : null }, words(other.cell.operation.replaceAll("_", " ")), marksOf(other.cell).map((mark) => markOf(mark.kind))),
  );
  const step = (other, label, key, rel) => make("a", { class: `step${other ? "" : " is-off"}`, rel, href: other ? hrefOfEndpoint(other) : null, title: other ? shownPlain(`${other.cell.address} (${key})`) : null }, label);
  return make(
    "div",
    { class: "endpoint-head" },
    make("nav", { class: "crumbs", "aria-label": "Where you are" }, make("a", { href: "#" }, words(index.title || index.api)), " / ", words(line.group), " / ", words(line.name), make("span", { class: "steps" }, step(endpoints[number - 1], "← previous", "[", "prev"), step(endpoints[number + 1], "next →", "]", "next"))),
    make("h1", {}, make("span", { class: `method is-${/^[A-Z]+$/.test(cell.method) ? cell.method.toLowerCase() : "none"}` }, words(cell.method || "no method")), words(cell.path || "no path", "words path")),
    make(
      "div",
      { class: "endpoint-under" },
      make("p", { class: "endpoint-title" }, cell.title ? words(cell.title) : "", words(cell.address, "words mono"), make("button", { type: "button", class: "plain small", on: { click: () => copy(cell.address, "the address") } }, "Copy address")),
      tabs.length > 1 ? make("nav", { class: "chips", "aria-label": "Operations of this resource" }, tabs) : null,
    ),
  );
}

/* A page that documents no endpoint: nothing but the page. */
async function pageView(route) {
  const chunk = await block(`chunk-${route.entry.chunk}`);
  view = { one: null, chunk, facts: {}, list: [], byLine: new Map(), sheets: [route.entry.sheet], selected: null, page: null, lit: [] };
  document.title = shownPlain(`${route.entry.path}: docs2client report`);
  const left = capturePane(view);
  showSheet(view, route.entry.sheet);
  const crumbs = make("nav", { class: "crumbs", "aria-label": "Where you are" }, make("a", { href: "#" }, words(index.title || index.api)), " / pages");
  const head = make("div", { class: "endpoint-head" }, crumbs, make("h1", {}, words(route.entry.path, "words path")), make("p", { class: "quiet" }, "No endpoint was read from this page."));
  listen(view, left, make("div"));
  return make("div", { class: "endpoint" }, head, make("div", { class: "panes is-alone" }, left));
}

/* Where the pointer was last: what comes to lie under a pointer that rests is not pointed at. */
const pointer = { x: -1, y: -1 };

function hasMoved(event) {
  const moved = event.clientX !== pointer.x || event.clientY !== pointer.y;
  Object.assign(pointer, { x: event.clientX, y: event.clientY });
  return moved;
}

for (const kind of ["pointerdown", "pointerup", "pointermove"]) document.addEventListener(kind, hasMoved, { passive: true });

function listen(here, left, right) {
  const factAt = (event) => (event.target.closest(".fact") || {}).fact;
  const lineAt = (event) => (event.target.closest(".line") || {}).line;
  right.addEventListener("pointerover", (event) => hasMoved(event) && factAt(event) && showLines(here, factAt(event), false));
  right.addEventListener("focusin", (event) => event.target.classList.contains("fact-link") && showLines(here, factAt(event), true));
  left.addEventListener("pointerover", (event) => hasMoved(event) && lineAt(event) && showFacts(here, lineAt(event)));
  left.addEventListener("focusin", (event) => lineAt(event) && showFacts(here, lineAt(event)));
  left.addEventListener("click", (event) => lineAt(event) && !event.target.closest("a") && chooseLine(here, lineAt(event)));
  for (const pane of [left, right]) pane.addEventListener("pointerleave", () => relight(here));
}

function light(here, nodes) {
  for (const node of here.lit) node.classList.remove("is-lit");
  here.lit = nodes;
  for (const node of nodes) node.classList.add("is-lit");
}

/* Light the lines of a fact; one that stands in another capture brings it up, where it was asked for in earnest. */
function showLines(here, fact, earnest) {
  if (!fact) return;
  const first = fact.places[0];
  if (earnest && first && (here.page.held || here.page.sheet !== first.sheet)) showSheet(here, first.sheet);
  const lines = here.page.held ? [] : linesOf(here, fact);
  light(here, [fact.node, ...lines.map((line) => line.node)]);
  if (lines.length) bringIntoSight(lines[0].node, here.page.body);
}

/* The lines of the capture that is shown from which a fact was read, the one that names it first. */
function linesOf(here, fact) {
  const numbers = fact.places
    .filter((place) => place.sheet === here.page.sheet)
    .flatMap((place) => Array.from({ length: (place.last || place.line) - place.line + 1 }, (_, at) => place.line + at));
  return [...new Set(numbers)].map((number) => here.page.lines.get(number)).filter(Boolean);
}

/* Light the facts of a line. */
function showFacts(here, line) {
  light(here, [line.node, ...line.facts.map((fact) => fact.node)]);
  if (line.facts.length) bringIntoSight(line.facts[0].node, line.facts[0].node.closest(".pane-body"));
}

function relight(here) {
  if (here.selected) showLines(here, here.selected, false);
  else light(here, []);
}

function bringIntoSight(node, body) {
  const [inner, outer] = [node.getBoundingClientRect(), body.getBoundingClientRect()];
  const seen = inner.top >= outer.top && inner.bottom <= outer.bottom;
  if (seen || body.scrollHeight <= body.clientHeight) return;
  const space = Math.max(0, (outer.height - inner.height) / 3);
  body.scrollTop += inner.top - outer.top - space;
}

function chooseLine(here, line) {
  line.button.focus({ preventScroll: true });
  const fact = line.facts.find((one) => one.path) || line.facts[0];
  if (fact && fact.path) replaceRoute(hrefOfEndpoint(here.one, fact.path));
}

/* What a fragment asks for inside of a view: a field, an enum, a line. */
function selectIn(here, route, focus) {
  const fact = here.list.find((one) => (route.listed ? one.listed === route.listed : route.path && one.path === route.path));
  if (here.selected && here.selected !== fact) unselect(here);
  if (fact) {
    here.selected = fact;
    fact.node.classList.add("is-selected");
    fact.link.setAttribute("aria-current", "true");
    if (fact.offer && !fact.details) {
      fact.details = detailsOf(here, fact);
      fact.node.append(fact.details);
    }
    if (focus) fact.link.focus({ preventScroll: true });
    showLines(here, fact, true);
    bringIntoSight(fact.node, fact.node.closest(".pane-body"));
  }
  if (route.at) selectLine(here, route, focus);
  return Boolean(fact);
}

function selectLine(here, route, focus) {
  const number = here.sheets.find((one) => here.chunk.sheets[one].path === route.entry.path && here.chunk.sheets[one].first === route.entry.first);
  if (number !== undefined) showSheet(here, number);
  const line = here.page.lines.get(route.at);
  if (!line) return;
  roveTo(line.button, here.page.body.querySelectorAll(".number"));
  if (focus) line.button.focus({ preventScroll: true });
  showFacts(here, line);
  bringIntoSight(line.node, here.page.body);
}

function unselect(here) {
  if (!here.selected) return;
  here.selected.node.classList.remove("is-selected");
  here.selected.link.removeAttribute("aria-current");
  if (here.selected.details) here.selected.details.remove();
  here.selected.details = null;
  here.selected = null;
  light(here, []);
}
