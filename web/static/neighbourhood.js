// Entities around one, and the facts between them, as far as they were fetched.

export class Neighbourhood {
  constructor(centre) {
    this.centre = centre;
    this.nodes = new Map(); // id → { id, label, kind, distance }
    this.edges = new Map(); // fact id → { id, from, to, predicate, status }
    this.truncated = false;
    this.grown = false; // something was added to what was found at first
  }

  // add takes a subgraph; what is there stays as it is.
  add({ entities, facts, truncated }) {
    const beyond = this.nodes.size > 0 ? 1 : 0;
    this.grown = beyond > 0;
    for (const { entity, distance } of entities) {
      if (!this.nodes.has(entity.id)) this.nodes.set(entity.id, { ...entity, distance: distance + beyond });
    }
    for (const f of facts) {
      if (f.object.id) this.edges.set(f.id, { id: f.id, from: f.subject.id, to: f.object.id, predicate: f.predicate.name, status: f.status });
    }
    this.truncated ||= truncated;
  }

  get kinds() { return [...new Set([...this.nodes.values()].map((n) => n.kind))].sort(); }

  // shown are the nodes of a kind, and the centre with them.
  shown(kind) { return [...this.nodes.values()].filter((n) => !kind || n.kind === kind || n.id === this.centre); }

  // edgesShown are the facts between them, those of the centre first.
  edgesShown(kind) {
    const shown = new Set(this.shown(kind).map((n) => n.id));
    const far = (e) => Number(e.from !== this.centre) + Number(e.from !== this.centre && e.to !== this.centre);
    return [...this.edges.values()].filter((e) => shown.has(e.from) && shown.has(e.to)).sort((a, b) => far(a) - far(b));
  }

  edgesOf(id) { return [...this.edges.values()].filter((e) => e.from === id || e.to === id); }
}
