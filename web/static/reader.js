// The text of an article and the claims in its margin, each showing the other.

import { address } from "./address.js";
import { h } from "./dom.js";
import { failure } from "./failure.js";
import { ClaimMargin } from "./margin.js";
import { Points } from "./points.js";
import { entityLink } from "./term.js";
import { MarkedText } from "./text.js";
import { lower } from "./words.js";

export class Reader {
  // fetch.claims and fetch.mentions give a page after a cursor.
  constructor(view, article, fetch) {
    this.view = view;
    this.article = article;
    this.fetch = fetch;
    this.claims = article.claims.nodes;
    this.mentions = article.mentions.nodes;
    this.text = new MarkedText(new Points(article.text), (marks) => this.chosen(marks));
    this.margin = new ClaimMargin(view, article.claims, (id) => this.select(id), () => this.fetchClaims());
    this.mention = h("p.chosen-mention", { role: "status" });
    this.element = h("div.reader", {},
      h("section", { "aria-label": "Text" }, this.toggle(), this.text.element),
      h("aside.margin", { "aria-label": "Claims" }, this.mention, this.margin.element));
    this.draw();
  }

  toggle() {
    const box = h("input", { type: "checkbox", checked: true, onchange: () => this.text.element.classList.toggle("plain", !box.checked) });
    return h("p.legend", {}, h("label", {}, box, " mentions"), h("mark.evidence", {}, "evidence"), h("mark.evidence.subject", {}, "subject"),
      h("mark.evidence.object", {}, "object"), h("mark.evidence.agent", {}, "who says so"));
  }

  draw() {
    this.text.draw([
      ...this.claims.flatMap((c) => spansOf(c).map((span) => ({ ...span, claim: c.id }))),
      ...this.mentions.map((m) => ({ ...m.span, kind: "mention", mention: m })),
    ]);
  }

  // begin shows the claim of the address, and brings the mentions that a page did not hold.
  async begin(claim) {
    try {
      if (claim) await this.find(claim);
      await this.restOfMentions();
    } catch (error) {
      if (error.name !== "AbortError") this.mention.replaceChildren(failure(error));
    }
  }

  async find(claim) {
    while (!this.claims.some((c) => c.id === claim) && this.margin.hasMore) await this.fetchClaims();
    if (this.claims.some((c) => c.id === claim)) this.select(claim, { to: "both" });
    else this.mention.textContent = "The claim of this address is not there any more.";
  }

  async restOfMentions() {
    let { hasNextPage, endCursor } = this.article.mentions.pageInfo;
    if (!hasNextPage) return;
    while (hasNextPage) {
      const page = await this.fetch.mentions(endCursor);
      this.mentions.push(...page.nodes);
      ({ hasNextPage, endCursor } = page.pageInfo);
    }
    this.redraw();
  }

  async fetchClaims() {
    const page = await this.fetch.claims(this.margin.cursor);
    this.margin.append(page);
    this.claims.push(...page.nodes);
    this.redraw();
  }

  redraw() {
    this.draw();
    const claim = this.claims.find((c) => c.id === this.margin.selected);
    if (claim) this.light(claim);
  }

  select(id, { to = "text" } = {}) {
    const claim = this.claims.find((c) => c.id === id);
    this.margin.select(id, to !== "text");
    const first = this.light(claim);
    if (to !== "margin" && first) first.scrollIntoView({ block: "center", behavior: gently(first) });
    this.view.parts = ["article", this.article.id, id];
    history.replaceState(null, "", address(this.view.parts));
  }

  light(claim) { return this.text.select([{ ...claim.evidence, kind: "selected" }, ...spansOf(claim).slice(1)]); }

  // A second click on a sentence goes on to its next claim.
  chosen(marks) {
    const mention = marks.filter((m) => m.kind === "mention").at(-1)?.mention;
    this.mention.replaceChildren(...(mention ? [`“${mention.span.text}” (${mention.form}) is `, entityLink(mention.entity), `, ${lower(mention.entity.kind)}`] : []));
    const ids = [...new Set(marks.filter((m) => m.kind === "evidence").map((m) => m.claim))];
    if (ids.length) this.select(ids[(ids.indexOf(this.margin.selected) + 1) % ids.length], { to: "margin" });
  }
}

// The places of a claim in the text, its evidence first.
function spansOf(c) {
  const spans = [{ ...c.evidence, kind: "evidence" }];
  if (c.evidence.subject) spans.push({ ...c.evidence.subject, kind: "subject" });
  if (c.evidence.object) spans.push({ ...c.evidence.object, kind: "object" });
  if (c.attribution && c.attribution.start !== null) spans.push({ start: c.attribution.start, end: c.attribution.end, kind: "agent" });
  return spans;
}

// Where motion is not wanted, or the way is long, the text jumps.
function gently(to) {
  const far = Math.abs(to.getBoundingClientRect().top) > 3 * innerHeight;
  return far || matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
