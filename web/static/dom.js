// Small helpers over the DOM. Text always goes in as text, never as HTML.

export function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const e = document.createElement(tag);
  if (classes.length) e.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) e.setAttribute(key, value === true ? "" : value);
  }
  e.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return e;
}

// The parts of a text, cut at code points as the offsets of /graphql are.
export class Points {
  constructor(text) { this.points = Array.from(text); }
  slice(start, end) { return this.points.slice(start, end).join(""); }
  get length() { return this.points.length; }
}

export const words = (name) => name.replaceAll("_", " ");
export const lower = (name) => name.toLowerCase();
export const percent = (p) => (p === null || p === undefined ? "" : Math.round(p * 100) + " %");
export const day = (instant) => (instant ? instant.slice(0, 10) : "");
export const plural = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
