// The explorer: one page, its address after the #.
//
//   #/  #/articles  #/entities  #/claims  #/search/WORDS  #/read
//   #/entity/ID  #/article/ID  #/article/ID/CLAIM

import { ask, claimParts } from "./api.js";
import { h, lower, plural, words, percent } from "./dom.js";
import { articleItem, claimCard, entityItem, entityLink, link, pager, term } from "./parts.js";
import { articlePage } from "./article.js";
import { readPage } from "./read.js";

const articleFields = "id key title publishedAt publisher { label } claims { totalCount }";
const pageInfo = "pageInfo { hasNextPage endCursor }";

const pages = {
  "": home,
  articles: () => listPage("Articles", "articles", articleFields, articleItem),
  entities: () => listPage("Entities", "entities", "id label kind", entityItem, "", "where: { someFact: {} }, "),
  claims: () => listPage("Claims", "claims", "...ClaimParts", claimCard, claimParts),
  search, entity, article: articlePage, read: readPage,
};

async function home() {
  const d = await ask(`query Home {
    graph { articleCount entityCount factCount claimCount }
    articles(first: 8) { nodes { ${articleFields} } }
    entities(where: { someFact: {}, kinds: [PERSON, ORGANIZATION, PLACE, PRODUCT, EVENT, WORK] }, first: 30) { nodes { id label kind } }
    claims(where: { attributed: true }, first: 8) { nodes { ...ClaimParts } }
  } ${claimParts}`);
  const g = d.graph;
  return [
    h("section.hero", {}, h("h1", {}, "Who says what, and where it stands"),
      h("p", {}, `${plural(g.articleCount, "article")} ${g.articleCount === 1 ? "was" : "were"} read into ${plural(g.claimCount, "claim")} about ${plural(g.entityCount, "entity", "entities")}. `,
        "Every claim keeps its sentence, who said it and how surely it was read.")),
    h("div.columns", {},
      h("section", {}, heading("Articles", "#/articles"), d.articles.nodes.map(articleItem)),
      h("section", {}, heading("Entities", "#/entities"), h("div.cloud", {}, d.entities.nodes.map(entityLink)))),
    h("section", {}, heading("Who says so", "#/claims"), d.claims.nodes.map((c) => claimCard(c))),
  ];
}

const heading = (text, href) => h("h2", {}, h("a", { href }, text));

async function listPage(title, field, fields, show, fragment = "", where = "") {
  const query = `query List($after: String) { ${field}(${where}first: 50, after: $after) { totalCount nodes { ${fields} } ${pageInfo} } } ${fragment}`;
  const fetchPage = async (after) => (await ask(query, { after }))[field];
  const first = await fetchPage(null);
  return [h("h1", {}, title, " ", h("span.count", {}, first.totalCount.toLocaleString("en"))), pager(first, (n) => show(n), fetchPage)];
}

async function search(query) {
  const d = await ask(`query Search($query: String!) {
    search(query: $query, scopes: [ENTITY, ARTICLE], first: 30) { edges { node { __typename
      ... on Entity { id label kind }
      ... on Article { ${articleFields} }
    } } }
  }`, { query });
  const show = { Entity: entityItem, Article: articleItem };
  const found = d.search.edges.map((e) => e.node).filter((n) => show[n.__typename]);
  return [h("h1", {}, "“", query, "” ", h("span.count", {}, String(found.length))),
    found.length ? found.map((n) => show[n.__typename](n)) : h("p", {}, "Nothing has that name.")];
}

async function entity(id) {
  const query = `query Entity($id: ID!, $after: String) { node(id: $id) { ... on Entity {
    id label kind aliases iri
    facts(direction: BOTH, first: 50, after: $after) { totalCount ${pageInfo}
      nodes: edges { direction other { ...TermParts }
        node { id status confidence predicate { name } claims(first: 10) { totalCount nodes { ...ClaimParts } } sources(first: 3) { nodes { ... on Load { name } } } } } }
  } } } ${claimParts}`;
  const fetchPage = async (after) => (await ask(query, { id, after })).node;
  const e = await fetchPage(null);
  if (!e) return h("p", {}, "There is no such entity.");
  return [
    h("h1", {}, e.label, " ", h("span.kind", {}, lower(e.kind))),
    e.aliases.length > 0 && h("p.meta", {}, "also: ", e.aliases.join(", ")),
    h("h2", {}, plural(e.facts.totalCount, "fact")),
    pager(e.facts, factRow, async (after) => (await fetchPage(after)).facts),
  ];
}

// A fact seen from the entity, with its claims folded in.
function factRow(edge) {
  const f = edge.node;
  const name = words(f.predicate.name);
  const line = edge.direction === "IN"
    ? [term(edge.other), " ", h("span.predicate", {}, name), " ", h("span.self", {}, "this")]
    : [h("span.predicate", {}, name), " ", term(edge.other)];
  return h("details.fact", {},
    h("summary", {}, h("span.line", {}, line),
      f.status !== "SUPPORTED" && f.claims.totalCount > 0 && h("span.badge." + lower(f.status), {}, lower(f.status)),
      h("span.confidence", {}, percent(f.confidence)),
      h("span.meta", {}, f.claims.totalCount ? plural(f.claims.totalCount, "claim") : "from " + f.sources.nodes.map((s) => s.name).join(", "))),
    f.claims.nodes.map((c) => claimCard(c)));
}

// --- the address

const view = document.getElementById("view");
const box = document.querySelector("#search input");

async function show() {
  const [page, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decoded);
  const here = location.hash;
  view.setAttribute("aria-busy", "true");
  let content;
  try {
    content = await (Object.hasOwn(pages, page) ? pages[page] : notFound)(...rest);
  } catch (error) {
    content = h("p.error", { role: "alert" }, error.message);
  }
  if (location.hash !== here) return; // another page was asked for meanwhile
  view.replaceChildren(...[content].flat(Infinity).filter(Boolean));
  view.removeAttribute("aria-busy");
  if (page !== "article") window.scrollTo(0, 0);
  for (const a of document.querySelectorAll("nav a")) a.toggleAttribute("aria-current", a.hash === "#/" + page);
  view.dispatchEvent(new Event("shown"));
}

// decoded is a part of the address, as it stands where nobody encoded it so.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const notFound = () => [h("h1", {}, "No such page"), link("", "", "Back to the start")];

document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  if (box.value.trim()) location.hash = "#/search/" + encodeURIComponent(box.value.trim());
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, textarea")) {
    event.preventDefault();
    box.focus();
  }
});
window.addEventListener("hashchange", show);
show();
