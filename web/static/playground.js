// The playground: GraphiQL over this host's /graphql. A first visit finds a tour
// of ten examples in its tabs; ?example=NAME opens one of them, and ?query=
// (&variables=) a query of the caller's. What was edited stays in the browser.
// A key that the explorer was given is sent along.

import { key } from "./key.js";
import { answers } from "./stream.js";

const tour = (await (await fetch("/static/tour.json")).json()).map((step) => ({
  ...step,
  variables: Object.keys(step.variables).length > 0 ? JSON.stringify(step.variables, null, 2) : "",
}));

const params = new URLSearchParams(location.search);
const step = tour.find((s) => s.name === params.get("example"));

// words makes a label of a name: WhoClaims, Who claims.
const words = (name) => name[0] + name.slice(1).replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase());

document.getElementById("tour").append("Tour of the bundled articles:", ...tour.map((s, i) => {
  const link = document.createElement("a");
  link.href = "/playground?example=" + s.name;
  link.textContent = `${i + 1} ${words(s.name)}`;
  link.title = s.asks;
  if (s === step) link.setAttribute("aria-current", "page");
  return link;
}), "Ctrl-Enter runs, Ctrl-Space completes, the book is the manual.");

// A tab is called after its operation, as GraphiQL does itself.
const tab = ({ name, query, variables }) => ({
  id: name, hash: null, title: query.match(/^query (\w+)/m)?.[1] ?? name, query, variables, headers: null, operationName: null, response: null,
});

// GraphiQL keeps its tabs under this name, and opens the one whose query and
// variables it is given; it can be told which tabs there are on a first visit,
// but not which of them is in front.
const place = "graphiql:tabState";

function kept() {
  try {
    const state = JSON.parse(localStorage.getItem(place));
    if (state?.tabs?.length > 0) return state;
  } catch {
    // a browser that keeps nothing, or something else under the name
  }
  return { tabs: tour.map(tab), activeTabIndex: 0 };
}

function inFront() {
  const state = kept();
  const wanted = step ?? (params.has("query") && { name: "given", query: params.get("query"), variables: params.get("variables") ?? "" });
  if (wanted) {
    const at = state.tabs.findIndex((t) => t.query === wanted.query && (t.variables ?? "") === wanted.variables);
    state.activeTabIndex = at >= 0 ? at : state.tabs.push(tab(wanted)) - 1;
  }
  try {
    localStorage.setItem(place, JSON.stringify(state));
  } catch {
    // as above: GraphiQL opens the query that it is given
  }
  return state.tabs[state.activeTabIndex] ?? state.tabs[0];
}

const front = inFront();

const once = GraphiQL.createFetcher({ url: "/graphql", headers: key() ? { Authorization: "Bearer " + key() } : {} });

// A subscription is told by events, until the button stops it.
async function* told(request, headers) {
  const stop = new AbortController();
  try {
    yield* answers(request, stop.signal, headers);
  } finally {
    stop.abort();
  }
}

function fetcher(request, options) {
  const operations = options?.documentAST?.definitions.filter((d) => d.kind === "OperationDefinition") ?? [];
  const asked = operations.find((o) => operations.length === 1 || o.name?.value === request.operationName);
  return asked?.operation === "subscription" ? told(request, options.headers) : once(request, options);
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultTabs: [front],
    query: front.query,
    variables: front.variables ?? "",
    defaultEditorToolsVisibility: "variables",
    shouldPersistHeaders: false,
  }),
);
