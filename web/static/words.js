// How names, numbers and times are written for people.

export const words = (name) => name.replaceAll("_", " ");
export const lower = (name) => words(name.toLowerCase());
export const percent = (p) => (p === null || p === undefined ? "" : Math.round(p * 100) + "\u00a0%");
export const day = (instant) => (instant ? instant.slice(0, 10) : "");
export const number = (n) => n.toLocaleString("en");
export const plural = (n, one, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;
export const joined = (...parts) => parts.filter(Boolean).join(" · ");

export const kinds = ["PERSON", "ORGANIZATION", "PLACE", "PRODUCT", "EVENT", "WORK", "GROUP", "LAW", "CONCEPT", "OTHER"];
export const modalities = ["ASSERTED", "REPORTED", "POSSIBLE", "PLANNED", "CONDITIONAL", "QUESTIONED"];
