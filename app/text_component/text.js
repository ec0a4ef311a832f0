// A document's text with its marks. All text is set as text, never as markup; a click on a mark names the node it stands for.

export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pt-root");
  const wanted = JSON.stringify(data);
  if (root.dataset.shown !== wanted) {
    root.dataset.shown = wanted;
    show(root, data, setTriggerValue);
  }
}

function show(root, data, tell) {
  root.replaceChildren();
  root.style.height = `${data.height}px`;
  root.setAttribute("aria-label", data.label);
  root.classList.toggle("pt-dark", isDark(root));
  for (const [text, kinds, title, id] of data.segments) {
    if (!kinds.length) {
      root.append(document.createTextNode(text));
      continue;
    }
    const mark = document.createElement("span"); // no button: it would stand as a block among the lines
    mark.className = `pt-mark ${kinds.map((kind) => `pt-${kind}`).join(" ")}`;
    mark.textContent = text;
    if (title) mark.title = title;
    if (id) {
      mark.setAttribute("role", "button");
      if (!kinds.every((kind) => kind === "task")) mark.tabIndex = 0;
      mark.addEventListener("click", () => !String(getSelection()) && tell("event", { id }));
      mark.addEventListener("keydown", (event) => event.key === "Enter" && tell("event", { id }));
    }
    root.append(mark);
  }
  const hit = root.querySelector(".pt-hit");
  if (hit) root.scrollTop = Math.max(0, hit.offsetTop - root.clientHeight / 3);
}

function isDark(root) {
  const [r, g, b] = (getComputedStyle(root).backgroundColor.match(/\d+/g) ?? [255, 255, 255]).map(Number);
  return r + g + b < 380;
}
