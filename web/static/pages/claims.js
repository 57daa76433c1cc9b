// All claims, by force, by whether they negate, and by who says them.

import { claimCard } from "../claim.js";
import { h } from "../dom.js";
import { choice, filters } from "../filter.js";
import { claimParts, pageInfo } from "../fragments.js";
import { nothing, pager } from "../list.js";
import { modalities, number } from "../words.js";

const query = `query Claims($where: ClaimFilter, $fact: FactFilter, $after: String) {
  claims(where: $where, fact: $fact, first: 30, after: $after) { totalCount nodes { ...ClaimParts } ${pageInfo} }
}${claimParts}`;

const speakers = { somebody: "somebody in it", article: "the article itself" };

export async function claimsPage(view) {
  view.title = "Claims";
  const fetchPage = async (after) => (await view.ask(query, { ...filterOf(view.params), after })).claims;
  const first = await fetchPage(null);
  return [h("h1", {}, "Claims ", h("span.count", {}, number(first.totalCount))),
    filters(
      choice(view, "modality", "Force", "any", modalities),
      choice(view, "polarity", "Says that it is", "so or not so", ["AFFIRMED", "NEGATED"], (p) => (p === "NEGATED" ? "not so" : "so")),
      choice(view, "said", "Said by", "anybody", Object.keys(speakers), (s) => speakers[s]),
      choice(view, "status", "The fact is", "anything", ["SUPPORTED", "CONTESTED", "REFUTED", "UNCLAIMED", "DEPRECATED"])),
    first.totalCount ? pager(first, claimCard, fetchPage) : nothing("No claim fits.")];
}

function filterOf({ modality, polarity, said, status }) {
  const where = {};
  if (modality) where.modality = [modality];
  if (polarity) where.polarity = polarity;
  if (said) where.attributed = said === "somebody";
  return { where, fact: status ? { status: [status] } : null };
}
