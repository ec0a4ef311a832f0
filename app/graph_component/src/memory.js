// Where each graph's nodes stood, so that they stand there again after another page or an undo. Lives as long as the browser's page.

const graphs = (window.planGraphMemory ??= new Map());

export function remembered(name) {
  if (!graphs.has(name)) graphs.set(name, { positions: new Map(), pinned: new Set(), scene: null, viewport: null });
  return graphs.get(name);
}

export function remember(cy, memory) {
  cy.nodes().forEach((node) => {
    memory.positions.set(node.id(), { ...node.position() });
  });
  memory.viewport = { zoom: cy.zoom(), pan: { ...cy.pan() } };
}
