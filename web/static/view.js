// A view is one address being shown: what it asks, and when it ends.

import { ask } from "./api.js";
import { address } from "./address.js";

export class View {
  constructor({ parts, params }) {
    this.parts = parts;
    this.params = params;
    this.title = "";
    this.asked = [];
    this.noted = () => {};
    this.shown = () => {};
    this.ending = new AbortController();
  }

  // ask asks for as long as the view is there, and keeps the question for
  // those who want to see it.
  ask(query, variables = {}) {
    this.note(query, variables);
    return ask(query, variables, this.ending.signal);
  }

  note(query, variables) {
    const name = query.match(/^\s*\w+ (\w+)/)[1];
    if (this.asked.some((a) => a.name === name)) return;
    this.asked.push({ name, query, variables });
    this.noted();
  }

  // with is the address of this view with other params.
  with(params) { return address(this.parts, { ...this.params, ...params }); }

  get signal() { return this.ending.signal; }
  end() { this.ending.abort(); }
}
