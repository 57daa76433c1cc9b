// Search as you type: a combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/)
// whose choices are entities and articles. Enter without a choice shows all
// that was found; / comes here from anywhere.

import { ask } from "./api.js";
import { address, parse } from "./address.js";
import { h } from "./dom.js";
import { articleName } from "./term.js";
import { lower } from "./words.js";

const patienceMillis = 120;

const query = `query Suggest($query: String!) {
  search(query: $query, scopes: [ENTITY, ARTICLE], first: 8) { edges { highlights node { __typename
    ... on Entity { id label kind }
    ... on Article { id key title }
  } } }
}`;

export function startSearch(form) { new Suggestions(form); }

class Suggestions {
  constructor(form) {
    this.box = form.querySelector("input");
    this.list = form.querySelector("[role=listbox]");
    this.at = -1;
    this.asking = new AbortController();
    this.box.addEventListener("input", () => this.wait());
    this.box.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go();
    });
    document.addEventListener("keydown", (event) => this.slash(event));
    window.addEventListener("hashchange", () => this.follows());
    this.follows();
  }

  // follows holds the words of the address, where it has some.
  follows() {
    const [page, words] = parse(location.hash).parts;
    this.box.value = page === "search" ? words ?? "" : "";
  }

  wait() {
    clearTimeout(this.timer);
    this.asking.abort();
    const words = this.box.value.trim();
    if (!words) return this.close();
    this.timer = setTimeout(() => this.suggest(words), patienceMillis);
  }

  async suggest(words) {
    this.asking = new AbortController();
    try {
      const d = await ask(query, { query: words }, this.asking.signal);
      this.open(d.search.edges);
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the page of what was found says what is wrong
    }
  }

  open(edges) {
    this.at = -1;
    this.list.replaceChildren(...edges.map(option), ...(edges.length ? [] : [h("li.nothing", { role: "presentation" }, "Nothing has that name.")]));
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.box.removeAttribute("aria-activedescendant");
    this.options.forEach((o) => o.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.follow(o);
    }));
  }

  close() {
    clearTimeout(this.timer);
    this.asking.abort();
    this.list.hidden = true;
    this.at = -1;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  get options() { return [...this.list.querySelectorAll("[role=option]")]; }

  key(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const options = this.options;
    if (!step || this.list.hidden || !options.length) return;
    event.preventDefault();
    this.at = (this.at + step + options.length + (this.at < 0 && step < 0 ? 1 : 0)) % options.length;
    options.forEach((o, i) => o.setAttribute("aria-selected", String(i === this.at)));
    options[this.at].scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", options[this.at].id);
  }

  go() {
    const chosen = this.list.hidden ? undefined : this.options[this.at];
    if (chosen) return this.follow(chosen);
    this.close();
    const words = this.box.value.trim();
    if (words) location.hash = address(["search", words]);
  }

  follow(option) {
    this.close();
    location.hash = option.dataset.to;
  }

  slash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    this.box.focus();
    this.box.select();
  }
}

function option({ node, highlights }, i) {
  const entity = node.__typename === "Entity";
  const label = entity ? node.label : articleName(node);
  const by = highlights.find((name) => name !== label);
  return h("li", { role: "option", id: "found-" + i, "aria-selected": "false", "data-to": address([entity ? "entity" : "article", node.id]) },
    h("span", { dir: "auto" }, label), h("span.kind", { dir: "auto" }, by && entity ? `“${by}” · ` : "", entity ? lower(node.kind) : "article"));
}
