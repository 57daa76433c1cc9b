// A text of one's own: pasted, read, and shown with what was read from it.

import { ask } from "./api.js";
import { h } from "./dom.js";

const mutation = `mutation Read($article: ArticleInput!) {
  ingestArticles(input: { articles: [$article] }) { articleEdges { node { id } } userErrors { message } }
}`;

export function readPage() {
  const title = h("input", { name: "title", placeholder: "Title, if it has one", "aria-label": "Title", autocomplete: "off" });
  const text = h("textarea", { name: "text", rows: 14, required: true, placeholder: "Paste an article in English", "aria-label": "Text" });
  const button = h("button.more", { type: "submit" }, "Read it");
  const status = h("p.meta", { role: "status" });
  const form = h("form.paste", {
    onsubmit: async (event) => {
      event.preventDefault();
      button.disabled = true;
      status.textContent = "Reading …";
      try {
        location.hash = "#/article/" + encodeURIComponent(await read(title.value.trim(), text.value));
      } catch (error) {
        status.textContent = error.message;
        button.disabled = false;
      }
    },
  }, title, text, button, status);
  return [h("h1", {}, "Read a text"), h("p.meta", {}, "It stays in this store until it is retracted."), form];
}

// The key tells the text, so that the same text is one article. Browsers hash
// on localhost and over https only; elsewhere the time has to do.
async function keyOf(text) {
  if (!crypto.subtle) return "pasted-" + Date.now().toString(36);
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return "pasted-" + Array.from(sum.slice(0, 6), (b) => b.toString(16).padStart(2, "0")).join("");
}

async function read(title, text) {
  const key = await keyOf(text);
  const d = await ask(mutation, { article: { key, text, title: title || null } });
  const { articleEdges, userErrors } = d.ingestArticles;
  if (userErrors.length) throw new Error(userErrors.map((e) => e.message).join("; "));
  return articleEdges[0].node.id;
}
