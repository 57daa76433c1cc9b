// The neighbours as a list, for the keyboard and for those who do not see the
// drawing; and the facts of the one that is chosen.

import { statusBadge } from "./badges.js";
import { h } from "./dom.js";
import { failure } from "./failure.js";
import { entityLink, predicate } from "./term.js";
import { lower, number, plural } from "./words.js";

const most = 200; // of the list, and of an entity's facts

export class NeighbourList {
  constructor(hood) {
    this.hood = hood;
    this.onselect = this.onexpand = () => {};
    this.word = h("input", { type: "search", placeholder: "Find in the graph", "aria-label": "Find in the graph", autocomplete: "off", oninput: () => this.draw(this.kind) });
    this.list = h("ul", {});
    this.element = h("div.neighbour-list", {}, this.word, this.list);
    this.detail = h("section.neighbour", { "aria-label": "The chosen entity", "aria-live": "polite" });
  }

  draw(kind) {
    this.kind = kind;
    const word = this.word.value.trim().toLowerCase();
    const found = this.hood.shown(kind).filter((n) => n.label.toLowerCase().includes(word));
    this.list.replaceChildren(...found.slice(0, most).map((n) => this.item(n)), ...(found.length > most ? [h("li.meta", {}, `and ${number(found.length - most)} more`)] : []));
    this.mark();
  }

  item(n) {
    return h("li", {}, h("button", { type: "button", "data-id": n.id, onclick: () => this.onselect(n.id) },
      h("span", { dir: "auto" }, n.label), " ", h("span.kind", {}, lower(n.kind), " ", h("i.dot", { "data-kind": n.kind }))));
  }

  select(id) {
    this.selected = id;
    this.mark();
    const n = this.hood.nodes.get(id);
    const edges = this.hood.edgesOf(id);
    this.trouble = h("div", {});
    this.button = h("button.more", { type: "button", onclick: () => this.expand(id) }, "Expand");
    this.detail.replaceChildren(
      h("p", {}, entityLink(n), " ", h("span.kind", {}, lower(n.kind)), " ", this.button),
      this.trouble,
      h("ul", {}, edges.slice(0, 12).map((e) => this.fact(e))),
      ...(edges.length > 12 ? [h("p.meta", {}, `and ${plural(edges.length - 12, "fact")} more`)] : []));
  }

  async expand(id) {
    if (this.selected !== id) this.onselect(id);
    this.button.disabled = true;
    try {
      await this.onexpand(id);
    } catch (error) {
      this.trouble.replaceChildren(failure(error));
    }
    this.button.disabled = false;
  }

  fact(e) {
    const [from, to] = [this.hood.nodes.get(e.from), this.hood.nodes.get(e.to)];
    return h("li", {}, entityLink(from), " ", predicate({ name: e.predicate }), " ", entityLink(to), " ", e.status !== "SUPPORTED" && statusBadge(e.status));
  }

  mark() {
    for (const b of this.list.querySelectorAll("button")) b.setAttribute("aria-pressed", String(b.dataset.id === this.selected));
  }
}
