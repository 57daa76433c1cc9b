// From the address to what is shown. The address alone says what: it can be
// shared, and the back button goes back.

import { address, parse } from "./address.js";
import { behind } from "./behind.js";
import { flat, h } from "./dom.js";
import { failure } from "./failure.js";
import { View } from "./view.js";

export class Router {
  constructor(pages, main) {
    this.pages = pages;
    this.main = main;
    this.view = null;
  }

  start() {
    window.addEventListener("hashchange", () => this.show());
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault(); // what stands after the # is the view
      this.main.focus();
    });
    return this.show();
  }

  async show() {
    const before = this.view;
    before?.end();
    const view = this.view = new View(parse(location.hash));
    this.main.setAttribute("aria-busy", "true");
    const content = await this.contentOf(view);
    if (view !== this.view) return; // another page was asked for meanwhile
    const focused = document.activeElement?.id;
    this.main.replaceChildren(...flat(content), behind(view));
    this.main.removeAttribute("aria-busy");
    document.title = view.title ? view.title + " – claimgraph" : "claimgraph";
    this.markNavigation(view.parts[0]);
    this.settle(before, view, focused);
    view.shown();
    performance.mark("shown");
  }

  async contentOf(view) {
    const [name, ...rest] = view.parts;
    try {
      if (!Object.hasOwn(this.pages, name)) return missing(view);
      return await this.pages[name](view, ...rest);
    } catch (error) {
      view.title = "Something went wrong";
      return [h("h1", {}, view.title), failure(error), h("button.more", { type: "button", onclick: () => this.show() }, "Try again")];
    }
  }

  // Focus stays with a filter that was just used; on another page it goes to
  // its beginning, where a screen reader starts to read.
  settle(before, view, focused) {
    if (!before) return;
    const same = before.parts.join("/") === view.parts.join("/");
    const kept = same && focused && document.getElementById(focused);
    (kept || this.main).focus({ preventScroll: true });
    if (!same) window.scrollTo(0, 0);
  }

  markNavigation(name) {
    for (const a of document.querySelectorAll("header nav a")) {
      if (a.hash === address([name])) a.setAttribute("aria-current", "page");
      else a.removeAttribute("aria-current");
    }
  }
}

function missing(view) {
  view.title = "No such page";
  return [h("h1", {}, "No such page"), h("p", {}, "Nothing is shown at this address. ", h("a", { href: "#/" }, "Back to the start"))];
}
