/* The extracted facts of one endpoint. Every fact knows its node and the lines that it comes from; `view` is what is being looked at. */

/* What an override may set of a field; of a list, of its items. What is said now is in the row: in words of the command, or as it is. */
const SETTABLE = ["type", "format", "required", "nullable", "default", "date_part", "enum", "description", "deprecated", "read_only"];
const OF_ENDPOINTS = ["operation", "method", "path", "title", "summary", "description", "deprecated"];
const OF_BODIES = ["content_type"];
const OF_ENUMS = ["name"];
const OF_LISTS = ["type", "items.type", "items.format", "items.enum", ...SETTABLE.slice(2)].filter((key) => key !== "enum");

function settable(row) {
  return typeOf(row) === "array" ? OF_LISTS : SETTABLE;
}

function saidOf(row, key) {
  const told = { type: typeOf(row), required: String(Boolean(row.required)), description: row.description, read_only: "false" };
  return told[key] ?? "";
}

/* Something that a command can correct: its address, what can be set of it, and what is said now, in words of the command. */
function offerOf(what, address, keys, one, said) {
  const now = (key) => (one.texts || {})[key] ?? (key === "deprecated" ? "false" : said ? said(key) : "");
  return { what, address, keys, now, corrections: one.corrections || [] };
}

function typeOf(row) {
  return row.type.split(" ")[0];
}

function factsPane(view) {
  const { facts } = view;
  const parts = [
    noticesOf(facts.corrections, facts.drift),
    headsPart(view),
    fixPart(offerOf("endpoint", view.one.cell.address, OF_ENDPOINTS, facts)),
    ...(facts.sections || []).map((section) => sectionPart(view, section)),
    ...(facts.enums || []).map((number) => enumPart(view, view.chunk.enums[number])),
  ];
  return make("section", { class: "pane facts", "aria-labelledby": "facts-title", tabindex: -1 }, make("div", { class: "pane-head" }, make("h2", { id: "facts-title" }, "Extracted facts"), make("span", { class: "quiet" }, count(view.one.cell.fields || 0, "field"))), make("div", { class: "pane-body", id: "facts-body" }, parts));
}

/* A fact is known by its node; `places` are where it comes from, the main one first. */
function addFact(view, node, link, path, places, more) {
  const fact = { node, link, path, places: places.filter((place) => place && place.sheet !== undefined && place.line), ...more };
  node.fact = fact;
  view.list.push(fact);
  for (const place of fact.places) {
    for (let line = place.line; line <= (place.last || place.line); line += 1) {
      const key = `${place.sheet}:${line}`;
      if (!view.byLine.has(key)) view.byLine.set(key, []);
      if (!view.byLine.get(key).includes(fact)) view.byLine.get(key).push(fact);
    }
  }
  return node;
}

function headsPart(view) {
  const rows = (view.facts.heads || []).map((head) => {
    if (!head.at) return make("li", { class: "head" }, make("span", { class: "head-label" }, head.label), words(head.value, "words head-value"));
    const link = make("button", { type: "button", class: "head-label fact-link" }, head.label);
    const node = make("li", { class: "head fact", data: { fact: head.label } }, link, words(head.value, "words head-value"));
    link.addEventListener("click", () => showLines(view, node.fact, true));
    return addFact(view, node, link, null, [head.at]);
  });
  return make("ul", { class: "heads" }, rows);
}

function sectionPart(view, section) {
  const rows = (section.rows || []).map((row) => rowPart(view, row));
  const name = section.at && section.at.line ? make("button", { type: "button", class: "section-name fact-link" }, section.title) : section.title;
  const whole = section.path === "request" ? "body" : section.path.startsWith("response") ? "answer" : null;
  const title = make("h3", {}, name, section.media ? words(section.media, "words media") : "", make("span", { class: "amount" }, NUMBERS.format(rows.length)));
  if (name !== section.title) {
    addFact(view, title, name, null, [section.at]);
    title.classList.add("fact");
    name.addEventListener("click", () => showLines(view, title.fact, true));
  }
  return make(
    "section",
    { class: "fact-section" },
    title,
    section.words ? make("p", { class: "quiet" }, words(section.words)) : null,
    noticesOf(section.corrections, []),
    whole ? fixPart(offerOf(whole, addressOf(view.one, section.path), OF_BODIES, section)) : null,
    rows.length ? make("ul", { class: "rows" }, rows) : make("p", { class: "quiet" }, "No fields."),
    section.example ? make("details", { class: "example" }, make("summary", {}, "Documented example"), make("pre", {}, shown(section.example))) : null,
  );
}

