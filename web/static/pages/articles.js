// All articles.

import { h } from "../dom.js";
import { articleParts, pageInfo } from "../fragments.js";
import { articleItem, nothing, pager } from "../list.js";
import { number } from "../words.js";

const query = `query Articles($after: String) {
  articles(first: 50, after: $after) { totalCount nodes { ...ArticleParts } ${pageInfo} }
}${articleParts}`;

export async function articlesPage(view) {
  view.title = "Articles";
  const fetchPage = async (after) => (await view.ask(query, { after })).articles;
  const first = await fetchPage(null);
  return [h("h1", {}, "Articles ", h("span.count", {}, number(first.totalCount))),
    first.totalCount ? pager(first, articleItem, fetchPage) : nothing("There are no articles yet. ", h("a", { href: "#/read" }, "Read a text"), ".")];
}
