// What pages are made of: links, badges, claims.

import { h, words, lower, percent, day, plural } from "./dom.js";

export const link = (kind, id, label, extra = {}) => h("a", { href: `#/${kind}/${encodeURIComponent(id)}`, ...extra }, label);

export const entityLink = (e) => link("entity", e.id, e.label, { class: "entity", title: e.kind ? lower(e.kind) : null });

// A state without an object ("the app grew") has the value true, which says nothing.
export function term(t) {
  if (t.__typename === "Entity") return entityLink(t);
  if (t.__typename === "Claim") return claimLink(t);
  return t.__typename === "BooleanValue" && t.label === "true" ? "" : h("span.value", {}, t.label);
}

// A claim that another one is about, by what it says.
function claimLink(c) {
  const says = `that ${c.fact.subject.label} ${words(c.fact.predicate.name)} ${c.fact.object.label}`;
  return h("a.value", { href: `#/article/${encodeURIComponent(c.article.id)}/${encodeURIComponent(c.id)}`, title: c.label }, says);
}

export const articleName = (a) => a.title || a.key;

export function badges(claim) {
  const status = claim.fact?.status;
  return h("span.badges", {},
    claim.polarity === "NEGATED" && h("span.badge.negated", {}, "negated"),
    claim.modality !== "ASSERTED" && h("span.badge." + lower(claim.modality), {}, lower(claim.modality)),
    (status === "CONTESTED" || status === "REFUTED") && h("span.badge.contested", {}, lower(status)));
}

function source(a) {
  if (!a) return null;
  const name = a.agent ? link("entity", a.agent.id, a.text, { class: "entity" }) : a.text;
  return h("span.source", {}, "— ", name, a.cue && h("q.cue", {}, a.cue), a.via && [" via ", a.via.text]);
}

// A claim as one card: what is said, by whom, how surely, and the sentence.
export function claimCard(c, { withArticle = true } = {}) {
  return h("article.claim", { "data-claim": c.id },
    h("p.triple", {}, entityLink(c.fact.subject), " ", h("span.predicate", {}, words(c.fact.predicate.name)), " ", term(c.fact.object),
      c.qualifiers.map((q) => h("span.qualifier", {}, ` · ${words(q.predicate.name)} `, h("span.value", {}, q.object.label)))),
    h("p.how", {}, badges(c), source(c.attribution), time(c.validTime),
      h("span.confidence", { title: "How surely this was read, not whether it is true. Rules: " + c.rules.join(", ") }, `read ${percent(c.confidence)}`)),
    evidence(c, withArticle));
}

function time(t) {
  if (!t || !(t.start || t.end)) return null;
  return h("span.time", {}, t.start === t.end ? t.start : `${t.start ?? "…"} – ${t.end ?? "…"}`);
}

function evidence(c, withArticle) {
  const quote = h("blockquote", {}, c.evidence.text);
  if (!withArticle) return quote;
  return h("figure", {}, quote, h("figcaption", {},
    link("article", c.article.id, articleName(c.article), { href: `#/article/${encodeURIComponent(c.article.id)}/${encodeURIComponent(c.id)}` }),
    c.article.publisher && `, ${c.article.publisher.label}`, c.article.publishedAt && `, ${day(c.article.publishedAt)}`));
}

// A list that grows page by page.
export function pager(page, show, fetchMore) {
  const list = h("div.list", {}, page.nodes.map(show));
  const more = h("button.more", { type: "button" }, "More");
  let cursor = page.pageInfo;
  more.hidden = !cursor.hasNextPage;
  more.addEventListener("click", async () => {
    more.disabled = true;
    const next = await fetchMore(cursor.endCursor);
    list.append(...next.nodes.map(show));
    cursor = next.pageInfo;
    more.hidden = !cursor.hasNextPage;
    more.disabled = false;
  });
  return [list, more];
}

export const entityItem = (e) => h("div.item", {}, entityLink(e), h("span.kind", {}, lower(e.kind)));

export function articleItem(a) {
  return h("div.item", {}, link("article", a.id, articleName(a)),
    h("span.meta", {}, [a.publisher?.label, day(a.publishedAt), plural(a.claims.totalCount, "claim")].filter(Boolean).join(" · ")));
}
