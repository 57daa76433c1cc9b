// The GraphQL behind a view: each question that it asked, to be opened in the
// playground with its variables.

import { h } from "./dom.js";

export function behind(view) {
  const list = h("ul", {});
  const draw = () => list.replaceChildren(...view.asked.map(item));
  view.noted = draw;
  draw();
  return h("details.behind", {}, h("summary", {}, "The GraphQL behind this view"), list);
}

function item({ name, query, variables }) {
  const params = new URLSearchParams({ query: query.trim() + "\n" });
  if (Object.keys(variables).length) params.set("variables", JSON.stringify(variables, null, 2));
  return h("li", {},
    h("a", { href: "/playground?" + params }, "Open ", name, " in the playground"),
    h("pre", { tabindex: 0, "aria-label": "Query " + name }, query.trim()));
}
