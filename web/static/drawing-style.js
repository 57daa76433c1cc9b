// How nodes and edges look: kinds by colour and shape, in the colours of the page.

const shapes = {
  PERSON: "ellipse", ORGANIZATION: "round-rectangle", PLACE: "diamond", PRODUCT: "hexagon", EVENT: "star", WORK: "rectangle",
  GROUP: "octagon", LAW: "pentagon", CONCEPT: "round-triangle", OTHER: "ellipse",
};

// Many edges are drawn without curves and points, which is quicker.
export function styleOf(canvas, many) {
  const colour = (name) => colourOf(canvas, name);
  return [
    { selector: "node", style: {
      "font-family": "system-ui, sans-serif", color: colour("--ink"), "text-valign": "bottom", "text-margin-y": 3, width: 18, height: 18,
      "background-color": colour("--kind-other"), "border-width": 1, "border-color": colour("--card"),
    } },
    ...Object.entries(shapes).map(([kind, shape]) => ({ selector: `node[kind="${kind}"]`, style: { shape, "background-color": colour("--kind-" + kind.toLowerCase()) } })),
    { selector: "node[distance=0]", style: { width: 30, height: 30, "font-weight": 600 } },
    { selector: "node.labelled", style: { label: "data(label)", "font-size": "data(size)", "text-outline-color": colour("--card"), "text-outline-width": 2 } },
    { selector: "edge", style: {
      width: 1, "line-color": colour("--edge"), "target-arrow-color": colour("--edge"), "target-arrow-shape": "triangle", "arrow-scale": 0.8, "curve-style": many ? "haystack" : "bezier",
    } },
    { selector: 'edge[status="CONTESTED"]', style: { "line-style": "dashed", "line-color": colour("--warn"), "target-arrow-color": colour("--warn") } },
    { selector: "edge.near", style: {
      width: 2, "line-color": colour("--accent"), "target-arrow-color": colour("--accent"),
    } },
    { selector: "edge.named", style: {
      label: "data(label)", "font-size": 11, "font-family": "system-ui, sans-serif", color: colour("--soft"),
      "text-rotation": "autorotate", "text-background-color": colour("--card"), "text-background-opacity": 0.9, "text-background-padding": 1, "min-zoomed-font-size": 8,
    } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("--accent") } },
  ];
}

// A canvas takes no variables: an element is coloured by one, and asked.
function colourOf(canvas, name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  canvas.parentElement.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
