// The GraphQL behind a view: each question that it asked, to be opened in the
// playground with its variables. A public server has no playground, and no link
// to it in the head.

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
  const playground = document.querySelector('header a[href="/playground"]');
  return h("li", {},
    playground ? h("a", { href: "/playground?" + params }, "Open ", name, " in the playground") : name,
    h("pre", { tabindex: 0, "aria-label": "Query " + name }, query.trim()));
}
