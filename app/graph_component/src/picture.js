// The graph as a picture: PNG by Cytoscape, SVG written from positions. Text is escaped; nothing is fetched.

import { fontSize } from "./labels.js";

export function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function pngOf(cy, theme) {
  const box = cy.elements(":visible").boundingBox();
  const scale = Math.max(0.2, Math.min(2, 8000 / Math.max(box.w, box.h, 1)));
  return cy.png({ full: true, scale, bg: theme.background, output: "blob" });
}

export function svgOf(cy, theme, note) {
  const visible = cy.elements(":visible");
  const box = visible.boundingBox();
  const [left, top, width, height] = [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 60].map(Math.round);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif">`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${theme.background}"/>`,
  ];
  visible.edges().forEach((edge) => parts.push(edgeMark(edge)));
  visible.nodes().forEach((node) => parts.push(nodeMark(node, theme)));
  parts.push(`<text x="${left + 10}" y="${top + height - 12}" font-size="12" fill="${theme.text}">${escape(note)}</text></svg>`);
  return new Blob([parts.join("\n")], { type: "image/svg+xml" });
}

function edgeMark(edge) {
  const [from, to] = [edge.source().position(), edge.target().position()];
  const colour = edge.style("line-color");
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const reach = edge.target().data("size") / 2;
  const tip = { x: to.x - dx * reach, y: to.y - dy * reach };
  const dash = edge.style("line-style") === "solid" ? "" : ' stroke-dasharray="6 4"';
  const arrow = edge.data("symmetric")
    ? ""
    : `<path d="M${at(tip)} L${at({ x: tip.x - dx * 9 - dy * 4, y: tip.y - dy * 9 + dx * 4 })} L${at({ x: tip.x - dx * 9 + dy * 4, y: tip.y - dy * 9 - dx * 4 })} Z" fill="${colour}"/>`;
  const title = `<title>${escape(edge.data("label"))}</title>`;
  return `<g>${title}<path d="M${at(from)} L${at(tip)}" stroke="${colour}" stroke-width="${edge.hasClass("way") ? 4 : 1.5}"${dash} fill="none"/>${arrow}</g>`;
}

function nodeMark(node, theme) {
  const { x, y } = node.position();
  const half = node.data("size") / 2;
  const size = Math.min(13, fontSize(1));
  const rows = node.data("shown").split("\n");
  const [left, top, anchor] = placeOfLabel(node.data("side"), x, y, half + 4, size * rows.length);
  const lines = rows.map((line, index) => `<tspan x="${left.toFixed(1)}" y="${(top + size * (index + 0.85)).toFixed(1)}">${escape(line)}</tspan>`);
  const paint = `paint-order="stroke" stroke="${theme.background}" stroke-width="3" fill="${theme.text}"`;
  return `<g><title>${escape(node.data("full"))}</title>${shape(node.style("shape"), x, y, half, node.style("background-color"))}<text font-size="${size}" text-anchor="${anchor}" ${paint}>${lines.join("")}</text></g>`;
}

// Where the text begins, and which of its ends that is; on the side of the node where it stands on the screen.
function placeOfLabel(side, x, y, away, high) {
  if (side === "top") return [x, y - away - high, "middle"];
  if (side === "right") return [x + away, y - high / 2, "start"];
  if (side === "left") return [x - away, y - high / 2, "end"];
  return [x, y + away, "middle"];
}

const CORNERS = { triangle: [3, -90], diamond: [4, -90], pentagon: [5, -90], hexagon: [6, 0], octagon: [8, 22.5] };

function shape(name, x, y, half, colour) {
  if (name === "ellipse") return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${half}" fill="${colour}"/>`;
  const corners = CORNERS[name];
  if (!corners) {
    const round = name.startsWith("round") ? half / 3 : 0;
    return `<rect x="${(x - half).toFixed(1)}" y="${(y - half).toFixed(1)}" width="${2 * half}" height="${2 * half}" rx="${round}" fill="${colour}"/>`;
  }
  const points = Array.from({ length: corners[0] }, (_, index) => {
    const angle = ((corners[1] + (360 / corners[0]) * index) * Math.PI) / 180;
    return at({ x: x + half * Math.cos(angle), y: y + half * Math.sin(angle) });
  });
  return `<polygon points="${points.join(" ")}" fill="${colour}"/>`;
}

function at({ x, y }) {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

export function escape(text) {
  const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  // eslint-disable-next-line no-control-regex
  return String(text ?? "").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"']/g, (mark) => marks[mark]);
}
