// Lists that grow page by page, and what stands in them.

import { h } from "./dom.js";
import { failure } from "./failure.js";
import { articleLink, entityLink } from "./term.js";
import { day, joined, lower, plural } from "./words.js";

// pager shows a page, and more as they are asked for.
export function pager(page, show, fetchMore) {
  const list = h("div.list", {}, page.nodes.map(show));
  const more = h("button.more", { type: "button" }, "More");
  const trouble = h("div", {});
  let cursor = page.pageInfo;
  more.hidden = !cursor.hasNextPage;
  more.addEventListener("click", async () => {
    more.disabled = true;
    try {
      const next = await fetchMore(cursor.endCursor);
      const added = next.nodes.map(show);
      list.append(...added);
      cursor = next.pageInfo;
      more.hidden = !cursor.hasNextPage;
      trouble.replaceChildren();
      if (more.hidden) added[0]?.querySelector("a, summary")?.focus();
    } catch (error) {
      trouble.replaceChildren(failure(error));
    }
    more.disabled = false;
  });
  return [list, trouble, more];
}

export const entityItem = (e, note) => h("div.item", {}, entityLink(e), h("span.kind", {}, joined(note, lower(e.kind))));

export const articleItem = (a) => h("div.item", {}, articleLink(a),
  h("span.meta", {}, joined(a.publisher?.label, day(a.publishedAt), plural(a.claims.totalCount, "claim"))));

// nothing is what stands where a list would be empty.
export const nothing = (...text) => h("p.nothing", {}, ...text);
