// An entity: what it is, and a tab for each way to look at it.

import { address } from "../address.js";
import { h } from "../dom.js";
import { nothing } from "../list.js";
import { joined, lower, number, plural } from "../words.js";
import { conflictsTab } from "./conflicts.js";
import { factsTab } from "./facts.js";
import { mentionsTab } from "./mentions.js";
import { neighboursTab } from "./neighbours.js";
import { timelineTab } from "./timeline.js";

const query = `query Entity($id: ID!) {
  node(id: $id) { ... on Entity {
    id iri label kind description sameAs
    names { text count }
    predicates { predicate { name iri domain range } direction count }
    mentions(first: 1) { totalCount }
  } }
  conflicts(entity: { id: $id }, first: 1) { totalCount }
}`;

const tabs = [
  { name: "", title: "Facts", show: factsTab },
  { name: "timeline", title: "Timeline", show: timelineTab },
  { name: "neighbours", title: "Neighbours", show: neighboursTab },
  { name: "conflicts", title: "Disagreements", show: conflictsTab },
  { name: "mentions", title: "Mentions", show: mentionsTab },
];

export async function entityPage(view, id, tab = "") {
  const { node: e, conflicts } = await view.ask(query, { id });
  const chosen = tabs.find((t) => t.name === tab);
  if (!e?.label) return absent(view, "No such entity", "It may have gone with the articles that named it.");
  if (!chosen) return absent(view, "No such view", "There is no such way to look at it.");
  view.title = joined(e.label, chosen.name && chosen.title);
  const counts = { "": sum(e.predicates), conflicts: conflicts.totalCount, mentions: e.mentions.totalCount };
  return [head(e), navigation(e, chosen, counts), h("section", { "aria-label": chosen.title }, await chosen.show(view, e))];
}

function absent(view, title, why) {
  view.title = title;
  return [h("h1", {}, title), nothing(why)];
}

// A fact between the entity and itself counts from both ends.
const sum = (usages) => usages.reduce((n, u) => n + u.count, 0);

function head(e) {
  const others = e.names.filter((n) => n.text !== e.label);
  return h("div.head", {},
    h("h1", { dir: "auto" }, e.label, " ", h("a.kind", { href: address(["entities"], { kind: e.kind }), title: "All of this kind" }, lower(e.kind))),
    e.description && h("p", { dir: "auto" }, e.description),
    others.length > 0 && h("p.meta", {}, "also ", others.map((n, i) => [i > 0 && ", ", h("span", { dir: "auto", title: called(n) }, n.text)])),
    e.sameAs.length > 0 && h("p.meta", {}, "the same elsewhere: ", e.sameAs.map((iri, i) => [i > 0 && ", ", elsewhere(iri)])),
    h("p.meta.iri", {}, e.iri));
}

const called = (n) => (n.count ? `${plural(n.count, "article")} ${n.count === 1 ? "calls" : "call"} it so` : "from plain quads");

// Only web addresses are links; nothing is fetched until one is followed.
const elsewhere = (iri) => (/^https?:\/\//.test(iri) ? h("a", { href: iri, rel: "noreferrer noopener" }, iri) : iri);

function navigation(e, chosen, counts) {
  return h("nav.tabs", { "aria-label": "About " + e.label }, tabs.map((t) => h("a", {
    href: address(["entity", e.id, ...(t.name ? [t.name] : [])]), "aria-current": t === chosen ? "page" : null,
  }, t.title, counts[t.name] !== undefined && h("span.count", {}, " " + number(counts[t.name])))));
}
