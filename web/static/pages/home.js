// Where one starts: how much there is, and a little of each.

import { address } from "../address.js";
import { claimCard } from "../claim.js";
import { h } from "../dom.js";
import { articleParts, claimParts } from "../fragments.js";
import { articleItem, nothing } from "../list.js";
import { entityLink } from "../term.js";
import { plural } from "../words.js";

const query = `query Home {
  graph { articleCount entityCount factCount claimCount }
  articles(first: 8) { nodes { ...ArticleParts said: claims(where: { attributed: true }, first: 8) { nodes { ...ClaimParts } } } }
  entities(where: { someFact: {}, kinds: [PERSON, ORGANIZATION, PLACE, PRODUCT, EVENT, WORK] }, first: 300) { nodes { id label kind names { count } mentions(first: 1) { nodes { form } } } }
}${articleParts}${claimParts}`;

// mostNamed are those that most articles speak of, of the entities that came first, and
// rather what has a name than what is only described ("the other explosion").
function mostNamed(entities) {
  const articles = (e) => e.names.reduce((sum, name) => sum + name.count, 0);
  const named = (e) => Number(e.mentions.nodes[0]?.form === "name");
  return entities.toSorted((a, b) => articles(b) - articles(a) || named(b) - named(a)).slice(0, 30);
}

// someSaid are some claims that somebody is said to have made, of as many articles as
// there are: the first of each, then the second.
function someSaid(articles) {
  const lists = articles.map((a) => a.said.nodes);
  return Array.from({ length: 8 }, (_, i) => lists.flatMap((claims) => claims.slice(i, i + 1))).flat().slice(0, 8);
}

export async function homePage(view) {
  const d = await view.ask(query);
  const g = d.graph;
  const said = someSaid(d.articles.nodes);
  return [
    h("section.hero", {}, h("h1", {}, "Who says what, and where it stands"),
      h("p", {}, `${plural(g.articleCount, "article")} ${g.articleCount === 1 ? "was" : "were"} read into ${plural(g.claimCount, "claim")} about ${plural(g.entityCount, "entity", "entities")}. `,
        "Every claim keeps its sentence, who said it and how surely it was read.")),
    g.articleCount + g.factCount === 0 && nothing("The store is empty. ", h("a", { href: "#/read" }, "Read a text"), " to begin with."),
    h("div.columns", {},
      section("Articles", "articles", d.articles.nodes.map(articleItem)),
      section("Entities", "entities", d.entities.nodes.length > 0 && h("div.cloud", {}, mostNamed(d.entities.nodes).map(entityLink)))),
    said.length > 0 && section("Who says so", "claims", said.map(claimCard)),
  ];
}

const section = (text, page, content) => h("section", {}, h("h2", {}, h("a", { href: address([page]) }, text)), content);
