// Elements from plain values. Text is always text: nothing that anybody typed becomes markup.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// What a button says, and the sign that stands for it where there is little room.
export const brief = (words, sign) => [
  make("span", { class: "words" }, words), make("span", { class: "sign", "aria-hidden": "true" }, sign),
];

// Bring a list of nodes up to date: what is the same stays, with its focus and its place.
export function refresh(parent, items, key, render) {
  const kept = parent.kept || new Map();
  const next = new Map();
  const nodes = items.map((item) => {
    const id = key(item);
    const mark = JSON.stringify(item);
    const old = kept.get(id);
    const entry = old && old.mark === mark ? old : { mark, node: render(item) };
    next.set(id, entry);
    return entry.node;
  });
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] || null);
  });
  while (parent.children.length > nodes.length) parent.lastElementChild.remove();
  parent.kept = next;
}
