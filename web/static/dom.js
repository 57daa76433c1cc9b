// Elements. Text always goes in as text, never as HTML.

export function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const e = document.createElement(tag);
  if (classes.length) e.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) e.setAttribute(key, value === true ? "" : value);
  }
  e.append(...flat(children));
  return e;
}

// What is null or false is left out.
export const flat = (children) => [children].flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false);