function rowPart(view, row) {
  const link = make("a", { class: "name fact-link", href: hrefOfEndpoint(view.one, row.path) }, words(row.name));
  const node = make(
    "li",
    { class: `fact row${row.required ? " is-required" : ""}`, data: { path: row.path } },
    make("div", { class: "row-line" }, make("span", { class: "name-cell" }, link), make("span", { class: "type-cell" }, words(row.type, "words type"), row.enum ? [" ", enumLink(view, row.enum)] : ""), make("span", { class: "tags" }, tagsOf(row))),
    row.description ? make("p", { class: "row-words" }, words(row.description)) : null,
    noticesOf(row.corrections, row.drift, addressOf(view.one, row.path)),
  );
  node.style.setProperty("--depth", row.depth || 0);
  const places = [row.at, ...Object.values(row.sources || {})];
  return addFact(view, node, link, row.path, places, { row, offer: offerOf("field", addressOf(view.one, row.path), settable(row), row, (key) => saidOf(row, key)) });
}

function tagsOf(row) {
  const facts = Object.entries(row.facts || {}).filter(([key]) => key !== "written").map(([key, value]) => make("span", { class: `tag is-${key.replace(/\W/g, "-")}` }, key === "format" ? "" : `${key} `, words(value)));
  const rule = (row.at || {}).rule;
  return [
    row.required ? make("span", { class: "tag is-must" }, "required") : "",
    facts,
    rule && rule !== "field-row" ? make("span", { class: "tag is-rule", title: "No row of the page states this field; this rule inferred it" }, words(rule)) : "",
  ];
}

function enumLink(view, name) {
  const known = (view.chunk.enums || []).find((one) => one.name === name);
  return make("a", { class: "enum-link", href: hrefOf(known ? known.address : `enum:${name}`) }, words(name));
}

function noticesOf(corrections, drift, own) {
  const fixed = (corrections || []).map((one) =>
    make(
      "div",
      { class: "notice is-override" },
      make("strong", {}, markOf("override"), one.problem && !one.partly ? "Override not in force" : "Overridden"),
      Object.entries(one.set).map(([key, value]) => make("p", {}, words(key, "words mono"), " — the page says ", words((one.expect || {})[key] || "nothing", "words was"), ", set to ", words(value, "words now"))),
      make("p", { class: "quiet" }, words(one.reason)),
      one.problem ? make("p", { class: "problem" }, words(one.problem)) : null,
    ),
  );
  const changed = (drift || []).map((one) =>
    make("div", { class: "notice is-drift" }, make("strong", {}, markOf("drift"), "Drift ", make("span", { class: `tag is-${one.severity}` }, one.severity)), make("p", {}, words(one.message)), one.was || one.address !== own ? make("p", { class: "quiet" }, words(one.was ? `was ${one.was}` : one.address, "words mono")) : null),
  );
  return [...fixed, ...changed];
}

function enumPart(view, one) {
  const link = make("a", { class: "name fact-link", href: hrefOf(one.address) }, words(one.name));
  const values = (one.values || []).map(([value, name, text]) => make("tr", {}, make("td", {}, words(value, "words mono")), make("td", {}, words(name)), make("td", { class: "quiet" }, words(text))));
  const node = make(
    "div",
    { class: "fact enum", data: { enum: one.name } },
    make("div", { class: "row-line" }, make("span", { class: "name-cell" }, link), make("span", { class: "type-cell" }, words(one.type, "words type")), make("span", { class: "tags" }, make("span", { class: "tag is-rule" }, words(one.at.rule || "")))),
    make("table", { class: "values" }, make("caption", { class: "said-only" }, "Values"), make("tbody", {}, values)),
    noticesOf(one.corrections, one.drift, one.address),
    make("ul", { class: "more origins" }, originLine(view, "named", one.at)),
  );
  addFact(view, node, link, null, [one.at], { listed: one.name, offer: offerOf("enum", one.address, OF_ENUMS, one) });
  return make("section", { class: "fact-section" }, make("h3", {}, "Enum"), node);
}

