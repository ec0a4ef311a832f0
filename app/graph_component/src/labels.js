// Labels that can be read at any zoom and never lie on each other: as on a map, the more important come first.

import { LABEL_AWAY, LABEL_HALO } from "./style.js";

const LEAST = 11; // pixels on the screen
const MOST = 14;
const BASE = 12;
const CELL = 64;
const MOST_LABELS = 400; // more are never read at once, and measuring them takes long
const BIG = 30; // plans and places are named even where that covers a task

// How much larger than the model nodes and edges are drawn, so that they are seen when all of a large graph is in view.
export function growth(zoom, count) {
  const least = count > 600 ? 0.25 : count > 200 ? 0.35 : 0.5;
  return Math.max(1, least / zoom);
}

export function fontSize(zoom) {
  return Math.min(MOST, Math.max(LEAST, BASE * zoom)) / zoom;
}

// Chinese breaks anywhere, words and numbers do not; lines come out about equally long. `most`: Han characters a line.
export function wrap(text, most) {
  const pieces = text.match(/[0-9A-Za-z.,%+~/'’\-–—]+|[^]/gu) ?? [];
  const count = Math.ceil(widthOf(text) / most);
  const width = count > 1 ? Math.min(most, Math.ceil(widthOf(text) / count) + 1) : most;
  const lines = [];
  let line = "";
  let filled = 0;
  for (const piece of pieces) {
    const size = widthOf(piece);
    if (filled + size > width && line.trim() && !/^[，。、；：）》”！？〕\s]/u.test(piece)) {
      lines.push(line.trim());
      [line, filled] = ["", 0];
    }
    line += piece;
    filled += size;
  }
  if (line.trim()) lines.push(line.trim());
  return lines.join("\n").replace(/([（《“〔(]+)\n/gu, "\n$1");
}

export function widthOf(text) {
  let width = 0;
  for (const character of text) width += character.codePointAt(0) > 0x2e7f ? 1 : 0.55;
  return width;
}

// Each label goes where it is free: below its node, above, right or left of it; nowhere free, it waits for a nearer view.
// Boxes are in pixels on the screen, as wide and high as the renderer measures them in the font that is there; a grid of cells
// keeps the comparison short.
export function settleLabels(cy, layout) {
  followZoom(cy);
  const [width, height] = [cy.width(), cy.height()];
  const cells = new Map();
  const shown = cy.nodes(":visible").filter((node) => {
    const { x, y } = node.renderedPosition();
    return x > 0 && x < width && y > 0 && y < height;
  });
  shown.forEach((node) => add(nodeBox(node), cells));
  const ranked = shown.sort((a, b) => importance(b) - importance(a) || (a.id() < b.id() ? -1 : 1));
  ranked.slice(MOST_LABELS).addClass("quiet");
  const order = ranked.slice(0, MOST_LABELS);
  const sizes = measured(order);
  const within = ([, box]) => box.x1 > 0 && box.x2 < width && box.y1 > 0 && box.y2 < height;
  cy.batch(() => {
    order.forEach((node) => {
      const sides = sidesOf(node, layout, width / 2).map((side) => [side, labelBox(node, sizes.get(node.id()), side)]);
      const place = freeSide(node, sides.filter(within), cells) ?? (isForced(node) ? sides[0] : null);
      node.toggleClass("quiet", !place);
      if (!place) return;
      add(place[1], cells);
      node.data("side", place[0]);
    });
  });
}

// Sizes of text and nodes follow the zoom; a graph that was only moved keeps them.
function followZoom(cy) {
  const sized = `${cy.zoom()} ${cy.nodes().length}`;
  if (cy.scratch("_sized") === sized) return;
  cy.scratch("_sized", sized);
  cy.style().update();
}

// Cytoscape may keep the boxes of the text's size before, and would cut the labels to them: they are measured anew.
function measured(nodes) {
  nodes.removeClass("quiet"); // in a large graph quiet nodes have no label that could be measured
  nodes.recalculateRenderedStyle(false);
  nodes.dirtyBoundingBoxCache();
  return new Map(nodes.map((node) => [node.id(), node.renderedBoundingBox(ONLY_LABEL)]));
}

const ONLY_LABEL = { includeNodes: false, includeEdges: false, includeLabels: true, includeOverlays: false, includeUnderlays: false };

function freeSide(node, sides, cells) {
  const free = sides.find(([, box]) => isFree(box, cells, node.id()));
  if (free || node.data("size") < BIG) return free;
  return sides.find(([, box]) => isFree(box, cells, node.id(), true));
}

function isForced(node) {
  return node.selected() || node.hasClass("way");
}

const SIDES = ["bottom", "top", "right", "left"];
const RIGHT = ["right", "left", "bottom", "top"];
const LEFT = ["left", "right", "bottom", "top"];

// Beside the node where nodes stand in columns, outwards where they stand in a ring.
function sidesOf(node, layout, middle) {
  if (layout === "layers") return RIGHT;
  if (layout !== "circle") return SIDES;
  return node.renderedPosition().x < middle ? LEFT : RIGHT;
}

function importance(node) {
  const marked = isForced(node) || node.hasClass("found") ? 1e6 : 0;
  return marked + node.data("size") * 100 + Math.min(node.degree(false), 99);
}

function nodeBox(node) {
  const { x, y } = node.renderedPosition();
  const half = node.renderedWidth() / 2;
  return { x1: x - half, x2: x + half, y1: y - half, y2: y + half, owner: node.id(), small: node.data("size") < BIG };
}

// size: of the label as measured, with the halo around its letters.
function labelBox(node, { w: width, h: height }, side) {
  const { x, y } = node.renderedPosition();
  const away = node.renderedHeight() / 2 + (LABEL_AWAY - LABEL_HALO) * node.cy().zoom();
  if (side === "bottom") return { x1: x - width / 2, x2: x + width / 2, y1: y + away, y2: y + away + height };
  if (side === "top") return { x1: x - width / 2, x2: x + width / 2, y1: y - away - height, y2: y - away };
  if (side === "right") return { x1: x + away, x2: x + away + width, y1: y - height / 2, y2: y + height / 2 };
  return { x1: x - away - width, x2: x - away, y1: y - height / 2, y2: y + height / 2 };
}

function* keysOf(box) {
  for (let column = Math.floor(box.x1 / CELL); column <= Math.floor(box.x2 / CELL); column += 1) {
    for (let row = Math.floor(box.y1 / CELL); row <= Math.floor(box.y2 / CELL); row += 1) yield `${column},${row}`;
  }
}

// overSmall: small nodes may be covered.
function isFree(box, cells, owner, overSmall = false) {
  for (const key of keysOf(box)) {
    for (const other of cells.get(key) ?? []) {
      if (other.owner === owner || (overSmall && other.small)) continue;
      if (box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2) return false;
    }
  }
  return true;
}

function add(box, cells) {
  for (const key of keysOf(box)) {
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(box);
  }
}
