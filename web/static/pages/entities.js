// The entities that something is said of, by kind and name.

import { h } from "../dom.js";
import { choice, filters, wording } from "../filter.js";
import { pageInfo } from "../fragments.js";
import { entityItem, nothing, pager } from "../list.js";
import { kinds, number } from "../words.js";

const query = `query Entities($where: EntityFilter, $after: String) {
  entities(where: $where, first: 50, after: $after) { totalCount nodes { id label kind } ${pageInfo} }
}`;

export async function entitiesPage(view) {
  view.title = "Entities";
  const { kind, name } = view.params;
  const where = { someFact: {} };
  if (kind) where.kinds = [kind];
  if (name) where.label = { contains: name };
  const fetchPage = async (after) => (await view.ask(query, { where, after })).entities;
  const first = await fetchPage(null);
  return [h("h1", {}, "Entities ", h("span.count", {}, number(first.totalCount))),
    h("p.meta", {}, "What something is said of, in the order in which it was read. What is only mentioned, a search finds."),
    filters(choice(view, "kind", "Kind", "all kinds", kinds), wording(view, "name", "Name has")),
    first.totalCount ? pager(first, (e) => entityItem(e), fetchPage) : nothing("No entity fits.")];
}
