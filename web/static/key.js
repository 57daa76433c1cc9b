// The key of who looks, where the server wants one. It stays in this tab.

import { h } from "./dom.js";

const place = "claimgraph key";
let asking = null;

export const key = () => sessionStorage.getItem(place);

// Asks for a key, once for all questions that wait for it. False where none was given.
export function askForKey(why) {
  asking ??= dialog(why).finally(() => { asking = null; });
  return asking;
}

function dialog(why) {
  const input = h("input", { type: "password", name: "key", "aria-label": "Key", autocomplete: "off", required: true });
  const box = h("dialog", {}, h("form", { method: "dialog" },
    h("p", {}, "This server asks for a key."), h("p.meta", {}, why), input, " ",
    h("button.more", { type: "submit", value: "key" }, "Go on")));
  document.body.append(box);
  box.showModal();
  return new Promise((done) => box.addEventListener("close", () => {
    const given = box.returnValue === "key" && input.value.trim() !== "";
    if (given) sessionStorage.setItem(place, input.value.trim());
    box.remove();
    done(given);
  }));
}
