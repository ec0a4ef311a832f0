// Labels that can be read at any zoom and never lie on each other: as on a map, the more important come first.

const LEAST = 11; // pixels on the screen
const MOST = 17;
const BASE = 12;
const CELL = 64;

export function fontSize(zoom) {
  return Math.min(MOST, Math.max(LEAST, BASE * zoom)) / zoom;
}

// Chinese breaks anywhere, other text between words; `width` counts a Han character as 1, others as a half.
export function wrap(text, width) {
  const lines = [];
  let line = "";
  let filled = 0;
  for (const piece of text.match(/[\x20-\x7e\u00a0-\u02ff]+?(?=\s|$|[\u2e80-\uffff])|\s|[^]/gu) ?? []) {
    const size = widthOf(piece);
    if (filled + size > width && line.trim() && !/^[，。、；：）》”！？〕]/u.test(piece)) {
      lines.push(line.trim());
      [line, filled] = ["", 0];
    }
    line += piece;
    filled += size;
  }
  if (line.trim()) lines.push(line.trim());
  return lines.join("\n");
}

export function widthOf(text) {
  let width = 0;
  for (const character of text) width += character.codePointAt(0) > 0x2e7f ? 1 : 0.55;
  return width;
}

// Hides what would overlap. Boxes are in pixels on the screen; a grid of cells keeps the comparison short.
export function settleLabels(cy) {
  const zoom = cy.zoom();
  const size = fontSize(zoom);
  const onScreen = size * zoom;
  const extent = cy.extent();
  const cells = new Map();
  const shown = cy.nodes(":visible").filter((node) => {
    const { x, y } = node.position();
    return x > extent.x1 && x < extent.x2 && y > extent.y1 && y < extent.y2;
  });
  const order = shown.sort((a, b) => importance(b) - importance(a) || (a.id() < b.id() ? -1 : 1));
  cy.batch(() => {
    order.forEach((node) => {
      const box = labelBox(node, onScreen);
      node.toggleClass("quiet", !place(box, cells) && !node.selected() && !node.hasClass("way"));
    });
  });
  cy.style().update();
}

function importance(node) {
  const marked = node.selected() || node.hasClass("way") || node.hasClass("found") ? 1e6 : 0;
  return marked + node.data("size") * 100 + Math.min(node.degree(false), 99);
}

function labelBox(node, onScreen) {
  const lines = (node.data("shown") || "").split("\n");
  const width = Math.max(...lines.map(widthOf)) * onScreen + 2;
  const { x, y } = node.renderedPosition();
  const top = y + node.renderedHeight() / 2 + 2;
  return { x1: x - width / 2, x2: x + width / 2, y1: top, y2: top + lines.length * onScreen * 1.15 };
}

function place(box, cells) {
  const keys = [];
  for (let column = Math.floor(box.x1 / CELL); column <= Math.floor(box.x2 / CELL); column += 1) {
    for (let row = Math.floor(box.y1 / CELL); row <= Math.floor(box.y2 / CELL); row += 1) keys.push(`${column},${row}`);
  }
  for (const key of keys) {
    for (const other of cells.get(key) ?? []) {
      if (box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2) return false;
    }
  }
  for (const key of keys) {
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(box);
  }
  return true;
}
