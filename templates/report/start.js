/* From the fragment to what is seen, and back. */

const main = document.getElementById("main");
let shownEndpoint = null;
let turn = 0;

async function render(fresh) {
  const mine = (turn += 1);
  const route = routeOf(location.hash);
  // A field, an enum or a line of what is being looked at needs nothing new.
  if (view && route.view === "endpoint" && shownEndpoint === route.number && !route.listed) return selectIn(view, route, true);
  const views = { overview: () => overview(route), endpoint: () => endpointView(route), page: () => pageView(route), nothing: () => nothingView(route) };
  if (route.view === "overview" || route.view === "nothing") view = null;
  const node = await Promise.resolve().then(views[route.view]).catch((problem) => brokenView(problem));
  if (mine !== turn) return undefined;
  shownEndpoint = view && view.one ? view.one.number : null;
  main.replaceChildren(node);
  document.documentElement.dataset.view = route.view;
  window.scrollTo(0, 0);
  const selected = view && selectIn(view, route, !fresh || Boolean(route.path));
  if (!fresh && !selected && !route.at && !route.open) main.focus({ preventScroll: true });
  performance.mark("shown");
  return undefined;
}

/* A browser without what is needed, or a file that was cut. */
function brokenView(problem) {
  view = null;
  return make("div", { class: "nothing" }, make("h1", {}, "This cannot be shown here"), make("p", {}, words(String(problem))), make("p", {}, "The file may have been cut, or the browser may be too old to unpack it."));
}

function nothingView(route) {
  document.title = "docs2client report";
  return make("div", { class: "nothing" }, make("h1", {}, "Nothing has this address"), make("p", {}, words(route.wanted, "words mono")), make("p", {}, make("a", { href: "#" }, "To the overview")));
}

function go(href) {
  if (location.hash === href || (href === "#" && !location.hash)) render(false);
  else location.hash = href;
}

/* Another fragment without another step in the history. */
function replaceRoute(href) {
  history.replaceState(null, "", href);
  render(false);
}

/* Choosing another field of the endpoint that is being looked at is no step back to come. */
main.addEventListener("click", (event) => {
  const link = event.target.closest("a.fact-link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const fact = link.closest(".fact").fact;
  if (view.selected === fact) {
    unselect(view);
    history.replaceState(null, "", hrefOfEndpoint(view.one));
    showLines(view, fact, true);
  } else if (fact.listed) selectIn(view, { listed: fact.listed }, true);
  else replaceRoute(link.getAttribute("href"));
});

document.getElementById("brand-api").replaceChildren(words(index.title || index.api));
document.getElementById("skip").addEventListener("click", () => main.focus());
window.addEventListener("hashchange", () => render(false));
render(true).then(() => (window.requestIdleCallback || setTimeout)(() => rowsToSearch()));
