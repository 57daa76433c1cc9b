// Where the nodes of a drawing go.
//
// Forces look best, and take time that grows with the square of the number of
// nodes; a spiral with the nearest in the middle takes none, and is what large
// neighbourhoods get. Forces start from the spiral, so that a view looks the same
// whenever it is opened.

export const margin = 30; // around the drawing, in pixels

const manyForForces = 250;
const golden = Math.PI * (3 - Math.sqrt(5));

export function layoutOf(name, cy, hood) {
  const many = cy.nodes().length > manyForForces;
  const common = { animate: false, fit: true, padding: margin };
  switch (name || (many ? "spiral" : "forces")) {
    case "tree":
      return { ...common, name: "breadthfirst", roots: [hood.centre], circle: false, spacingFactor: 1.1 };
    case "rings":
      return { ...common, name: "concentric", concentric: (n) => -n.data("distance"), levelWidth: () => 1, minNodeSpacing: 14 };
    case "spiral":
      return { ...common, name: "preset", positions: spiral(cy.nodes()) };
  }
  if (cy.nodes().every((n) => n.position("x") === 0)) cy.layout({ name: "preset", positions: spiral(cy.nodes()), fit: false }).run();
  return {
    ...common, name: "cose", randomize: false, numIter: many ? 60 : 600, nodeRepulsion: () => 60000, idealEdgeLength: () => 110, nodeOverlap: 200, gravity: 1,
  };
}

// spiral puts the nearest in the middle, as the seeds of a sunflower.
function spiral(nodes) {
  const places = new Map(nodes.sort((a, b) => a.data("distance") - b.data("distance")).map((n, i) => [n.id(), seed(i, 34)]));
  return (n) => places.get(n.id());
}

export function spiralAround({ x, y }, nodes) {
  nodes.forEach((n, i) => {
    const at = seed(i + 3, 34);
    n.position({ x: x + at.x, y: y + at.y });
  });
}

const seed = (i, apart) => ({ x: 1.4 * apart * Math.sqrt(i) * Math.cos(i * golden), y: apart * Math.sqrt(i) * Math.sin(i * golden) });
