// A claim as a card: what is said, by whom, how surely, and the sentence.

import { address } from "./address.js";
import { claimBadges } from "./badges.js";
import { h } from "./dom.js";
import { articleLink, entityLink, predicate, term, termText } from "./term.js";
import { period } from "./when.js";
import { day, lower, percent, words } from "./words.js";

export const triple = (c) => h("p.triple", {}, entityLink(c.fact.subject), " ", predicate(c.fact.predicate), " ", term(c.fact.object),
  c.qualifiers.map((q) => h("span.qualifier", {}, ` · ${words(q.predicate.name)} `, h("span.value", { dir: "auto" }, termText(q.object)))));

export const how = (c, ...more) => h("p.how", {}, claimBadges(c), source(c.attribution), period(c.validTime) && h("span.time", {}, period(c.validTime)),
  h("span.confidence", { title: "How surely this was read, not whether it is true" }, `read ${percent(c.confidence)}`), more);

// A claim by itself, with where it stands.
export const claimCard = (c) => cardWith(c);

// The same with something below.
export function cardWith(c, ...more) {
  return h("article.claim", {}, triple(c), how(c), h("figure", {}, quote(c), h("figcaption", {}, articleLink(c.article, c.id),
    c.article.publisher && `, ${c.article.publisher.label}`, c.article.publishedAt && `, ${day(c.article.publishedAt)}`)), more);
}

export const quote = (c) => h("blockquote", { dir: "auto" }, c.evidence.text);

// Whom the article has say it, and whom they have it from.
export function source(a) {
  if (!a) return null;
  return h("span.source", {}, "— ", agent(a), a.cue && h("q.cue", { dir: "auto" }, a.cue), a.via && [" via ", a.via.text]);
}

const agent = (a) => (a.agent ? h("a.entity", { href: address(["entity", a.agent.id]), dir: "auto" }, a.text) : a.text);

// How a claim came about, for those who want to know.
export function particulars(c) {
  const rows = {
    "Who says so": c.attribution ? [agent(c.attribution), c.attribution.cue && ` (“${c.attribution.cue}”)`, c.attribution.via && `, via ${c.attribution.via.text}`] : "the article itself",
    Force: `${lower(c.polarity)}, ${lower(c.modality)}`,
    "The fact": h("span", {}, lower(c.fact.status)),
    Rules: c.rules.map((r) => h("code", {}, r)),
    Reader: c.extractor,
  };
  return h("dl.particulars", {}, Object.entries(rows).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}
