// All that a search finds.

import { claimCard } from "../claim.js";
import { h } from "../dom.js";
import { choice, filters } from "../filter.js";
import { articleParts, claimParts, pageInfo } from "../fragments.js";
import { articleItem, entityItem, nothing, pager } from "../list.js";
import { entityLink, predicate, term } from "../term.js";
import { statusBadge } from "../badges.js";
import { number } from "../words.js";

const query = `query Search($query: String!, $scopes: [SearchScope!], $after: String) {
  search(query: $query, scopes: $scopes, first: 30, after: $after) { totalCount ${pageInfo}
    edges { highlights node { __typename
      ... on Entity { id label kind }
      ... on Article { ...ArticleParts }
      ... on Fact { id status subject { id label kind } predicate { name } object { ...TermParts } }
      ... on Claim { ...ClaimParts }
    } }
  }
}${articleParts}${claimParts}`;

const scopes = { ENTITY: "entities", ARTICLE: "articles", FACT: "facts", CLAIM: "claims" };

export async function foundPage(view, words = "") {
  view.title = `“${words}”`;
  if (!words.trim()) return [h("h1", {}, "Search"), nothing("Type a name into the box above.")];
  const { scope } = view.params;
  const fetchPage = async (after) => {
    const { search } = await view.ask(query, { query: words, scopes: scope ? [scope] : null, after });
    return { ...search, nodes: search.edges };
  };
  const first = await fetchPage(null);
  return [h("h1", { dir: "auto" }, "“", words, "” ", h("span.count", {}, number(first.totalCount))),
    filters(choice(view, "scope", "Among", "everything", Object.keys(scopes), (s) => scopes[s])),
    first.totalCount ? pager(first, item, fetchPage)
      : nothing("Nothing is found by these words. A search looks at the names of entities, headlines, facts and the sentences of claims, word by word; the last word may be unfinished.")];
}

function item({ node, highlights }) {
  switch (node.__typename) {
    case "Article": return articleItem(node);
    case "Claim": return claimCard(node);
    case "Fact": return h("div.item", {}, h("span", {}, entityLink(node.subject), " ", predicate(node.predicate), " ", term(node.object)), statusBadge(node.status));
  }
  const by = highlights.find((name) => name !== node.label);
  return entityItem(node, by && `also “${by}”`);
}
