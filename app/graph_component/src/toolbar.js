// The buttons, the search box, the legend and the line that says what is selected. All text is set as text, never as markup.

const ICONS = {
  nearer: "M8 3v10M3 8h10",
  farther: "M3 8h10",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  again: "M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3",
  expand: "M8 8m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M8 6V1.5M8 10v4.5M6 8H1.5M10 8h4.5",
  hide: "M1.5 8s2.5-4 6.5-4 6.5 4 6.5 4-2.5 4-6.5 4S1.5 8 1.5 8zM2 14L14 2",
  pin: "M6 2h4l-.5 5 2.5 2.5H4L6.5 7zM8 9.5V14",
  path: "M3 13a1.5 1.5 0 1 0 0-.1M13 3a1.5 1.5 0 1 0 0 .1M4.5 12C9 12 6 4 11.5 3.5",
  undo: "M5 3L2 6l3 3M2 6h7a4 4 0 0 1 0 8H6",
  redo: "M11 3l3 3-3 3M14 6H7a4 4 0 0 0 0 8h3",
  large: "M9 2h5v5M7 14H2V9M14 2L9 7M2 14l5-5",
};

const GROUPS = [["nearer", "farther", "fit", "large"], ["again"], ["expand", "hide", "pin", "path"], ["undo", "redo"], ["png", "svg"]];

function make(tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

export class Toolbar {
  constructor(root, act) {
    this.root = root;
    this.act = act;
    this.bar = make("div", { class: "pg-bar", role: "toolbar" });
    this.stage = make("div", { class: "pg-stage" });
    this.canvas = make("div", { class: "pg-canvas", tabindex: "0", role: "application" });
    this.empty = make("div", { class: "pg-empty" });
    this.stage.append(this.canvas, this.empty);
    this.status = make("div", { class: "pg-status", role: "status", "aria-live": "polite" });
    this.legend = make("div", { class: "pg-legend", role: "group" });
    root.replaceChildren(this.bar, this.stage, this.status, this.legend);
    this.buttons = new Map();
    this.built = "";
  }

  destroy() {
    this.root.replaceChildren();
  }

  update(data) {
    this.words = data.words;
    const wanted = JSON.stringify([data.words, data.tools]);
    if (wanted !== this.built) this.build(data);
    this.built = wanted;
    this.canvas.setAttribute("aria-label", data.words.canvas);
    this.empty.textContent = data.nodes.length ? "" : data.words.empty;
    if (this.layout) this.layout.value = data.layout;
    this.enable("undo", data.canUndo);
    this.enable("redo", data.canRedo);
    this.drawLegend(data);
  }

  build(data) {
    this.buttons.clear();
    this.bar.replaceChildren();
    this.bar.setAttribute("aria-label", data.words.toolbar);
    if (data.tools.includes("find")) this.bar.append(this.searchBox(data.words));
    if (data.tools.includes("layout")) this.bar.append(this.layoutBox(data));
    for (const group of GROUPS) {
      const names = group.filter((name) => data.tools.includes(name));
      if (!names.length) continue;
      const box = make("span", { class: "pg-group" });
      names.forEach((name) => box.append(this.button(name, data.words[name])));
      this.bar.append(box);
    }
    for (const name of ["expand", "hide", "pin", "path"]) this.enable(name, false);
  }

  button(name, word) {
    const button = make("button", { type: "button", title: word, "aria-label": word, "data-action": name });
    if (ICONS[name]) {
      const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      icon.setAttribute("viewBox", "0 0 16 16");
      icon.setAttribute("aria-hidden", "true");
      const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
      line.setAttribute("d", ICONS[name]);
      icon.append(line);
      button.append(icon);
    } else {
      button.textContent = name.toUpperCase();
    }
    button.addEventListener("click", () => this.act(name));
    this.buttons.set(name, button);
    return button;
  }

  searchBox(words) {
    this.search = make("input", { type: "search", class: "pg-find", placeholder: words.find, "aria-label": words.find });
    this.search.addEventListener("input", () => this.act({ find: this.search.value }));
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.act({ find: this.search.value, next: true });
      event.stopPropagation();
    });
    return this.search;
  }

  layoutBox(data) {
    this.layout = make("select", { class: "pg-layout", "aria-label": data.words.layout, title: data.words.layout });
    for (const name of ["force", "layers", "circle"]) this.layout.append(make("option", { value: name }, data.words[name]));
    this.layout.addEventListener("change", () => this.act({ action: "layout", layout: this.layout.value }));
    return this.layout;
  }

  enable(name, on) {
    const button = this.buttons.get(name);
    if (button) button.disabled = !on;
  }

  selected(cy, nodes, edges) {
    for (const name of ["expand", "hide", "pin"]) this.enable(name, nodes.length > 0);
    this.enable("path", nodes.length === 2);
    const names = [...nodes, ...edges].slice(0, 2).map((id) => cy.getElementById(id).data("full") || cy.getElementById(id).data("label"));
    const more = nodes.length + edges.length - names.length;
    this.line = names.length ? `${this.words.selected} ${names.join(" · ")}${more > 0 ? ` +${more}` : ""}` : "";
    this.tell("");
  }

  tell(text) {
    this.status.textContent = text || this.line || this.total || "";
  }

  found(count) {
    this.line = count === null ? "" : this.words.found.replace("{n}", count);
    this.tell("");
  }

  count(cy) {
    this.total = this.words.total.replace("{nodes}", cy.nodes().length).replace("{edges}", cy.edges().length);
    this.tell("");
  }

  drawLegend(data) {
    this.legend.setAttribute("aria-label", data.words.legend);
    this.legend.replaceChildren();
    for (const item of data.legend) {
      const tag = data.tools.includes("types") && item.kind === "node" ? "button" : "span";
      const chip = make(tag, { class: `pg-key${item.hidden ? " pg-off" : ""}`, "data-type": item.type });
      if (tag === "button") {
        chip.type = "button";
        chip.title = item.hidden ? data.words.show : data.words.hideType;
        chip.setAttribute("aria-pressed", String(!item.hidden));
        chip.addEventListener("click", () => this.act({ action: "toggle", type: item.type }));
      }
      const swatch = make("i", { class: `pg-swatch pg-${item.kind} pg-${item.shape ?? "line"}`, "aria-hidden": "true" });
      swatch.style.setProperty("--colour", item.colour);
      chip.append(swatch, make("span", {}, item.count === undefined ? item.label : `${item.label} ${item.count}`));
      this.legend.append(chip);
    }
  }
}
