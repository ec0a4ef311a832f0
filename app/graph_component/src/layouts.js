// Where nodes go: force, layers, circle; and new nodes beside old ones that do not move.

const MANY = 600;
const TOO_MANY = 2500;
const MOST_STRETCH = 2;
const CELL = 56;
const ROOM = 150; // pixels of the model for a node, each way

// shape: of the canvas, width by height.
export function arrange(cy, name, { pinned, shape, done, animate }) {
  const nodes = cy.nodes(":visible");
  if (nodes.length === 0) return;
  const held = nodes.filter((node) => pinned.has(node.id())); // locked as long as they are pinned
  const layout = nodes.union(nodes.edgesWith(nodes)).layout(optionsFor(name, nodes, held, animate, shape));
  layout.one("layoutstop", () => {
    if (name === "layers") widen(nodes.difference(held), shape);
    else if (nodes.length > MANY && held.empty()) spread(nodes);
    if (name === "force" && held.empty()) stretch(nodes, shape);
    done();
  });
  withoutChance(() => layout.run());
}

// Layers are often tall and thin: the columns move apart until they fill the canvas.
function widen(nodes, shape) {
  const box = nodes.boundingBox({ includeLabels: false });
  const factor = Math.min(5, (box.h * shape * 0.8) / Math.max(1, box.w));
  if (factor > 1) nodes.positions((node) => ({ x: box.x1 + (node.position("x") - box.x1) * factor, y: node.position("y") }));
}

// The same graph is laid out the same way each time: fcose starts from chance, which is drawn from a fixed row here.
function withoutChance(run) {
  const { random } = Math;
  let state = 1;
  Math.random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  try {
    run();
  } finally {
    Math.random = random;
  }
}

// A force layout is about as wide as high: it is drawn out to the shape of the canvas, so that labels find room.
function stretch(nodes, shape) {
  const box = nodes.boundingBox({ includeLabels: false });
  const wide = box.w / Math.max(1, box.h) / shape;
  const [x, y] = wide > 1 ? [1, Math.min(MOST_STRETCH, wide)] : [Math.min(MOST_STRETCH, 1 / Math.max(wide, 0.01)), 1];
  nodes.positions((node) => ({ x: node.position("x") * x, y: node.position("y") * y }));
}

// The quick layout of large graphs puts nodes on each other: all positions move apart, the view is fitted to them.
function spread(nodes) {
  const box = nodes.boundingBox({ includeLabels: false });
  const factor = Math.max(1, Math.sqrt((nodes.length * ROOM * ROOM) / Math.max(1, box.w * box.h)));
  const taken = new Set();
  nodes.positions((node) => freePlace(node.position("x") * factor, node.position("y") * factor, taken));
}

// The nearest place on a grid that no other node has: nodes with the same neighbours are laid on the same point.
function freePlace(x, y, taken) {
  const [column, row] = [Math.round(x / CELL), Math.round(y / CELL)];
  for (let ring = 0; ; ring += 1) {
    for (let dx = -ring; dx <= ring; dx += 1) {
      for (let dy = -ring; dy <= ring; dy += Math.abs(dx) === ring ? 1 : 2 * ring) {
        const key = `${column + dx},${row + dy}`;
        if (!taken.has(key)) {
          taken.add(key);
          return { x: (column + dx) * CELL, y: (row + dy) * CELL };
        }
      }
    }
  }
}

function optionsFor(name, nodes, held, animate, shape) {
  const many = nodes.length > MANY;
  if (name === "layers" && !many) {
    return { name: "dagre", rankDir: "LR", nodeSep: 12, rankSep: 130, fit: false, animate: false, nodeDimensionsIncludeLabels: false };
  }
  if (name === "layers" || (name === "circle" && nodes.length > 40)) return rings(name, nodes);
  if (name === "circle") return oval(nodes, shape);
  if (nodes.length > TOO_MANY) return rings("circle", nodes);
  return {
    name: "fcose",
    quality: many ? "draft" : "default",
    randomize: held.length === 0,
    fit: false,
    animate: Boolean(animate) && !many,
    animationDuration: 300,
    nodeDimensionsIncludeLabels: !many,
    nodeSeparation: many ? 180 : 120,
    idealEdgeLength: many ? 140 : 105,
    nodeRepulsion: 14000,
    gravity: 0.3,
    packComponents: true,
    fixedNodeConstraint: held.map((node) => ({ nodeId: node.id(), position: { ...node.position() } })),
  };
}

