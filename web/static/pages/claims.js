// All claims, by force, by whether they negate, who says them, how surely they were read, and
// what people say of that.

import { address } from "../address.js";
import { cardWith } from "../claim.js";
import { h } from "../dom.js";
import { choice, filters } from "../filter.js";
import { claimParts, pageInfo } from "../fragments.js";
import { judge } from "../judge.js";
import { nothing, pager } from "../list.js";
import { modalities, number, percent } from "../words.js";

const query = `query Claims($where: ClaimFilter, $fact: FactFilter, $after: String) {
  claims(where: $where, fact: $fact, first: 30, after: $after) { totalCount nodes { ...ClaimParts } ${pageInfo} }
}${claimParts}`;

const speakers = { somebody: "somebody in it", article: "the article itself" };

const verdicts = { no: "nothing yet", rightly: "it was read rightly", not: "it was misread, or does not hold" };

export async function claimsPage(view) {
  view.title = "Claims";
  const fetchPage = async (after) => (await view.ask(query, { ...filterOf(view.params), after })).claims;
  const first = await fetchPage(null);
  return [h("h1", {}, "Claims ", h("span.count", {}, number(first.totalCount))),
    view.params.judged !== "no" && h("p.meta", {}, h("a", { href: address(["claims"], { judged: "no", sure: "0.7" }) }, "What was read least surely"), ", for you to say whether it was read rightly."),
    filters(
      choice(view, "modality", "Force", "any", modalities),
      choice(view, "polarity", "Says that it is", "so or not so", ["AFFIRMED", "NEGATED"], (p) => (p === "NEGATED" ? "not so" : "so")),
      choice(view, "said", "Said by", "anybody", Object.keys(speakers), (s) => speakers[s]),
      choice(view, "status", "The fact is", "anything", ["SUPPORTED", "CONTESTED", "REFUTED", "UNCLAIMED", "DEPRECATED"]),
      choice(view, "sure", "Read with at most", "any confidence", ["0.9", "0.8", "0.7", "0.6"], (p) => percent(Number(p))),
      choice(view, "judged", "People say", "anything or nothing", Object.keys(verdicts), (v) => verdicts[v])),
    first.totalCount ? pager(first, (c) => cardWith(c, judge(view, c)), fetchPage) : nothing("No claim fits.")];
}

function filterOf({ modality, polarity, said, status, sure, judged }) {
  const where = {};
  if (modality) where.modality = [modality];
  if (polarity) where.polarity = polarity;
  if (said) where.attributed = said === "somebody";
  if (sure) where.maxConfidence = Number(sure);
  if (judged === "rightly") where.confirmed = true;
  if (judged === "not") where.deprecated = true;
  if (judged === "no") Object.assign(where, { confirmed: false, deprecated: false });
  return { where, fact: status ? { status: [status] } : null };
}
