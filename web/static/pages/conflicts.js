// What cannot all hold, with its sides beside each other. Nothing is settled.

import { claimBadges, badge } from "../badges.js";
import { h } from "../dom.js";
import { download, facts } from "../download.js";
import { choice, filters, wording } from "../filter.js";
import { claimParts, pageInfo } from "../fragments.js";
import { nothing, pager } from "../list.js";
import { quote, source } from "../claim.js";
import { articleLink, entityLink, predicate, term } from "../term.js";
import { period } from "../when.js";
import { day, joined, number, percent, plural } from "../words.js";

const query = `query Conflicts($entity: EntityRef, $kinds: [ConflictKind!], $predicates: [String!], $after: String) {
  conflicts(entity: $entity, kinds: $kinds, predicates: $predicates, first: 20, after: $after) { totalCount ${pageInfo}
    nodes { id kind positionCount
      subject { id label kind }
      predicate { name }
      positions { polarity sourceCount firstReported lastReported
        validTime { start end }
        fact { id subject { id label kind } predicate { name } object { ...TermParts } }
        claims(first: 3) { totalCount nodes { ...ClaimParts } }
      }
    }
  }
}${claimParts}`;

const meanings = {
  FUNCTIONAL_VALUE: "values that exclude each other",
  POLARITY: "affirmed and negated",
  VALID_TIME: "times that exclude each other",
  QUANTITY: "amounts that exclude each other",
  DISPUTED: "disputed, denied or doubted by somebody",
};

export async function conflictsPage(view) {
  view.title = "Conflicts";
  const { kind, predicate: name } = view.params;
  const first = await conflictsOf(view, "Conflicts", { kinds: kind ? [kind] : null, predicates: name ? [name.trim().replaceAll(" ", "_")] : null });
  return [h("h1", {}, "Conflicts ", h("span.count", {}, number(first.totalCount))),
    h("p.meta", {}, "What cannot all hold, as the sources have it. Nothing is settled here, and nothing is called true."),
    filters(choice(view, "kind", "Kind", "all kinds", Object.keys(meanings), (k) => meanings[k]), wording(view, "predicate", "Relation")),
    first.totalCount ? first.list : nothing("No two sources disagree about this.")];
}

// The conflicts in which an entity is what it is about.
export async function conflictsTab(view, e) {
  const found = await conflictsOf(view, e.label + " conflicts", { entity: { id: e.id } });
  return found.totalCount ? found.list : nothing("Nothing that is said of it is disputed, and no two sources disagree about it.");
}

// The list, and what is shown of it as a file.
async function conflictsOf(view, label, where) {
  const shown = new Set();
  const fetchPage = async (after) => {
    const page = (await view.ask(query, { ...where, after })).conflicts;
    page.nodes.forEach((c) => c.positions.forEach((p) => shown.add(p.fact.id)));
    return page;
  };
  const first = await fetchPage(null);
  return { totalCount: first.totalCount, list: [download(label, (format) => facts(view, [...shown], format)), pager(first, conflict, fetchPage)] };
}

function conflict(c) {
  return h("section.conflict", {},
    h("h2", {}, entityLink(c.subject), " ", predicate(c.predicate), " ", h("span.badge.contested", {}, meanings[c.kind] ?? c.kind)),
    h("div.sides", {}, c.positions.map((p) => side(c, p))),
    c.positionCount > c.positions.length && h("p.meta", {}, `and ${plural(c.positionCount - c.positions.length, "side")} more`));
}

function side(c, p) {
  const own = p.fact.subject.id === c.subject.id;
  return h("article.side", {},
    h("h3", {}, p.polarity === "NEGATED" && badge("NEGATED"), !own && [entityLink(p.fact.subject), " ", predicate(p.fact.predicate), " "], term(p.fact.object) || predicate(p.fact.predicate)),
    h("p.meta", {}, joined(plural(p.sourceCount, "source"), reported(p), period(p.validTime) && "holds " + period(p.validTime))),
    p.claims.nodes.map(voice),
    p.claims.totalCount > p.claims.nodes.length && h("p.meta", {}, `and ${plural(p.claims.totalCount - p.claims.nodes.length, "claim")} more`));
}

function reported(p) {
  const [first, last] = [day(p.firstReported), day(p.lastReported)];
  if (!first) return "";
  return first === last ? `reported ${first}` : `reported ${first} to ${last}`;
}

const voice = (c) => h("figure", {}, quote(c), h("figcaption", {}, claimBadges(c), source(c.attribution),
  h("div", {}, articleLink(c.article, c.id), ` · read ${percent(c.confidence)}`)));
