// An article's text with its marks: evidence of claims, and mentions of
// entities. Each paragraph is an element of its own, which the browser lays out
// when it comes into sight: long texts stay quick.

import { h } from "./dom.js";
import { pieces } from "./pieces.js";

export class MarkedText {
  // onclick gets the marks of the piece that was chosen.
  constructor(points, onclick) {
    this.points = points;
    this.onclick = onclick;
    this.element = h("div.text", {
      onclick: (event) => this.choose(event.target, event),
      onkeydown: (event) => ["Enter", " "].includes(event.key) && this.choose(event.target, event),
    });
  }

  // draw takes marks { start, end, kind, … }, among them those that select() may light up.
  draw(marks) {
    this.pieces = pieces(this.points.length, marks);
    this.of = new WeakMap();
    const paragraphs = [];
    let paragraph = null;
    for (const piece of this.pieces) {
      for (const part of this.points.slice(piece.start, piece.end).split(/(?<=\n)/)) {
        paragraph ??= paragraphs[paragraphs.push(h("div.paragraph", { dir: "auto" })) - 1];
        paragraph.append(this.part(piece, part));
        if (part.endsWith("\n")) paragraph = null;
      }
    }
    this.element.replaceChildren(...paragraphs);
  }

  part(piece, text) {
    const kinds = new Set(piece.marks.map((m) => m.kind));
    if (!kinds.has("evidence") && !kinds.has("mention")) return text;
    const begins = piece.marks.some((m) => m.kind === "evidence" && m.start === piece.start) && !piece.elements;
    const classes = ["evidence", "mention"].filter((k) => kinds.has(k)).join(" ");
    const e = h(kinds.has("evidence") ? "mark" : "span", { class: classes, tabindex: begins ? 0 : null, role: begins ? "button" : null });
    e.textContent = text;
    this.of.set(e, piece);
    (piece.elements ??= []).push(e);
    return e;
  }

  choose(target, event) {
    const piece = this.of.get(target);
    if (!piece || String(getSelection())) return;
    event.preventDefault();
    this.onclick(piece.marks);
  }

  // select lights up spans, each { start, end, kind }, in place of those before.
  select(spans) {
    for (const [e, kind] of this.lit ?? []) e.classList.remove(kind);
    this.lit = spans.flatMap((span) => this.elementsIn(span).map((e) => [e, span.kind]));
    for (const [e, kind] of this.lit) e.classList.add(kind);
    return this.lit[0]?.[0];
  }

  elementsIn({ start, end }) {
    const found = [];
    for (let i = this.first(start); i < this.pieces.length && this.pieces[i].end <= end; i++) found.push(...this.pieces[i].elements ?? []);
    return found;
  }

  // first is the piece that starts there, found by halving.
  first(start) {
    let low = 0, high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieces[middle].start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
