// What lies around an entity, as a graph and as a list that says the same.

import { h } from "../dom.js";
import { download, facts } from "../download.js";
import { choice, filters } from "../filter.js";
import { nothing } from "../list.js";
import { NeighbourList } from "../neighbour-list.js";
import { Neighbourhood } from "../neighbourhood.js";
import { number, words } from "../words.js";

const query = `query Neighbours($seeds: [EntityRef!]!, $hops: Int!, $where: FactFilter, $most: Int!) {
  neighborhood(seeds: $seeds, hops: $hops, where: $where, maxEntities: $most) { truncated
    entities { distance entity { id label kind } }
    facts { id status subject { id } predicate { name } object { __typename label ... on Entity { id } } }
  }
}`;

const exportQuery = `query DownloadNeighbours($seeds: [EntityRef!]!, $hops: Int!, $where: FactFilter, $most: Int!, $format: ExportFormat!) {
  neighborhood(seeds: $seeds, hops: $hops, where: $where, maxEntities: $most) { truncated export(format: $format) }
}`;

const layouts = ["forces", "spiral", "tree", "rings"];

export async function neighboursTab(view, e) {
  const module = import("../drawing.js"); // which only this view needs
  module.catch(() => {}); // begin says what went wrong
  const { predicate, kind, hops = "1", most = "200" } = view.params;
  const narrowed = (id, hops, most) => ({ seeds: [{ id }], hops: Number(hops), where: predicate ? { predicates: [predicate] } : null, most: Number(most) });
  const around = async (id, hops, most) => (await view.ask(query, narrowed(id, hops, most))).neighborhood;
  const hood = new Neighbourhood(e.id);
  hood.add(await around(e.id, hops, most));
  const canvas = h("div.graph", { role: "img" });
  const said = h("p.meta", { role: "status" });
  const list = new NeighbourList(hood);
  const controls = filters(
    choice(view, "predicate", "Relation", "all", [...new Set(e.predicates.map((u) => u.predicate.name))].sort(), words),
    choice(view, "kind", "Kind", "all", hood.kinds),
    choice(view, "hops", "Facts away", "1", ["2", "3"]),
    choice(view, "most", "At most", "200", ["50", "500", "1000", "2000"]),
    choice(view, "layout", "Laid out as", "fits best", layouts));
  if (hood.nodes.size < 2) return [controls, nothing("No fact of this sort joins it to another entity.")];
  // What was not expanded or narrowed by kind is what the server finds again, whatever its size.
  const file = download(e.label, async (format) => {
    if (hood.grown || kind) return facts(view, hood.edgesShown(kind).map((f) => f.id), format);
    const { neighborhood } = await view.ask(exportQuery, { ...narrowed(e.id, hops, most), format });
    return { text: neighborhood.export, lacks: neighborhood.truncated && `there is more around it than ${number(Number(most))} entities` };
  });
  view.shown = () => begin({ view, module, hood, canvas, said, list, kind, around });
  return [controls, said, file, h("div.hood", {}, h("div", {}, canvas, list.detail), list.element)];
}

async function begin({ view, module, hood, canvas, said, list, kind, around }) {
  const { Drawing } = await module;
  if (view.signal.aborted) return;
  const drawing = new Drawing(canvas, hood, { kind, layout: view.params.layout });
  view.signal.addEventListener("abort", () => drawing.end());
  const tell = () => {
    const counts = `${number(hood.nodes.size)} entities, ${number(hood.edges.size)} facts between them`;
    said.textContent = counts + (hood.truncated ? "; there are more" : "") + ". Choose an entity to see its facts here; expand it to go on from there.";
    canvas.setAttribute("aria-label", `A graph of ${counts}; the list beside it has the same.`);
    list.draw(kind);
  };
  const expand = async (id) => {
    hood.add(await around(id, 1, 200));
    drawing.grow(id);
    tell();
    select(id);
  };
  const select = (id) => {
    drawing.select(id);
    list.select(id);
  };
  Object.assign(list, { onselect: select, onexpand: expand });
  Object.assign(drawing, { onselect: select, onexpand: (id) => list.expand(id) });
  tell();
  select(hood.centre);
  canvas.dataset.drawn = String(Math.round(performance.now()));
}
