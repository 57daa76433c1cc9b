// What narrows a view: each choice is another address.

import { h } from "./dom.js";
import { lower } from "./words.js";

// choice is a menu; the first option is no choice.
export function choice(view, name, label, none, options, word = lower) {
  const now = view.params[name] ?? "";
  const id = "choose-" + name;
  const menu = h("select", { id, onchange: () => { location.hash = view.with({ [name]: menu.value }); } },
    h("option", { value: "" }, none),
    options.map((o) => h("option", { value: o, selected: o === now }, word(o))));
  return h("label.choice", { for: id }, label, menu);
}

// wording is a box for words.
export function wording(view, name, label) {
  const id = "word-" + name;
  const box = h("input", { id, type: "search", value: view.params[name] ?? "", autocomplete: "off", onchange: () => { location.hash = view.with({ [name]: box.value.trim() }); } });
  return h("label.choice", { for: id }, label, box);
}

export const filters = (...choices) => h("form.filters", { role: "group", "aria-label": "Narrow the list", onsubmit: (event) => event.preventDefault() }, choices);
