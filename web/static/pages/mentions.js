// Where articles refer to an entity, and how.

import { h } from "../dom.js";
import { pageInfo } from "../fragments.js";
import { nothing, pager } from "../list.js";
import { articleLink } from "../term.js";

const query = `query Mentions($id: ID!, $after: String) {
  node(id: $id) { ... on Entity {
    mentions(first: 50, after: $after) { nodes { form span { text } article { id key title } } ${pageInfo} }
  } }
}`;

export async function mentionsTab(view, e) {
  const fetchPage = async (after) => (await view.ask(query, { id: e.id, after })).node.mentions;
  const first = await fetchPage(null);
  const item = (m) => h("div.item", {}, h("span", { dir: "auto" }, "“", m.span.text, "”"), h("span.meta", {}, m.form, " in ", articleLink(m.article)));
  return first.nodes.length ? pager(first, item, fetchPage) : nothing("No article mentions it; it comes from plain quads.");
}
