// An article: its text with what was read marked in place, the claims beside.
// A click on either shows the other.

import { ask, claimParts } from "./api.js";
import { h, Points, day, plural } from "./dom.js";
import { articleName, claimCard } from "./parts.js";

export async function articlePage(id, claimID) {
  const d = await ask(`query Article($id: ID!) { node(id: $id) { ... on Article {
    id key url title publishedAt language text publisher { label }
    claims(first: 500) { totalCount nodes { ...ClaimParts } }
  } } } ${claimParts}`, { id });
  const a = d.node;
  if (!a) return h("p", {}, "There is no such article.");
  const text = h("div.text", {});
  const margin = h("aside.margin", { "aria-label": "Claims" });
  const reader = new Reader(a, text, margin);
  reader.draw(null);
  if (claimID) document.getElementById("view").addEventListener("shown", () => reader.select(claimID, true), { once: true });
  return [
    h("h1", {}, articleName(a)),
    h("p.meta", {}, [a.publisher?.label, day(a.publishedAt), a.key !== articleName(a) && a.key, plural(a.claims.totalCount, "claim")].filter(Boolean).join(" · ")),
    h("div.reader", {}, text, margin),
  ];
}

class Reader {
  constructor(article, text, margin) {
    this.points = new Points(article.text);
    this.claims = article.claims.nodes;
    this.text = text;
    this.margin = margin;
    this.cards = new Map(this.claims.map((c) => {
      const card = claimCard(c, { withArticle: false });
      card.tabIndex = 0;
      card.addEventListener("click", (event) => event.target.closest("a") || this.select(c.id));
      card.addEventListener("keydown", (event) => event.key === "Enter" && this.select(c.id));
      return [c.id, card];
    }));
    margin.append(...this.cards.values());
  }

  // Selecting a claim marks its sentence, subject and object.
  select(id, scroll = true) {
    const claim = this.claims.find((c) => c.id === id);
    if (!claim) return;
    for (const [key, card] of this.cards) card.classList.toggle("selected", key === id);
    this.draw(claim);
    if (!scroll) return;
    this.text.querySelector(".selected")?.scrollIntoView({ block: "center", behavior: "smooth" });
    this.margin.scrollTop = this.cards.get(id).offsetTop - this.margin.clientHeight / 3;
  }

  // The text is cut where any mark begins or ends; each piece knows its marks.
  draw(selected) {
    const marks = this.claims.map((c) => ({ ...c.evidence, kind: "evidence", claim: c.id }));
    if (selected) {
      marks.push({ ...selected.evidence, kind: "selected" });
      if (selected.evidence.subject) marks.push({ ...selected.evidence.subject, kind: "subject" });
      if (selected.evidence.object) marks.push({ ...selected.evidence.object, kind: "object" });
    }
    const cuts = [...new Set([0, this.points.length, ...marks.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
    const pieces = [];
    for (let i = 0; i + 1 < cuts.length; i++) {
      pieces.push(this.piece(cuts[i], cuts[i + 1], marks.filter((m) => m.start <= cuts[i] && cuts[i + 1] <= m.end)));
    }
    this.text.replaceChildren(...pieces);
  }

  piece(start, end, marks) {
    const text = this.points.slice(start, end);
    if (!marks.length) return document.createTextNode(text);
    const first = marks.find((m) => m.claim)?.claim;
    const kinds = [...new Set(marks.map((m) => m.kind))];
    return h("mark." + kinds.join("."), { onclick: () => first && this.selectNext(marks) }, text);
  }

  // A second click on a sentence goes on to its next claim.
  selectNext(marks) {
    const ids = marks.filter((m) => m.claim).map((m) => m.claim);
    const now = ids.findIndex((id) => this.cards.get(id).classList.contains("selected"));
    this.select(ids[(now + 1) % ids.length]);
  }
}
