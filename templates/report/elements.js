/* Elements made of names, attributes and children. Text becomes text nodes and nothing else: no markup is ever parsed. */

function make(name, facts, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(facts || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, call] of Object.entries(value)) node.addEventListener(event, call);
    else if (key === "data") Object.assign(node.dataset, value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

/* Characters that would not be seen, or that would turn the order of others around. */
const HIDDEN = /((?![\t\n])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}])/gu;

/* Text of a page as nodes, with hidden characters told by their numbers. */
function shown(text) {
  return String(text).split(HIDDEN).map((piece, number) => (number % 2 ? make("span", { class: "hidden-character" }, codePoint(piece)) : piece));
}

/* The same for attributes and titles, which hold nothing but text. */
function shownPlain(text) {
  return String(text).replace(HIDDEN, codePoint);
}

function codePoint(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/* Text of a page on its own, so that its direction is its own, too. */
function words(text, kind) {
  return make("bdi", { class: kind || "words" }, shown(text));
}

const NUMBERS = new Intl.NumberFormat("en");

function count(number, one, many) {
  return `${NUMBERS.format(number)} ${number === 1 ? one : many || `${one}s`}`;
}

function tell(text) {
  const said = document.getElementById("said");
  said.textContent = shownPlain(text);
  said.classList.add("is-seen");
  clearTimeout(tell.later);
  tell.later = setTimeout(() => said.classList.remove("is-seen"), 2500);
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    tell(`Copied ${what}`);
  } catch {
    const area = make("textarea", { class: "copied", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    tell(done ? `Copied ${what}` : "The browser allows no copying here");
  }
}

/* A long list shown a part at a time. */
function inParts(list, rows, render, size = 100) {
  let at = 0;
  const more = make("button", { type: "button", class: "plain more-button", on: { click: show } });
  function show() {
    list.append(...rows.slice(at, at + size).map(render));
    at += size;
    more.hidden = at >= rows.length;
    more.textContent = `Show more (${NUMBERS.format(rows.length - at)} left)`;
  }
  show();
  return [list, more];
}
