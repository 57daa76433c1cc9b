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
  articles(first: 8) { nodes { ...ArticleParts } }
  entities(where: { someFact: {}, kinds: [PERSON, ORGANIZATION, PLACE, PRODUCT, EVENT, WORK] }, first: 300) { nodes { id label kind names { count } } }
  claims(where: { attributed: true }, first: 8) { nodes { ...ClaimParts } }
}${articleParts}${claimParts}`;

// mostNamed are those that texts speak of most, of the entities that came first.
function mostNamed(entities) {
  const mentions = (e) => e.names.reduce((sum, name) => sum + name.count, 0);
  return entities.toSorted((a, b) => mentions(b) - mentions(a)).slice(0, 30);
}

export async function homePage(view) {
  const d = await view.ask(query);
  const g = d.graph;
  return [
    h("section.hero", {}, h("h1", {}, "Who says what, and where it stands"),
      h("p", {}, `${plural(g.articleCount, "article")} ${g.articleCount === 1 ? "was" : "were"} read into ${plural(g.claimCount, "claim")} about ${plural(g.entityCount, "entity", "entities")}. `,
        "Every claim keeps its sentence, who said it and how surely it was read.")),
    g.articleCount + g.factCount === 0 && nothing("The store is empty. ", h("a", { href: "#/read" }, "Read a text"), " to begin with."),
    h("div.columns", {},
      section("Articles", "articles", d.articles.nodes.map(articleItem)),
      section("Entities", "entities", d.entities.nodes.length > 0 && h("div.cloud", {}, mostNamed(d.entities.nodes).map(entityLink)))),
    d.claims.nodes.length > 0 && section("Who says so", "claims", d.claims.nodes.map(claimCard)),
  ];
}

const section = (text, page, content) => h("section", {}, h("h2", {}, h("a", { href: address([page]) }, text)), content);
