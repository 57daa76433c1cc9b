// What a view shows, as a file in a format for other programs.

import { h } from "./dom.js";
import { failure } from "./failure.js";
import { number } from "./words.js";

const formats = [
  { name: "SVG", title: "Picture (SVG)", ending: "svg", type: "image/svg+xml" },
  { name: "CSV", title: "Table (CSV)", ending: "csv", type: "text/csv" },
  { name: "GRAPHML", title: "Gephi, yEd (GraphML)", ending: "graphml", type: "application/graphml+xml" },
  { name: "DOT", title: "Graphviz (DOT)", ending: "dot", type: "text/vnd.graphviz" },
  { name: "NQUADS", title: "N-Quads", ending: "nq", type: "application/n-quads" },
  { name: "TRIG", title: "TriG", ending: "trig", type: "application/trig" },
  { name: "JSONLD", title: "JSON-LD", ending: "jsonld", type: "application/ld+json" },
  { name: "NANOPUB", title: "Nanopublications (JSON-LD)", ending: "nanopub.jsonld", type: "application/ld+json" },
  { name: "NANOPUB_TRIG", title: "Nanopublications (TriG)", ending: "nanopub.trig", type: "application/trig" },
];

// download is a menu of formats. fetchText gives the text of one, and what it lacks in words.
export function download(label, fetchText) {
  const said = h("p.meta", { role: "status" });
  const take = async (format, button) => {
    button.disabled = true;
    said.replaceChildren("Writing…");
    try {
      const { text, lacks } = await fetchText(format.name);
      const file = new Blob([text], { type: format.type });
      save(file, fileName(label) + "." + format.ending);
      said.replaceChildren(`${fileName(label)}.${format.ending}, ${size(file.size)}`, lacks ? "; " + lacks : "");
    } catch (error) {
      if (error.name !== "AbortError") said.replaceChildren(failure(error));
    }
    button.disabled = false;
    button.focus();
  };
  const summary = h("summary", {}, "Download");
  const menu = h("details.download", { onkeydown: (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    summary.focus();
  } }, summary,
  h("ul", {}, formats.map((f) => {
    const button = h("button.show", { type: "button", onclick: () => take(f, button) }, f.title);
    return h("li", {}, button);
  })), said);
  return menu;
}

function save(file, name) {
  const address = URL.createObjectURL(file);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser reads it when it has asked where to
}

// fileName is what every system takes for a name.
const fileName = (label) => label.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "claimgraph";

const size = (bytes) => (bytes < 1000 ? `${bytes} bytes` : `${number(Math.ceil(bytes / 1000))} kB`);

// What one request may name.
const mostFacts = 500;

const factsQuery = `query DownloadFacts($ids: [ID!]!, $format: ExportFormat!) { subgraph(ids: $ids) { export(format: $format) } }`;

// facts fetches those with some ids.
export async function facts(view, ids, format) {
  const { subgraph } = await view.ask(factsQuery, { ids: ids.slice(0, mostFacts), format });
  return { text: subgraph.export, lacks: ids.length > mostFacts && `the first ${mostFacts} of ${number(ids.length)} facts` };
}
