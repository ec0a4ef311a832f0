// How nodes and edges look: colours and shapes by type from the data, the rest from the page's theme.

export function themeOf(element) {
  const css = getComputedStyle(element);
  const read = (name, otherwise) => css.getPropertyValue(name).trim() || otherwise;
  return {
    text: read("--st-text-color", "#31333f"),
    background: read("--st-background-color", "#ffffff"),
    border: read("--st-border-color", "#d5d6d8"),
    primary: read("--st-primary-color", "#095cb0"),
    font: read("--st-font", "sans-serif"),
  };
}

export const LABEL_AWAY = 3; // from the node to its label, in pixels of the model
const OUTLINE = 2;
export const LABEL_HALO = OUTLINE + 2; // the outline of the letters, and what Cytoscape's measure adds around it

// fonts: functions, asked anew at each zoom; grow: how much larger than the model all is drawn. many: edges keep their width
// and quiet nodes have no label, both of which would take long.
export function styleOf(types, theme, fonts, grow, many) {
  const thick = (width) => (many ? width : () => width * grow());
  const rules = [
    {
      selector: "node",
      style: {
        label: "data(shown)",
        width: (node) => node.data("size") * grow(),
        height: (node) => node.data("size") * grow(),
        color: theme.text,
        "font-family": theme.font,
        "font-size": fonts.node,
        "text-wrap": "wrap",
        "text-valign": "bottom",
        "text-halign": "center",
        "text-margin-y": LABEL_AWAY,
        "text-justification": "center",
        "text-outline-width": OUTLINE,
        "text-outline-color": theme.background,
        "text-outline-opacity": 0.9,
        "border-width": 1.5,
        "border-color": theme.background,
        "background-color": "#6b7280",
        "line-height": 1.1,
      },
    },
    {
      selector: "edge",
      style: {
        width: thick(1.5),
        "line-color": theme.border,
        "target-arrow-color": theme.border,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        "font-family": theme.font,
        "font-size": fonts.edge,
        color: theme.text,
        "text-background-color": theme.background,
        "text-background-opacity": 0.85,
        "text-background-padding": 2,
        "text-rotation": "autorotate",
      },
    },
  ];
  for (const [name, type] of Object.entries(types.nodes)) {
    rules.push({ selector: `node[type = "${name}"]`, style: { "background-color": type.colour, shape: type.shape } });
  }
  for (const [name, type] of Object.entries(types.edges)) {
    const colour = type.plain ? theme.border : type.colour;
    rules.push({ selector: `edge[type = "${name}"]`, style: { "line-color": colour, "target-arrow-color": colour } });
  }
  return rules.concat(states(theme, thick, many));
}

function states(theme, thick, many) {
  return [
    { selector: 'node[side = "top"]', style: { "text-valign": "top", "text-margin-y": -LABEL_AWAY } },
    { selector: 'node[side = "right"]', style: { "text-valign": "center", "text-halign": "right", "text-margin-y": 0, "text-margin-x": LABEL_AWAY, "text-justification": "left" } },
    { selector: 'node[side = "left"]', style: { "text-valign": "center", "text-halign": "left", "text-margin-y": 0, "text-margin-x": -LABEL_AWAY, "text-justification": "right" } },
    { selector: "edge[?weak]", style: { "line-style": "dashed" } },
    { selector: "edge[?symmetric]", style: { "target-arrow-shape": "none", "line-style": "dotted" } },
    { selector: "node[size >= 30]", style: { "z-index": 5 } },
    { selector: "node[?group]", style: { "border-width": 4, "border-style": "double", "border-color": theme.text } },
    { selector: "node.quiet", style: many ? { label: "" } : { "text-opacity": 0, "text-events": "no" } },
    { selector: "node.pinned", style: { "border-width": 3, "border-color": theme.text, "border-style": "double" } },
    { selector: "edge.named", style: { label: "data(label)" } },
    { selector: ".faded", style: { opacity: 0.25 } },
    { selector: "node.found", style: { "border-width": 4, "border-color": "#d97706" } },
    { selector: "node.way", style: { "border-width": 4, "border-color": theme.primary } },
    { selector: "edge.way", style: { width: thick(4), "line-color": theme.primary, "target-arrow-color": theme.primary, "z-index": 9 } },
    { selector: "node:selected", style: { "border-width": 4, "border-color": theme.primary, "font-weight": "bold", "z-index": 20 } },
    { selector: "edge:selected", style: { width: thick(4), label: "data(label)", "z-index": 20 } },
    { selector: ".off", style: { display: "none" } },
  ];
}
