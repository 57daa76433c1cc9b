// What is said of an entity, in the order of time.

import { h } from "../dom.js";
import { choice, filters } from "../filter.js";
import { pageInfo, termParts } from "../fragments.js";
import { nothing, pager } from "../list.js";
import { articleLink, entityLink, predicate, term } from "../term.js";
import { when } from "../when.js";

const query = `query Timeline($id: ID!, $axis: TimelineAxis!, $after: String) {
  timeline(entities: [{ id: $id }], axis: $axis, first: 50, after: $after) { ${pageInfo}
    nodes { at
      fact { subject { id label kind } predicate { name } object { ...TermParts } }
      claim { id label article { id key title } }
    }
  }
}${termParts}`;

const axes = { PUBLISHED_AT: "when an article said it", RECORDED_AT: "when the article was loaded" };

export async function timelineTab(view, e) {
  const axis = view.params.axis || "VALID_TIME";
  const fetchPage = async (after) => (await view.ask(query, { id: e.id, axis, after })).timeline;
  const first = await fetchPage(null);
  return [filters(choice(view, "axis", "By", "when it holds in the world", Object.keys(axes), (a) => axes[a])),
    first.nodes.length ? h("div.timeline", {}, pager(first, entry, fetchPage)) : nothing("Nothing that is said of it has a time of this sort.")];
}

function entry({ at, fact, claim }) {
  return h("div.entry", {}, h("time", { datetime: at }, when(at.replace(/T.*/, ""))), h("div", {},
    h("p", {}, entityLink(fact.subject), " ", predicate(fact.predicate), " ", term(fact.object)),
    claim && h("p.meta", {}, h("q", { dir: "auto" }, claim.label), " ", articleLink(claim.article, claim.id))));
}
