// What keeps people out of the page as it is now, one line each.
(() => {
  const problems = [];
  const seen = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true, contentVisibilityAuto: false });
  const named = (e) => e.tagName.toLowerCase() + (e.className ? "." + String(e.className).replaceAll(" ", ".") : "");

  // Relative luminance and contrast as WCAG 2.2 defines them.
  const rgba = (colour) => {
    const parts = colour.match(/^rgba?\(([^)]+)\)$/)?.[1].split(/[ ,/]+/).map(Number);
    if (!parts) problems.push("a colour that cannot be read: " + colour);
    return parts ? [...parts, 1].slice(0, 4) : [0, 0, 0, 1];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  const luminance = (c) => {
    const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m);
    return (x + 0.05) / (y + 0.05);
  };
  const backgroundOf = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) layers.unshift(rgba(getComputedStyle(at).backgroundColor));
    return layers.reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const checked = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.textContent.trim() || checked.has(e) || !seen(e) || e.closest("noscript, option, :disabled")) continue;
    checked.add(e);
    const style = getComputedStyle(e);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    const background = backgroundOf(e);
    const is = contrast(over(rgba(style.color), background), background);
    if (is < (large ? 3 : 4.5)) problems.push(`contrast ${is.toFixed(2)} of ${named(e)}: ${node.textContent.trim().slice(0, 40)}`);
  }
  if (checked.size < 8) problems.push(`only ${checked.size} texts were looked at`);

  for (const e of document.querySelectorAll("[placeholder]")) {
    const is = contrast(rgba(getComputedStyle(e, "::placeholder").color), backgroundOf(e));
    if (seen(e) && is < 4.5) problems.push(`contrast ${is.toFixed(2)} of the placeholder of ${named(e)}`);
  }

  // The edges of what can be filled in.
  for (const e of document.querySelectorAll("input:not([type=checkbox]), select, textarea")) {
    if (seen(e) && contrast(over(rgba(getComputedStyle(e).borderColor), backgroundOf(e)), backgroundOf(e.parentElement)) < 3) problems.push("faint edge of " + named(e));
  }

  const nameOf = (e) => e.getAttribute("aria-label") || (e.labels?.length && e.labels[0].textContent.trim()) || (e.matches("input, select, textarea") ? "" : e.textContent.trim());
  for (const e of document.querySelectorAll("a, button, input, select, textarea, summary, [role=img], progress")) {
    if (seen(e) && !nameOf(e)) problems.push("no name: " + named(e));
  }
  for (const e of document.querySelectorAll("img:not([alt])")) problems.push("no alt: " + named(e));
  for (const [what, many] of [["main", 1], ["main h1", 1], ["header", 1], ["header nav[aria-label]", 1], ["[role=search]", 1], ["html[lang]", 1]]) {
    const n = document.querySelectorAll(what).length;
    if (n !== many) problems.push(`${n} of ${what}, want ${many}`);
  }
  const levels = [...document.querySelectorAll("main h1, main h2, main h3")].map((e) => Number(e.tagName[1]));
  levels.forEach((l, i) => i > 0 && l > levels[i - 1] + 1 && problems.push(`h${l} after h${levels[i - 1]}`));
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) problems.push("two of #" + id);
  for (const e of document.querySelectorAll("[aria-controls]")) if (!document.getElementById(e.getAttribute("aria-controls"))) problems.push("controls nothing: " + named(e));

  const wide = document.scrollingElement.scrollWidth - innerWidth;
  if (wide > 0) {
    const widest = [...document.querySelectorAll("main *, header *")].find((e) => seen(e) && e.getBoundingClientRect().right > innerWidth + 1);
    problems.push(`${wide} pixels wider than the screen: ${widest ? named(widest) : "?"}`);
  }
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) problems.push("motion is not reduced");
  return problems;
})()