/* Everything of a field that is asked for: where each fact comes from, and what to copy. */
function detailsOf(view, fact) {
  const { row, offer } = fact;
  const address = make("button", { type: "button", class: "plain", data: { copy: "address" }, on: { click: () => copy(offer.address, "the address") } }, "Copy address");
  // Where an enum comes from is told at all times.
  if (!row) return make("div", { class: "more" }, commandPart(offer, address));
  const sources = Object.entries(row.sources || {}).map(([key, place]) => originLine(view, key, place));
  return make(
    "div",
    { class: "more" },
    row.facts && row.facts.written ? make("p", { class: "quiet" }, "The page writes ", words(row.facts.written, "words mono")) : null,
    make("ul", { class: "origins" }, originLine(view, row.at.rule === "field-row" ? "stated" : "inferred", row.at), sources),
    commandPart(offer, address),
  );
}

function originLine(view, label, place) {
  const text = [words(label, "words mono"), place.line ? ` from line ${place.line}` : " from no line of its own", " by ", words(place.rule || "?", "words mono")];
  if (place.page === undefined) return make("li", {}, text);
  const known = index.entries.some((entry) => entry.path === place.page);
  return make("li", {}, text, " of ", known ? make("a", { href: hrefOfPage(place.page, place.line) }, words(place.page, "words mono")) : words(place.page, "words mono"));
}

/* The same of what is not chosen by a click: it is made when somebody opens it. */
function fixPart(offer) {
  const part = make("details", { class: "fix" }, make("summary", {}, `Correct the ${offer.what}`));
  part.addEventListener("toggle", () => part.childElementCount === 1 && part.append(commandPart(offer)));
  return part;
}

/* The command that corrects something: which fact, to what, and why. */
function commandPart(offer, beside) {
  const key = make("select", { "aria-label": "Fact to set" }, offer.keys.map((name) => make("option", { value: name }, name)));
  const value = make("input", { type: "text", "aria-label": "Value", spellcheck: "false" });
  const reason = make("input", { type: "text", "aria-label": "Reason", placeholder: "why the page is wrong" });
  const line = make("code", { class: "command" });
  const button = make("button", { type: "button", class: "plain", data: { copy: "command" }, on: { click: () => copy(line.textContent, "the command") } }, "Copy override command");
  const write = () => {
    line.textContent = overrideCommand(offer, key.value, value.value, reason.value);
  };
  const choose = () => {
    value.value = offer.now(key.value);
    write();
  };
  key.addEventListener("change", choose);
  value.addEventListener("input", write);
  reason.addEventListener("input", write);
  choose();
  return make("div", { class: "correct", role: "group", "aria-label": `Correct this ${offer.what}` }, make("div", { class: "correct-row" }, make("span", { class: "quiet" }, "Set"), key, value, reason), line, make("p", { class: "buttons" }, button, beside || null));
}

/* What is corrected already is replaced, by the address that it had; where the project has other APIs, this one is named. */
function overrideCommand(offer, key, value, reason) {
  const done = offer.corrections.find((one) => key.split(".")[0] in one.set);
  const address = done ? done.address : offer.address;
  const more = `${done ? " --replace" : ""}${index.several ? ` --api ${quoted(index.api)}` : ""}`;
  return `docs2client override ${quoted(address)} --set ${quoted(`${key}=${value}`)}${more} --reason ${quoted(reason || "...", true)}`;
}

/* A word for a POSIX shell. */
function quoted(text, always) {
  if (text.search(HIDDEN) >= 0) return printed(text);
  if (!always && /^[\w.:/=@%+-]+$/.test(text)) return text;
  return /^[^"$`\\!\n]*$/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
}

/* The same of a text with characters that a terminal would obey, or that nobody sees: all but the plain ones by the numbers of their bytes. */
function printed(text) {
  const told = [...new TextEncoder().encode(text)].map((byte) => (byte < 0x20 || byte > 0x7e || "\\%'-".includes(String.fromCharCode(byte)) ? `\\${byte.toString(8).padStart(3, "0")}` : String.fromCharCode(byte)));
  return `"$(printf '${told.join("")}')"`;
}
