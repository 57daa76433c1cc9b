// Small words that say how something is claimed. Colour only repeats them.

import { h } from "./dom.js";
import { joined, lower } from "./words.js";

const statusMeaning = {
  SUPPORTED: "Claims assert or report it, and none disagrees",
  CONTESTED: "Some assert or report it, others negate or dispute it",
  REFUTED: "It is only negated",
  UNCLAIMED: "Nobody commits to it",
  DEPRECATED: "People say that it does not hold",
};

export const badge = (name, title) => h("span.badge." + name.toLowerCase(), { title }, lower(name));

export const statusBadge = (status) => badge(status, statusMeaning[status]);

// Who decided something, and why.
const decided = ({ by, reason }) => joined("People decided so", by, reason);

// What a claim is not: plainly affirmed, asserted and undisputed.
export function claimBadges(c) {
  const status = c.fact.status;
  return h("span.badges", {},
    c.polarity === "NEGATED" && badge("NEGATED", "The claim is that it is not so"),
    c.modality !== "ASSERTED" && badge(c.modality),
    c.deprecation && badge(c.deprecation.kind === "MISREAD" ? "MISREAD" : "DEPRECATED", decided(c.deprecation)),
    c.confirmation && h("span.badge.supported", { title: decided(c.confirmation) }, "read rightly"),
    ["CONTESTED", "REFUTED", "DEPRECATED"].includes(status) && !c.deprecation && statusBadge(status));
}
