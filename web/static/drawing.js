// The drawing of a neighbourhood, by Cytoscape.js on a canvas.

import cytoscape from "./vendor/cytoscape-3.34.4/cytoscape.esm.min.mjs";
import { Labels } from "./labels.js";
import { layoutOf, margin, spiralAround } from "./layout.js";
import { styleOf } from "./drawing-style.js";
import { words } from "./words.js";

const manyNodes = 800;
const manyNames = 60; // more of them at one entity could not be read

export class Drawing {
  constructor(canvas, hood, { kind, layout }) {
    this.hood = hood;
    this.kind = kind;
    this.onselect = this.onexpand = () => {};
    const many = hood.nodes.size > manyNodes;
    this.cy = cytoscape({
      container: canvas, elements: this.elements(), style: styleOf(canvas, many), layout: { name: "null" },
      minZoom: 0.05, maxZoom: 3, boxSelectionEnabled: false,
      hideEdgesOnViewport: many, textureOnViewport: many, pixelRatio: many ? 1 : "auto",
    });
    this.cy.on("tap", "node", (event) => this.onselect(event.target.id()));
    this.cy.on("dbltap", "node", (event) => this.onexpand(event.target.id()));
    this.restyle = () => this.cy.style(styleOf(canvas, many));
    window.addEventListener("theme", this.restyle);
    this.labels = new Labels(this.cy);
    this.layout = layoutOf(layout, this.cy, hood);
    this.cy.layout(this.layout).run();
    this.resized = new ResizeObserver(() => {
      this.cy.resize();
      this.cy.fit(undefined, margin);
    });
    this.resized.observe(canvas);
  }

  elements() {
    const nodes = this.hood.shown(this.kind);
    const there = new Set(nodes.map((n) => n.id));
    const edges = [...this.hood.edges.values()].filter((e) => there.has(e.from) && there.has(e.to));
    return [
      ...nodes.map((n) => ({ group: "nodes", data: { id: n.id, label: short(n.label), kind: n.kind, distance: n.distance } })),
      ...edges.map((e) => ({ group: "edges", data: { id: e.id, source: e.from, target: e.to, label: words(e.predicate), status: e.status } })),
    ];
  }

  // grow adds what is new around the entity that was expanded. Forces then make
  // room for it; in other layouts what is there keeps its place.
  grow(id) {
    const fresh = this.elements().filter((e) => this.cy.getElementById(e.data.id).empty());
    const added = this.cy.add(fresh).nodes();
    if (added.empty()) return;
    spiralAround(this.cy.getElementById(id).position(), added);
    if (this.layout.name === "cose") this.cy.layout(layoutOf("forces", this.cy, this.hood)).run();
    this.cy.fit(undefined, margin);
  }

  select(id) {
    this.cy.elements(".chosen, .near").removeClass("chosen near named");
    const node = this.cy.getElementById(id);
    node.addClass("chosen");
    const near = node.connectedEdges();
    near.addClass(near.length > manyNames ? "near" : "near named");
    this.labels.soon();
  }

  end() {
    this.resized.disconnect();
    this.labels.end();
    window.removeEventListener("theme", this.restyle);
    this.cy.destroy();
  }
}

const short = (label) => (label.length > 32 ? label.slice(0, 30).trim() + "…" : label);
