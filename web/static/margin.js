// The claims in the margin of an article. The selected one tells how it came about.

import { address } from "./address.js";
import { how, particulars, quote, triple } from "./claim.js";
import { h } from "./dom.js";
import { failure } from "./failure.js";
import { judge } from "./judge.js";
import { plural } from "./words.js";

export class ClaimMargin {
  constructor(view, page, onselect, fetchMore) {
    this.view = view;
    this.onselect = onselect;
    this.cards = new Map();
    this.selected = null;
    this.list = h("div.cards", {});
    this.more = h("button.more", { type: "button", onclick: () => this.grow(fetchMore) }, "More claims");
    this.trouble = h("div", {});
    this.element = h("div", {}, this.list, this.trouble, this.more);
    this.append(page);
  }

  get hasMore() { return this.pageInfo.hasNextPage; }
  get cursor() { return this.pageInfo.endCursor; }

  append({ nodes, pageInfo }) {
    for (const c of nodes) this.cards.set(c.id, this.card(c));
    this.list.append(...nodes.map((c) => this.cards.get(c.id)));
    this.pageInfo = pageInfo;
    this.more.hidden = !this.hasMore;
  }

  async grow(fetchMore) {
    this.more.disabled = true;
    try {
      await fetchMore();
      this.trouble.replaceChildren();
    } catch (error) {
      this.trouble.replaceChildren(failure(error));
    }
    this.more.disabled = false;
  }

  card(c) {
    const show = h("button.show", { type: "button", "aria-pressed": "false" }, "in the text");
    return h("article.claim", { "data-claim": c.id, onclick: (event) => event.target.closest("a, summary") || this.onselect(c.id) },
      triple(c), how(c, show), h("div.more-of-it", {}, quote(c), particulars(c), judge(this.view, c), responses(c)));
  }

  select(id, scroll) {
    this.mark(this.selected, false);
    this.selected = id;
    this.mark(id, true);
    const pane = this.element.parentElement;
    const card = this.cards.get(id);
    if (scroll) pane.scrollTop += card.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
  }

  mark(id, is) {
    const card = this.cards.get(id);
    card?.classList.toggle("selected", is);
    card?.querySelector(".show").setAttribute("aria-pressed", String(is));
  }
}

// Claims about a claim: who doubts or denies it.
function responses({ responses: r }) {
  if (!r.totalCount) return null;
  return h("div.responses", {}, h("p.meta", {}, plural(r.totalCount, "claim"), " about it:"),
    r.nodes.map((c) => h("p", {}, h("a", { href: address(["article", c.article.id, c.id]), dir: "auto" }, c.label))));
}
