// An article: its text with what was read marked in place, the claims beside.
// A click on either shows the other.

import { h } from "../dom.js";
import { download } from "../download.js";
import { claimParts, pageInfo } from "../fragments.js";
import { nothing } from "../list.js";
import { articleName, entityLink } from "../term.js";
import { day, joined, plural } from "../words.js";
import { Reader } from "../reader.js";

const claimsPart = `{ totalCount ${pageInfo} nodes { ...ClaimParts responses(first: 3) { totalCount nodes { id label article { id } } } } }`;
const mentionsPart = `{ ${pageInfo} nodes { form span { start end text } entity { id label kind } } }`;

const query = `query Article($id: ID!) {
  node(id: $id) { ... on Article {
    id key url title byline publishedAt recordedAt language text
    publisher { id label kind }
    entities(first: 24) { totalCount nodes { id label kind } }
    claims(first: 200) ${claimsPart}
    mentions(first: 500) ${mentionsPart}
  } }
}${claimParts}`;

const moreClaims = `query ArticleClaims($id: ID!, $after: String) {
  node(id: $id) { ... on Article { claims(first: 200, after: $after) ${claimsPart} } }
}${claimParts}`;

const moreMentions = `query ArticleMentions($id: ID!, $after: String) {
  node(id: $id) { ... on Article { mentions(first: 500, after: $after) ${mentionsPart} } }
}`;

const exportQuery = `query DownloadArticle($id: ID!, $format: ExportFormat!) {
  node(id: $id) { ... on Article { export(format: $format) } }
}`;

export async function articlePage(view, id, claim) {
  const { node: a } = await view.ask(query, { id });
  if (a?.text === undefined) {
    view.title = "No such article";
    return [h("h1", {}, view.title), nothing("It may have been retracted.")];
  }
  view.title = articleName(a);
  const reader = new Reader(view, a, {
    claims: async (after) => (await view.ask(moreClaims, { id, after })).node.claims,
    mentions: async (after) => (await view.ask(moreMentions, { id, after })).node.mentions,
  });
  view.shown = () => reader.begin(claim);
  const file = download(articleName(a), async (format) => ({ text: (await view.ask(exportQuery, { id, format })).node.export }));
  return [head(a), a.claims.totalCount > 0 && file, a.claims.totalCount === 0 && nothing(unread(a)), reader.element];
}

function head(a) {
  return h("div.head", {},
    h("h1", { dir: "auto" }, articleName(a)),
    h("p.meta", {}, joined(day(a.publishedAt), plural(a.claims.totalCount, "claim"), plural(a.entities.totalCount, "entity", "entities"), a.language && "language " + a.language)),
    a.byline && h("p.meta", { dir: "auto" }, "by " + a.byline),
    h("p.meta", {}, a.publisher && ["published by ", entityLink(a.publisher), " · "], address(a)),
    h("details", {}, h("summary", {}, "Entities in it"), h("div.cloud", {}, a.entities.nodes.map(entityLink))));
}

const address = (a) => (a.url && /^https?:\/\//.test(a.url) ? h("a", { href: a.url, rel: "noreferrer noopener" }, a.url) : a.key !== articleName(a) && h("span.iri", {}, a.key));

const unread = (a) => (a.language && !a.language.startsWith("en") ? "Articles that are not in English are kept, and nothing is read from them." : "Nothing in it was read as a claim.");
