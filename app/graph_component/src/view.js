// One graph on the page: the Cytoscape instance, kept between updates; the tool bar and the legend around it.

import cytoscape from "cytoscape";
import dagre from "cytoscape-dagre";
import fcose from "cytoscape-fcose";
import { listenToKeys } from "./keyboard.js";
import { fontSize, growth, settleLabels, wrap } from "./labels.js";
import { arrange, settleNew } from "./layouts.js";
import { remember, remembered } from "./memory.js";
import { pngOf, save, svgOf } from "./picture.js";
import { styleOf, themeOf } from "./style.js";
import { Toolbar } from "./toolbar.js";

cytoscape.use(fcose);
cytoscape.use(dagre);

const MANY = 600;
const SOME = 200; // from here on the picture is moved as a picture while it is dragged
const LABEL_WIDTH = 11; // Han characters a line
const LABEL_WIDTH_OF_LAYERS = 22;
const ROOM_ASIDE = { force: 130, layers: 230, circle: 280 }; // pixels of the canvas that labels take beside the outermost nodes

export class GraphView {
  constructor(root, name) {
    this.root = root;
    this.name = name;
    this.memory = remembered(name);
    this.cy = null;
    this.data = null;
    this.sequence = Date.now();
    this.bar = new Toolbar(root, (action) => this.act(action));
    this.canvas = this.bar.canvas;
    this.resize = new ResizeObserver(() => this.resized());
    this.resize.observe(this.canvas);
    this.fontsCame = () => this.cy && this.settleSoon();
    this.clock = setInterval(() => this.followTheme(), 1000);
    listenToKeys(this);
    document.fonts?.addEventListener("loadingdone", this.fontsCame); // labels are measured anew in the font that came
  }

  destroy() {
    clearInterval(this.clock);
    clearTimeout(this.settling);
    clearTimeout(this.telling);
    document.fonts?.removeEventListener("loadingdone", this.fontsCame);
    this.resize.disconnect();
    this.forgetCy();
    this.bar.destroy();
  }

  forgetCy() {
    if (!this.cy) return;
    remember(this.cy, this.memory);
    this.cy.destroy();
    this.cy = null;
    delete window.planGraph?.[this.name];
  }

  update(data) {
    if (!data) return;
    const before = this.data;
    this.data = data;
    this.canvas.style.height = `clamp(340px, calc(100vh - 290px), ${data.height}px)`; // all of it is seen at once on a small screen
    this.root.classList.toggle("pg-reading", !data.tools.includes("expand"));
    this.bar.update(data);
    const many = data.nodes.length > MANY;
    const some = data.nodes.length > SOME;
    if (this.cy && (this.many !== many || this.some !== some)) this.forgetCy();
    if (!this.cy) this.makeCy(some, many);
    const added = this.bringIntoLine(data);
    this.placeNodes(before, added);
    this.mark();
    this.followTheme();
    this.settleSoon();
    this.bar.count(this.cy);
  }

  makeCy(some, many) {
    this.some = some;
    this.many = many;
    this.fitted = false;
    this.arranged = false;
    this.cy = cytoscape({
      container: this.canvas,
      minZoom: 0.02,
      maxZoom: 4,
      boxSelectionEnabled: true,
      textureOnViewport: some,
      hideEdgesOnViewport: many,
      pixelRatio: many ? 1 : "auto",
    });
    this.grow = () => growth(this.cy.zoom(), this.data.nodes.length);
    this.fonts = { node: () => fontSize(this.cy.zoom()), edge: () => fontSize(this.cy.zoom()) * 0.85 };
    this.theme = null;
    (window.planGraph ??= {})[this.name] = this.cy;
    this.cy.on("select unselect", () => this.selectionChanged());
    this.cy.on("dbltap", "node", (event) => this.send({ action: "expand", id: event.target.id() }));
    this.cy.on("viewport add remove dragfree layoutstop", () => this.settleSoon());
    this.cy.on("mouseover", "node, edge", (event) => this.hover(event.target));
    this.cy.on("mouseout", "node, edge", () => this.hover(null));
  }

