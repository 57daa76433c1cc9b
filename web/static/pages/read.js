// Texts of one's own: pasted or dropped, read, and shown with what was read.

import { address } from "../address.js";
import { h } from "../dom.js";
import { failure } from "../failure.js";
import { hasJobs, load } from "../ingest.js";
import { articleLink } from "../term.js";
import { number, plural } from "../words.js";

export async function readPage(view) {
  view.title = "Read a text";
  return new Form(view, await hasJobs(view)).elements();
}

class Form {
  constructor(view, jobs) {
    this.view = view;
    this.jobs = jobs;
    this.files = [];
    this.title = h("input", { id: "title", autocomplete: "off" });
    this.publisher = h("input", { id: "publisher", autocomplete: "off" });
    this.published = h("input", { id: "published", type: "date" });
    this.text = h("textarea", { id: "text", rows: 12, oninput: () => this.count() });
    this.size = h("span.meta", {});
    this.picked = h("input", { id: "files", type: "file", multiple: true, accept: ".txt,.md,text/plain", onchange: () => this.take(this.picked.files) });
    this.fileList = h("ul.files", {});
    this.dry = h("input", { id: "dry", type: "checkbox" });
    this.button = h("button.more", { type: "submit" }, "Read it");
    this.result = h("section.progress", { "aria-label": "Progress" });
  }

  elements() {
    return [
      h("h1", {}, "Read a text"),
      h("p.meta", {}, "What is read stays in this store until it is retracted. The text is used as it is; nothing is fetched."),
      h("form.paste", { onsubmit: (event) => this.submit(event), ondragover: (event) => this.over(event, true), ondragleave: (event) => this.over(event, false), ondrop: (event) => this.drop(event) },
        labelled(this.text, "An article in English", this.size),
        h("div.row", {}, labelled(this.title, "Title"), labelled(this.publisher, "Publisher"), labelled(this.published, "Published")),
        labelled(this.picked, "or text files: choose some, or drop them here"), this.fileList,
        h("div.row.go", {}, this.button, h("label", { for: "dry" }, this.dry, " only say how much there is to claim, and store nothing"))),
      this.result,
    ];
  }

  count() { this.size.textContent = this.text.value ? plural(Array.from(this.text.value).length, "character") : ""; }

  over(event, is) {
    if (is) event.preventDefault();
    event.currentTarget.classList.toggle("over", is);
  }

  drop(event) {
    this.over(event, false);
    const { files } = event.dataTransfer;
    if (!files.length) return; // a text, which its box takes itself
    event.preventDefault();
    this.take(files);
  }

  async take(files) {
    for (const file of files) {
      const { text, not } = await textOf(file);
      this.fileList.append(h("li", {}, file.name, not ? h("span.error", {}, ` ${not}, and is left out`) : h("span.meta", {}, " " + plural(Array.from(text).length, "character"))));
      if (!not) this.files.push({ text, title: file.name.replace(/\.\w+$/, "") });
    }
    this.picked.value = "";
  }

  async articles() {
    const date = this.published.value;
    const common = { publisher: this.publisher.value.trim() || null, publishedAt: date ? date + "T00:00:00Z" : null };
    const given = this.text.value.trim() ? [{ text: this.text.value, title: this.title.value.trim() || null }, ...this.files] : this.files;
    return Promise.all(given.map(async (a) => ({ key: await keyOf(a.text), ...a, ...common })));
  }

  async submit(event) {
    event.preventDefault();
    const articles = await this.articles();
    if (!articles.length) return this.result.replaceChildren(h("p.error", { role: "alert" }, "There is no text to read yet."));
    this.button.disabled = true;
    const progress = new Progress(articles.length, this.dry.checked);
    this.result.replaceChildren(progress.element);
    try {
      for await (const step of load(this.view, articles, { dryRun: this.dry.checked, jobs: this.jobs })) progress.step(step);
      progress.end();
      if (articles.length === 1 && progress.stored.length === 1) location.hash = address(["article", progress.stored[0].id]);
    } catch (error) {
      if (error.name === "AbortError") return;
      progress.stop();
      this.result.append(failure(error));
    }
    this.button.disabled = false;
  }
}

const labelled = (input, label, ...more) => h("div.field", {}, h("label", { for: input.id }, label, " ", more), input);

// How far it has come.
class Progress {
  constructor(total, dryRun) {
    this.total = total;
    this.dryRun = dryRun;
    this.tried = this.claims = 0;
    this.stored = [];
    this.bar = h("progress", { max: total, "aria-label": "Articles tried" });
    this.said = h("p", { role: "status" }, "Reading …");
    this.steps = h("ol", {});
    this.element = h("div", {}, this.bar, this.said, this.steps);
  }

  step({ tried = 0, claims = 0, article, trouble, waiting }) {
    this.tried += tried;
    this.claims += claims;
    if (this.tried) this.bar.value = this.tried;
    if (article) {
      this.stored.push(article);
      this.steps.append(h("li", {}, articleLink(article), claims > 0 && h("span.meta", {}, " " + plural(claims, "new claim"))));
    }
    if (trouble) this.steps.append(h("li.error", {}, trouble));
    this.said.textContent = waiting ? "Waiting for those before it …" : `Reading … ${number(this.tried)} of ${number(this.total)}`;
  }

  stop() { this.said.textContent = `Stopped: ${number(this.tried)} of ${number(this.total)} tried.`; }

  end() {
    this.bar.value = this.tried;
    this.said.textContent = this.dryRun ? `There are ${plural(this.claims, "claim")} in it. Nothing was stored.` : `Done: ${plural(this.stored.length, "article")} stored of ${number(this.total)}.`;
  }
}

// How pages, feeds and files of data begin, whose tags and names would be read as prose.
const otherFormat = /^\s*(<(!doctype|html|head|body|\?xml|rss|feed)\b|\{\s*"|\[\s*\{)/i;

// textOf gives the text of a file, or what keeps it from being one.
async function textOf(file) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(await file.arrayBuffer());
  } catch {
    return { not: "is not a text in UTF-8" };
  }
  if (text.includes("\0")) return { not: "is not a text in UTF-8" };
  if (!text.trim()) return { not: "is empty" };
  return otherFormat.test(text) ? { not: "is not plain text (claimgraph load reads pages and data)" } : { text };
}

// The key tells the text, so that the same text is one article. Browsers hash
// on localhost and over https only; elsewhere the time has to do.
async function keyOf(text) {
  if (!crypto.subtle) return "pasted-" + Date.now().toString(36);
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return "pasted-" + Array.from(sum.slice(0, 6), (b) => b.toString(16).padStart(2, "0")).join("");
}
