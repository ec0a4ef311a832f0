// The graph by keyboard: arrows go to the nearest node in that direction, Enter expands, Delete hides, P pins.

const AHEAD = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const ACTIONS = { Enter: "expand", Delete: "hide", Backspace: "hide", p: "pin", "+": "nearer", "=": "nearer", "-": "farther", 0: "fit" };

export function listenToKeys(view) {
  view.canvas.addEventListener("keydown", (event) => {
    if (!view.cy || event.altKey) return;
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (undo) view.act(event.shiftKey ? "redo" : "undo");
    else if (AHEAD[event.key]) step(view.cy, AHEAD[event.key]);
    else if (event.key === "Escape") view.cy.elements(":selected").unselect();
    else if (ACTIONS[event.key] && !event.ctrlKey && !event.metaKey) view.act(ACTIONS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function step(cy, [dx, dy]) {
  const from = cy.nodes(":selected").last();
  const shown = cy.nodes(":visible");
  if (shown.empty()) return;
  let best = shown.first();
  if (from.nonempty()) {
    let least = Infinity;
    shown.difference(from).forEach((node) => {
      const [x, y] = [node.position("x") - from.position("x"), node.position("y") - from.position("y")];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      const distance = ahead + 2 * aside;
      if (ahead > 0 && aside <= ahead * 1.5 && distance < least) [least, best] = [distance, node];
    });
    if (least === Infinity) return;
  }
  cy.elements(":selected").unselect();
  best.select();
  const { x, y } = best.renderedPosition();
  if (x < 30 || y < 30 || x > cy.width() - 30 || y > cy.height() - 30) cy.animate({ center: { eles: best }, duration: 150 });
}
