// The component's door: brings the picture in line with the data that Streamlit sends, and tells Streamlit of clicks.
// It knows no plans: labels, colours and words all come in the data.

import { GraphView } from "./view.js";

const views = new WeakMap();

export default function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".pg-root");
  let view = views.get(root);
  if (!view) {
    view = new GraphView(root, data?.name ?? "graph");
    views.set(root, view);
  }
  view.onSelection = (selection) => setStateValue("selection", selection);
  view.onEvent = (event) => setTriggerValue("event", event);
  view.update(data);
  return () => {
    view.destroy();
    views.delete(root);
  };
}
