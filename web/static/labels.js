// Which nodes of a drawing show their names: as many as fit beside each other at the
// size they are seen in, those with the most facts first. Far away that is a few, and
// near by all of them.

const pixels = { font: 12, letter: 6.6, line: 16 };
const most = 400; // names that are placed at one time

export class Labels {
  constructor(cy) {
    this.cy = cy;
    cy.on("viewport layoutstop resize", () => this.soon());
    cy.on("dragfree add remove", "node", () => this.soon());
  }

  // soon waits until the view holds still.
  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.place(), 60);
  }

  place() {
    if (this.cy.destroyed()) return;
    const size = pixels.font / this.cy.zoom();
    const seen = this.cy.nodes().toArray().filter((n) => inView(n, this.cy)).sort((a, b) => rank(b) - rank(a));
    const taken = seen.map(shapeOf);
    const shown = new Set(seen.filter((n) => taken.length < seen.length + most && fits(boxOf(n), taken, rank(n) === Infinity)));
    this.cy.batch(() => {
      this.cy.$(".labelled").filter((n) => !shown.has(n)).removeClass("labelled");
      shown.forEach((n) => n.data("size", size * (n.data("distance") === 0 ? 1.2 : 1)).addClass("labelled"));
    });
  }

  end() {
    clearTimeout(this.waiting);
  }
}

// rank is how early a node is named: the middle and what is chosen, then by facts.
const rank = (n) => (n.data("distance") === 0 || n.hasClass("chosen") ? Infinity : n.degree(false));

function boxOf(n) {
  const { x, y } = n.renderedPosition();
  const half = (n.data("label").length * pixels.letter) / 2;
  const top = y + n.renderedHeight() / 2 + 1;
  return { left: x - half, right: x + half, top, bottom: top + pixels.line };
}

function shapeOf(n) {
  const { x, y } = n.renderedPosition();
  const half = n.renderedWidth() / 2;
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

function fits(box, taken, anyway) {
  if (!anyway && taken.some((p) => p.left < box.right && box.left < p.right && p.top < box.bottom && box.top < p.bottom)) return false;
  taken.push(box);
  return true;
}

function inView(n, cy) {
  const { x, y } = n.renderedPosition();
  return x >= 0 && y >= 0 && x <= cy.width() && y <= cy.height();
}
