// What people say of how a claim was read: rightly, or not. Either can be taken back. A public
// server takes no verdicts, and has no link to its page for texts.

import { ask } from "./api.js";
import { h } from "./dom.js";
import { failure } from "./failure.js";
import { day, joined } from "./words.js";

const place = "claimgraph who";

const fields = "userErrors { message } curationId";
const confirm = `mutation Confirm($claim: ID!, $by: String) { done: confirm(input: { claim: $claim, by: $by }) { ${fields} } }`;
const misread = `mutation Misread($claim: ID!, $by: String) { done: deprecate(input: { claim: $claim, misread: true, by: $by }) { ${fields} } }`;
const undo = `mutation Undo($id: ID!) { done: undo(input: { curationId: $id }) { ${fields} } }`;
const verdictOf = `query Verdict($claim: ID!) { node(id: $claim) { ... on Claim {
  confirmation { id kind by reason decidedAt } deprecation { id kind by reason decidedAt }
} } }`;

const meanings = { CONFIRM: "read rightly", MISREAD: "misread", DEPRECATE: "does not hold" };

// judge is the verdict about a claim, and the buttons that change it.
export function judge(view, c) {
  const box = h("div.judge", { role: "group", "aria-label": "Was it read rightly?" });
  const trouble = h("div", {});
  const changes = document.querySelector('header a[href="#/read"]') !== null;
  const act = async (event, mutation, variables) => {
    event.stopPropagation();
    box.querySelectorAll("button").forEach((b) => { b.disabled = true; });
    try {
      const { done } = await ask(mutation, variables, view.signal);
      if (done.userErrors.length) throw new Error(done.userErrors[0].message);
      Object.assign(c, (await ask(verdictOf, { claim: c.id }, view.signal)).node);
      trouble.replaceChildren();
      draw();
      box.querySelector("button")?.focus();
    } catch (error) {
      if (error.name === "AbortError") return;
      trouble.replaceChildren(failure(error));
      draw();
    }
  };
  const button = (text, mutation, variables) => h("button.show", { type: "button", onclick: (event) => act(event, mutation, variables()) }, text);
  const draw = () => {
    const verdicts = [c.confirmation, c.deprecation].filter(Boolean);
    const decidedHere = verdicts.some((v) => v.kind !== "DEPRECATE");
    box.replaceChildren(
      ...verdicts.map((v) => h("p.verdict", {}, h("span", { role: "status" }, joined(meanings[v.kind], v.by && `says ${v.by}`, day(v.decidedAt), v.reason)), " ",
        changes && button("Undo", undo, () => ({ id: v.id })))),
      ...(changes && !decidedHere ? [
        button("Read rightly", confirm, () => ({ claim: c.id, by: who() })), " ",
        button("Misread", misread, () => ({ claim: c.id, by: who() })), " ", name()] : []),
      trouble);
  };
  draw();
  return box;
}

const who = () => sessionStorage.getItem(place) || null;

// The name that goes with a verdict stays in this tab.
const name = () => h("input", {
  type: "text", "aria-label": "Your name, kept with what you decide", placeholder: "your name", value: who() ?? "", size: 12, autocomplete: "off",
  onclick: (event) => event.stopPropagation(),
  oninput: (event) => sessionStorage.setItem(place, event.target.value.trim()),
});