  bringIntoLine(data) {
    const cy = this.cy;
    const wanted = new Set([...data.nodes, ...data.edges].map((element) => element.id));
    if (cy.nodes().nonempty()) remember(cy, this.memory); // a new picture has nothing to say yet: where the old one stood is kept
    let added = cy.collection();
    cy.batch(() => {
      cy.elements().filter((element) => !wanted.has(element.id())).remove();
      for (const node of data.nodes) {
        const known = cy.getElementById(node.id);
        const full = { ...node, shown: this.caption(node) };
        if (known.nonempty()) known.data(full);
        else added = added.union(cy.add({ group: "nodes", data: full, classes: "quiet" }));
      }
      for (const edge of data.edges) {
        if (cy.getElementById(edge.id).empty()) cy.add({ group: "edges", data: edge });
      }
    });
    return added;
  }

  caption(node) {
    const label = wrap(node.label, this.data.layout === "layers" ? LABEL_WIDTH_OF_LAYERS : LABEL_WIDTH);
    return node.more > 0 ? `${label}\n+${node.more}` : label;
  }

  placeNodes(before, added) {
    const { data, memory } = this;
    const known = added.filter((node) => memory.positions.has(node.id()));
    const anew = memory.scene !== data.scene || (before && before.layout !== data.layout);
    memory.scene = data.scene;
    if (anew) {
      memory.positions.clear();
      memory.pinned.clear();
      this.arrangeAll();
      return;
    }
    known.forEach((node) => node.position(memory.positions.get(node.id())));
    const fresh = added.difference(known);
    if (!this.arranged && known.empty()) {
      this.arrangeAll();
    } else if (fresh.nonempty()) {
      this.arranging = true;
      settleNew(this.cy, fresh, { done: () => this.whenArranged(() => this.showAll(fresh)) });
    }
    if (!this.arranged && memory.viewport && known.nonempty()) {
      this.cy.viewport(memory.viewport);
      this.fitted = true;
    }
    this.arranged = true;
  }

  arrangeAll() {
    this.arranged = true;
    const shape = this.canvas.clientWidth / Math.max(1, this.canvas.clientHeight);
    this.arranging = true;
    arrange(this.cy, this.data.layout, { pinned: this.memory.pinned, shape: shape || 1.4, done: () => this.whenArranged(() => this.fit()) });
  }

  whenArranged(then) {
    this.arranging = false;
    if (this.cy) then();
  }

  showAll(nodes) {
    const extent = this.cy.extent();
    const box = nodes.boundingBox();
    if (box.x1 < extent.x1 || box.x2 > extent.x2 || box.y1 < extent.y1 || box.y2 > extent.y2) this.fit(true);
    else this.settleSoon();
  }

  fit(slowly = false) {
    const cy = this.cy;
    if (!cy || this.canvas.clientWidth === 0) return;
    cy.resize();
    const shown = cy.elements(":visible");
    if (shown.empty()) return;
    // Labels keep their size on the screen while nodes shrink: room for them at the edges, not in proportion.
    const box = shown.boundingBox({ includeLabels: false });
    const aside = Math.min(ROOM_ASIDE[this.data.layout], cy.width() * (this.data.layout === "force" ? 0.25 : 0.4));
    const [width, height] = [cy.width() - aside, cy.height() - Math.min(90, cy.height() / 4)];
    const zoom = Math.min(1.5, width / Math.max(1, box.w), height / Math.max(1, box.h));
    const middle = cy.width() / 2 - (this.data.layout === "layers" ? aside / 2 - 24 : 0); // labels of layers are all on the right
    const pan = { x: middle - (zoom * (box.x1 + box.x2)) / 2, y: cy.height() / 2 - 12 - (zoom * (box.y1 + box.y2)) / 2 };
    if (slowly) cy.animate({ zoom, pan, duration: 250 });
    else cy.viewport({ zoom, pan });
    this.fitted = true;
    this.settleSoon();
  }

  resized() {
    if (!this.cy || this.canvas.clientWidth === 0) return;
    this.cy.resize();
    if (!this.fitted) this.fit();
    this.settleSoon();
  }

  settleSoon() {
    clearTimeout(this.settling);
    this.root.dataset.rest = "false";
    this.settling = setTimeout(() => this.settle(), 150);
  }

  // At rest: laid out, moved, labelled; pictures and tests may be taken then.
  settle() {
    if (!this.cy) return;
    if (this.arranging || this.cy.animated() || this.telling) {
      this.settleSoon();
      return;
    }
    settleLabels(this.cy, this.data.layout);
    this.root.dataset.rest = "true";
  }

