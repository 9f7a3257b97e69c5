/* Addresses to fragments of the page's own address and back. */

const PIECE = /"(?:[^"\\]|\\.)*"|[^."]+/gu;
const numberOf = new Map();
endpoints.forEach((one) => {
  if (!numberOf.has(one.cell.address)) numberOf.set(one.cell.address, one.number);
});

function hrefOf(address) {
  return `#${encodeURIComponent(address).replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
}

function hrefOfEndpoint(one, path) {
  const own = numberOf.get(one.cell.address) === one.number;
  return hrefOf(own ? addressOf(one, path) : `endpoint:${one.number}${path ? `.${path}` : ""}`);
}

function addressOf(one, path) {
  return path ? `${one.cell.address}.${path}` : one.cell.address;
}

function hrefOfPage(path, line) {
  return hrefOf(line ? `page:${path}:${line}` : `page:${path}`);
}

function hrefOfEntry(number, line) {
  const entry = index.entries[number];
  return hrefOfPage(entry.path, line || entry.first);
}

/* What a fragment asks for: {view, ...}. */
function routeOf(hash) {
  let wanted = hash.replace(/^#/, "");
  try {
    wanted = decodeURIComponent(wanted);
  } catch {
    /* As it is, then. */
  }
  for (const [start, read] of ROUTES) if (wanted.startsWith(start)) return read(wanted.slice(start.length)) || { view: "nothing", wanted };
  return byAddress(wanted) || { view: "nothing", wanted };
}

const ROUTES = [
  ["code:", (code) => ({ view: "overview", open: "findings", code })],
  ["list:", (list) => ({ view: "overview", open: list })],
  ["enum:", (name) => enumRoute(`enum:${name}`)],
  ["page:", pageRoute],
  ["endpoint:", numberRoute],
];

function byAddress(wanted) {
  if (!wanted) return { view: "overview" };
  const pieces = wanted.match(PIECE) || [];
  const number = numberOf.get(pieces.slice(0, 2).join("."));
  if (number !== undefined) return { view: "endpoint", number, path: pieces.slice(2).join(".") };
  const listed = enumRoute(wanted);
  if (listed) return listed;
  const first = endpoints.find((one) => one.line.name === wanted || one.cell.address.startsWith(`${wanted}.`));
  return first && pieces.length === 1 ? { view: "endpoint", number: first.number, path: "" } : null;
}

/* An enum by its address, which names a resource where several have different ones of that name, or by one that names it all the same. */
function enumRoute(wanted) {
  const [, owner, name] = /^(?:(.*)\.)?enum:(.*)$/su.exec(wanted) || [];
  if (name === undefined) return null;
  const has = (one) => (one.enums || []).some((address) => address === `enum:${name}` || address.endsWith(`.enum:${name}`));
  const line = index.lines.find((one) => has(one) && (owner === undefined || firstAddress(one).startsWith(`${owner}.`)));
  const of = line && endpoints.filter((one) => one.line === line);
  return of && of.length ? { view: "endpoint", number: of[0].number, among: of.map((one) => one.number), listed: name } : null;
}

function pageRoute(text) {
  const split = /^(.*?)(?::(\d+))?$/su.exec(text);
  for (const [path, line] of [[split[1], Number(split[2] || 0)], [text, 0]]) {
    const of = index.entries.filter((one) => one.path === path);
    const entry = of.find((one) => one.first <= line && line <= one.last) || of[0];
    if (!entry) continue;
    if (!entry.endpoint) return { view: "page", entry, line };
    const number = endpoints.findIndex((one) => one.line === index.lines[entry.endpoint[0]] && one.at === entry.endpoint[1]);
    return { view: "endpoint", number, path: "", entry, at: line };
  }
  return null;
}

function numberRoute(text) {
  const [, digits, path] = /^(\d+)\.?(.*)$/su.exec(text) || [];
  return digits !== undefined && endpoints[Number(digits)] ? { view: "endpoint", number: Number(digits), path } : null;
}
