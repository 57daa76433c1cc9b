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
      onclick: (event) => String(getSelection()) || this.choose(event), // what selects words chooses nothing
      onkeydown: (event) => this.key(event),
    });
  }

  // draw takes marks { start, end, kind, … }, among them those that select() may light up.
  draw(marks) {
    this.pieces = pieces(this.points.length, marks);
    this.of = new WeakMap();
    this.marked = [];
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
    const e = h(kinds.has("evidence") ? "mark" : "span", { class: classes, tabindex: begins ? 0 : -1, role: begins ? "button" : null });
    e.textContent = text;
    this.of.set(e, { piece, at: this.marked.push(e) - 1 });
    (piece.elements ??= []).push(e);
    return e;
  }

  // The tab key goes from sentence to sentence, the arrows to mentions too.
  key(event) {
    if (["Enter", " "].includes(event.key)) this.choose(event);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const from = this.of.get(event.target);
    if (!step || !from) return;
    event.preventDefault();
    let at = from.at + step;
    while (this.marked[at] && this.marked[at].tabIndex < 0 && !this.marked[at].classList.contains("mention")) at += step;
    this.marked[at]?.focus();
  }

  choose(event) {
    const chosen = this.of.get(event.target);
    if (!chosen) return;
    event.preventDefault();
    this.onclick(chosen.piece.marks);
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