// One ring as wide as the canvas, so that labels find room beside it.
function oval(nodes, shape) {
  const high = Math.max(180, nodes.length * 9);
  const wide = high * Math.max(0.7, Math.min(1.6, shape));
  const order = nodes.sort(byTypeThenLabel);
  const places = new Map(order.map((node, index) => [node.id(), (2 * Math.PI * index) / nodes.length - Math.PI / 2]));
  const at = (angle) => ({ x: wide * Math.cos(angle), y: high * Math.sin(angle) });
  return { name: "preset", fit: false, animate: false, positions: (node) => at(places.get(node.id())) };
}

// Types in columns (layers) or in rings (circle): for graphs that a general layout takes too long for.
function rings(name, nodes) {
  const groups = new Map();
  nodes.sort(byTypeThenLabel).forEach((node) => {
    const rank = node.data("rank");
    if (!groups.has(rank)) groups.set(rank, []);
    groups.get(rank).push(node.id());
  });
  const positions = new Map();
  let radius = 0;
  let column = 0;
  for (const rank of [...groups.keys()].sort((a, b) => a - b)) {
    const ids = groups.get(rank);
    radius = Math.max(radius + 150, (ids.length * 46) / (2 * Math.PI));
    const rows = Math.ceil(Math.sqrt(ids.length * 3));
    ids.forEach((id, index) => {
      const angle = (2 * Math.PI * index) / ids.length;
      positions.set(
        id,
        name === "circle"
          ? { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
          : { x: (column + Math.floor(index / rows)) * 150, y: ((index % rows) - Math.min(rows, ids.length) / 2) * 60 },
      );
    });
    column += Math.ceil(ids.length / rows) + 1;
  }
  return { name: "preset", fit: false, animate: false, positions: (node) => positions.get(node.id()) };
}

function byTypeThenLabel(a, b) {
  return a.data("rank") - b.data("rank") || a.data("label").localeCompare(b.data("label"), "zh") || (a.id() < b.id() ? -1 : 1);
}

// New nodes beside a neighbour; what stood before stays where it was.
export function settleNew(cy, added, { done }) {
  const old = cy.nodes(":visible").difference(added);
  const turns = new Map();
  added.forEach((node) => {
    const near = node.neighborhood("node").intersection(old).first();
    const centre = near.nonempty() ? near.position() : middle(old);
    const turn = turns.get(near.id()) ?? 0;
    turns.set(near.id(), turn + 1);
    const ring = Math.floor(turn / 14);
    const angle = ((turn % 14) + ring * 0.5) * ((2 * Math.PI) / 14);
    node.position({ x: centre.x + Math.cos(angle) * (110 + ring * 70), y: centre.y + Math.sin(angle) * (110 + ring * 70) });
  });
  if (cy.nodes().length > MANY || old.empty()) {
    done();
    return;
  }
  const layout = cy.layout({
    name: "fcose",
    quality: "default",
    randomize: false,
    fit: false,
    animate: false,
    nodeDimensionsIncludeLabels: true,
    idealEdgeLength: 95,
    nodeSeparation: 90,
    nodeRepulsion: 9000,
    fixedNodeConstraint: old.map((node) => ({ nodeId: node.id(), position: { ...node.position() } })),
  });
  const places = new Map(old.map((node) => [node.id(), { ...node.position() }]));
  layout.one("layoutstop", () => {
    old.positions((node) => places.get(node.id())); // the layout holds the middle of node and label, and labels change sides
    done();
  });
  withoutChance(() => layout.run());
}

function middle(nodes) {
  if (nodes.empty()) return { x: 0, y: 0 };
  const box = nodes.boundingBox({ includeLabels: false });
  return { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
}
