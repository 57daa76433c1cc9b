// All that a search finds.

import { h } from "../dom.js";
import { articleParts, pageInfo } from "../fragments.js";
import { articleItem, entityItem, nothing, pager } from "../list.js";
import { number } from "../words.js";

const query = `query Search($query: String!, $after: String) {
  search(query: $query, scopes: [ENTITY, ARTICLE], first: 30, after: $after) { totalCount ${pageInfo}
    edges { highlights node { __typename ... on Entity { id label kind } ... on Article { ...ArticleParts } } }
  }
}${articleParts}`;

export async function foundPage(view, words = "") {
  view.title = `“${words}”`;
  if (!words.trim()) return [h("h1", {}, "Search"), nothing("Type a name into the box above.")];
  const fetchPage = async (after) => {
    const { search } = await view.ask(query, { query: words, after });
    return { ...search, nodes: search.edges };
  };
  const first = await fetchPage(null);
  return [h("h1", { dir: "auto" }, "“", words, "” ", h("span.count", {}, number(first.totalCount))),
    first.totalCount ? pager(first, item, fetchPage) : nothing("Nothing has that name. Search looks at names of entities and headlines, word by word; the last word may be unfinished.")];
}

function item({ node, highlights }) {
  if (node.__typename === "Article") return articleItem(node);
  const by = highlights.find((name) => name !== node.label);
  return entityItem(node, by && `also “${by}”`);
}
