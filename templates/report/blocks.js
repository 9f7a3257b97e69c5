/* The data: the index at once, everything else unpacked when it is asked for. */

const index = JSON.parse(document.getElementById("index").textContent);
const KEPT = 24;
const unpacked = new Map();

function block(name) {
  const known = unpacked.get(name) || unpack(name);
  unpacked.delete(name);
  unpacked.set(name, known);
  for (const old of [...unpacked.keys()].slice(0, -KEPT)) unpacked.delete(old);
  return known;
}

async function unpack(name) {
  const binary = atob(document.getElementById(name).textContent);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/* All endpoints in one row, each with its number, its resource and its place there. */
const endpoints = index.lines.flatMap((line) => line.cells.map((cell, at) => ({ line, cell, at })));
endpoints.forEach((one, number) => {
  one.number = number;
});
