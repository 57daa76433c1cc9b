// Links to entities and articles, and what may stand as an object.

import { address } from "./address.js";
import { h } from "./dom.js";
import { when } from "./when.js";
import { lower, words } from "./words.js";

export const entityLink = (e) => h("a.entity", { href: address(["entity", e.id]), title: e.kind ? lower(e.kind) : null, dir: "auto" }, e.label);

export const articleName = (a) => a.title || a.key;
export const articleLink = (a, claim) => h("a", { href: address(claim ? ["article", a.id, claim] : ["article", a.id]), dir: "auto" }, articleName(a));

// What a term is called: dates in words, and long amounts with commas.
export function termText(t) {
  if (t.__typename === "TimeValue") return when(t.label);
  return t.__typename === "QuantityValue" ? t.label.replace(/(?<!\d\.?)\d{5,}/g, (digits) => BigInt(digits).toLocaleString("en")) : t.label;
}

// A state without an object ("the app grew") has the value true, which says nothing.
const isState = (t) => t.__typename === "BooleanValue" && t.label === "true";

export function term(t) {
  if (t.__typename === "Entity") return entityLink(t);
  if (t.__typename === "Claim") return claimLink(t);
  return isState(t) ? "" : h("span.value", { dir: "auto" }, termText(t));
}

// A claim that another one is about, by what it says.
function claimLink(c) {
  const says = `that ${c.fact.subject.label} ${words(c.fact.predicate.name)} ${isState(c.fact.object) ? "" : termText(c.fact.object)}`.trimEnd();
  return h("a.value", { href: address(["article", c.article.id, c.id]), title: c.label, dir: "auto" }, says);
}

export const predicate = (p) => h("span.predicate", {}, words(p.name));
