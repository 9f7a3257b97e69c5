/* The captured page with the numbers of its lines: what was read, what was left over, the findings, and captures that are kept aside. */

const LONGEST = 4000;

function capturePane(view) {
  const body = make("div", { class: "pane-body", id: "page-body" });
  const tabs = make("div", { class: "tabs", role: "group", "aria-label": "Captures" });
  const from = make("span", { class: "quiet mono pane-path" });
  view.page = { body, tabs, from, lines: new Map(), sheet: null, held: null };
  return make("section", { class: "pane page", "aria-labelledby": "page-title", tabindex: -1 }, make("div", { class: "pane-head" }, make("h2", { id: "page-title" }, "Captured page"), from, tabs), body);
}

/* What can be looked at: each sheet, and each capture that is kept aside of it. */
function captureTabs(view) {
  const all = view.sheets.flatMap((number) => {
    const sheet = view.chunk.sheets[number];
    return [{ number, label: sheet.path.split("/").at(-1) }, ...(sheet.held || []).map((held) => ({ number, held, label: "Kept aside" }))];
  });
  view.page.tabs.replaceChildren(...(all.length < 2 ? [] : all.map((one) => captureTab(view, one))));
}

function captureTab(view, one) {
  const pressed = view.page.sheet === one.number && view.page.held === (one.held || null);
  return make("button", { type: "button", class: "chip", "aria-pressed": String(pressed), data: one.held ? { held: one.held.path } : {}, on: { click: () => showSheet(view, one.number, one.held) } }, one.held ? markOf("held") : "", words(one.label));
}

function showSheet(view, number, held = null) {
  const { page } = view;
  if (page.sheet === number && page.held === held) return;
  const sheet = view.chunk.sheets[number];
  page.sheet = number;
  page.held = held;
  page.lines = new Map();
  page.from.replaceChildren(words(held ? `quarantine/${held.path}` : sheet.path));
  page.body.replaceChildren(...(held ? heldParts(held) : sheetParts(view, sheet)));
  page.body.scrollTop = 0;
  captureTabs(view);
}

function sheetParts(view, sheet) {
  const left = new Set(sheet.left || []);
  const notes = new Map();
  for (const note of sheet.notes || []) notes.set(note.line || 0, [...(notes.get(note.line || 0) || []), note]);
  const lines = (sheet.text || "").split("\n").map((text, at) => linePart(view, sheet.first + at, text, left, notes));
  const before = (notes.get(0) || []).map(notePart);
  const gone = sheet.gone ? make("div", { class: "note is-warning" }, "This page is gone from the docs; the capture stays until it is accepted.") : null;
  const first = view.page.lines.values().next().value;
  if (first) first.button.tabIndex = 0;
  return [gone, ...before, make("ol", { class: "lines" }, lines)].filter(Boolean);
}

function linePart(view, number, text, left, notes) {
  const facts = view.byLine.get(`${view.page.sheet}:${number}`) || [];
  const label = `Line ${number}${left.has(number) ? ", left over" : ""}${facts.length ? `, ${count(facts.length, "fact")}` : ""}`;
  const button = make("button", { type: "button", class: "number", tabindex: -1, "aria-label": label }, String(number));
  const long = text.length > LONGEST;
  const node = make(
    "li",
    { class: `line${left.has(number) ? " is-left" : ""}${facts.length ? " has-facts" : ""}`, data: { line: number } },
    button,
    make("span", { class: "line-text", dir: "auto" }, shown(long ? text.slice(0, LONGEST) : text), long ? make("span", { class: "quiet" }, ` … ${count(text.length - LONGEST, "more character")}`) : ""),
    left.has(number) ? make("span", { class: "tag is-left" }, "left over") : "",
    (notes.get(number) || []).map(notePart),
  );
  const line = { node, button, number, facts };
  node.line = line;
  view.page.lines.set(number, line);
  return node;
}

function notePart(note) {
  return make("div", { class: `note is-${note.severity}` }, markOf(note.severity), make("a", { class: "code", href: hrefOf(`code:${note.code}`) }, note.code), " ", words(note.message), note.hint ? make("span", { class: "quiet" }, " ", words(note.hint)) : "");
}

function heldParts(held) {
  const seen = [held.first_seen && `seen first ${held.first_seen}`, held.last_seen && `last ${held.last_seen}`].filter(Boolean).join(", ");
  const losses = (held.losses || []).map((loss) => make("li", {}, words(loss)));
  const head = make("div", { class: "notice is-held" }, make("strong", {}, markOf("held"), `A newer capture, found in ${count(held.runs === undefined ? 1 : held.runs, "run")}, is not believed`), seen ? make("p", { class: "quiet" }, words(seen)) : null, losses.length ? make("ul", {}, losses) : null, held.problem ? make("p", { class: "problem" }, held.problem) : null);
  const rows = (held.diff || []).map(([sign, before, after, text]) => {
    if (sign === "@") return make("li", { class: "line is-gap" }, make("span", { class: "number" }, "⋯"), make("span", { class: "line-text quiet" }, `from line ${before} on`));
    const kind = { "-": " is-minus", "+": " is-plus" }[sign] || "";
    const said = { "-": "only in the good capture: ", "+": "only in the newer capture: " }[sign];
    return make("li", { class: `line${kind}` }, make("span", { class: "number" }, String(before || "")), make("span", { class: "number" }, String(after || "")), make("span", { class: "sign", "aria-hidden": "true" }, sign), make("span", { class: "line-text", dir: "auto" }, said ? make("span", { class: "said-only" }, said) : "", shown(text.slice(0, LONGEST))));
  });
  return [head, make("ol", { class: "lines is-diff" }, rows)];
}