  // What is marked: pinned nodes, the way between two nodes, the node to look at, what a search found.
  mark() {
    const { cy, data, memory } = this;
    const way = new Set(data.way ?? []);
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        const pinned = memory.pinned.has(node.id());
        node.toggleClass("pinned", pinned);
        pinned ? node.lock() : node.unlock();
      });
      cy.elements().forEach((element) => element.toggleClass("way", way.has(element.id())));
      cy.elements().forEach((element) => element.toggleClass("faded", way.size > 0 && !way.has(element.id())));
    });
    if (data.focus && data.focus.seq !== this.focused) {
      this.focused = data.focus.seq;
      this.goTo(cy.getElementById(data.focus.id));
    }
  }

  goTo(element) {
    if (element.empty()) return;
    this.cy.elements(":selected").unselect();
    element.select();
    this.cy.animate({ center: { eles: element }, zoom: Math.max(this.cy.zoom(), 0.8), duration: 200 });
  }

  followTheme() {
    if (!this.cy) return;
    const theme = themeOf(this.root);
    const wanted = JSON.stringify([theme, this.data.types]);
    if (this.theme && wanted === this.styledFor) return;
    this.theme = theme;
    this.styledFor = wanted;
    this.cy.style().fromJson(styleOf(this.data.types, theme, this.fonts, this.grow, this.many)).update();
    this.settleSoon();
  }

  selectionChanged() {
    clearTimeout(this.telling);
    this.root.dataset.rest = "false";
    this.telling = setTimeout(() => {
      this.telling = null;
      if (!this.cy) return;
      const nodes = this.cy.nodes(":selected").map((node) => node.id());
      const edges = this.cy.edges(":selected").map((edge) => edge.id());
      this.bar.selected(this.cy, nodes, edges);
      this.settleSoon();
      this.onSelection?.({ nodes, edges });
    }, 120);
  }

  hover(element) {
    this.bar.tell(element ? element.data("full") || element.data("label") : "");
  }

  send(event) {
    this.sequence += 1;
    this.onEvent?.({ ...event, seq: this.sequence });
  }

  act(action) {
    const { cy } = this;
    if (!cy) return;
    const chosen = cy.nodes(":selected").map((node) => node.id());
    const actions = {
      fit: () => this.fit(true),
      nearer: () => this.zoomBy(1.3),
      farther: () => this.zoomBy(1 / 1.3),
      expand: () => chosen.length && this.send({ action: "expand", id: chosen.at(-1) }),
      hide: () => chosen.length && this.send({ action: "hide", ids: chosen }),
      keep: () => chosen.length && this.send({ action: "keep", ids: chosen }),
      path: () => chosen.length === 2 && this.send({ action: "path", ids: chosen }),
      pin: () => this.pin(chosen),
      undo: () => this.send({ action: "undo" }),
      redo: () => this.send({ action: "redo" }),
      again: () => this.arrangeAll(),
      png: () => save(`${this.data.file}.png`, pngOf(cy, this.theme)),
      svg: () => save(`${this.data.file}.svg`, svgOf(cy, this.theme, this.data.note ?? "")),
      large: () => (document.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen?.()),
    };
    if (typeof action === "string") actions[action]?.();
    else if (action.find !== undefined) this.find(action.find, action.next);
    else this.send(action);
  }

  zoomBy(factor) {
    const centre = { x: this.canvas.clientWidth / 2, y: this.canvas.clientHeight / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: centre });
  }

  pin(ids) {
    const { pinned } = this.memory;
    const all = ids.every((id) => pinned.has(id));
    ids.forEach((id) => (all ? pinned.delete(id) : pinned.add(id)));
    this.mark();
  }

  find(text, next) {
    const wanted = text.trim().toLowerCase();
    const found = this.cy.nodes().filter((node) => wanted !== "" && node.data("search").includes(wanted));
    this.cy.nodes().removeClass("found");
    found.addClass("found");
    this.bar.found(wanted === "" ? null : found.length);
    if (next && found.nonempty()) {
      this.turn = ((this.turn ?? -1) + 1) % found.length;
      this.goTo(found.eq(this.turn));
    } else if (!next) {
      this.turn = -1;
    }
    this.settleSoon();
  }
}
