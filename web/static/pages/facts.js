// The facts of an entity, by predicate. Long groups are paged, and groups after
// the first ones are fetched when they are opened.

import { statusBadge } from "../badges.js";
import { claimCard } from "../claim.js";
import { h } from "../dom.js";
import { failure } from "../failure.js";
import { claimParts, pageInfo, termParts } from "../fragments.js";
import { nothing, pager } from "../list.js";
import { articleLink, term } from "../term.js";
import { period } from "../when.js";
import { number, percent, plural, words } from "../words.js";

const openAtFirst = 8; // groups

const groupQuery = `query Facts($id: ID!, $direction: Direction!, $predicate: String!, $after: String) {
  node(id: $id) { ... on Entity {
    facts(direction: $direction, where: { predicates: [$predicate] }, first: 10, after: $after) { totalCount ${pageInfo}
      nodes: edges { other { ...TermParts }
        node { id status confidence sourceCount originCount validTime { start end }
          sources(first: 3) { nodes { __typename ... on Article { id key title } ... on Load { name } } } } }
    }
  } }
}${termParts}`;

const claimsQuery = `query FactClaims($id: ID!, $after: String) {
  node(id: $id) { ... on Fact { claims(first: 10, after: $after) { totalCount nodes { ...ClaimParts } ${pageInfo} } } }
}${claimParts}`;

export async function factsTab(view, e) {
  if (!e.predicates.length) return nothing("Nothing is said of it; it is only mentioned.");
  const groups = knownFirst(e.predicates).map((usage, i) => ({ usage, open: i < openAtFirst }));
  return Promise.all(groups.map((g) => group(view, e, g)));
}

// What everybody asks of an entity has a property of Wikidata; relations of the
// vocabulary tell more of it than words as they stand in a text.
const knownFirst = (usages) => usages.toSorted((a, b) => rank(a.predicate) - rank(b.predicate));
const rank = (p) => (!p.iri.startsWith("urn:claimgraph:predicate:") ? 0 : p.domain.length + p.range.length > 0 ? 1 : 2);

async function group(view, e, { usage, open }) {
  const name = words(usage.predicate.name);
  const heading = usage.direction === "OUT" ? [h("span.predicate", {}, name), " …"] : ["… ", h("span.predicate", {}, name), " ", h("bdi", {}, e.label)];
  const body = h("div.body", {});
  const box = h("details.group", { open }, h("summary", {}, h("h2", {}, heading), h("span.count", {}, number(usage.count))), body);
  const fill = once(async () => body.replaceChildren(...await factsOf(view, e, usage)));
  box.addEventListener("toggle", () => box.open && fill().catch((error) => body.replaceChildren(failure(error))));
  if (open) await fill();
  return box;
}

async function factsOf(view, e, usage) {
  const fetchPage = async (after) => {
    const d = await view.ask(groupQuery, { id: e.id, direction: usage.direction, predicate: usage.predicate.name, after });
    return d.node.facts;
  };
  return pager(await fetchPage(null), (edge) => fact(view, edge), fetchPage);
}

// A fact with its claims folded in.
function fact(view, { node: f, other }) {
  const body = h("div.body", {});
  const box = h("details.fact", {}, h("summary", {},
    h("span.line", {}, term(other) || h("span.meta", {}, "holds")), period(f.validTime) && h("span.time", {}, period(f.validTime)), statusBadge(f.status),
    h("span.confidence", { title: "How surely this was read, not whether it is true" }, percent(f.confidence)),
    h("span.meta", {}, sources(f))), body);
  const fill = once(async () => body.replaceChildren(...await claimsOf(view, f)));
  box.addEventListener("toggle", () => box.open && fill().catch((error) => body.replaceChildren(failure(error))));
  return box;
}

// Copies of one story are one origin.
function sources(f) {
  const all = plural(f.sourceCount, "source");
  return f.originCount < f.sourceCount ? `${all}, ${plural(f.originCount, "origin")}` : all;
}

async function claimsOf(view, f) {
  const fetchPage = async (after) => (await view.ask(claimsQuery, { id: f.id, after })).node.claims;
  const first = await fetchPage(null);
  if (first.totalCount) return pager(first, claimCard, fetchPage);
  return [nothing("No article claims it; it comes from ", f.sources.nodes.map((s, i) => [i > 0 && ", ", s.__typename === "Load" ? s.name : articleLink(s)]).flat(), ".")];
}

// once lets a call through until one has gone well.
function once(call) {
  let running = null;
  return () => running ??= call().catch((error) => {
    running = null;
    throw error;
  });
}
