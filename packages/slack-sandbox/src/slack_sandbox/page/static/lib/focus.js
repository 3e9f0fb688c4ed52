// Where the keyboard is stays there, though what it was on is drawn anew or a dialog was in between.

let last = null;

const name = (element) => element.id || element.getAttribute("aria-label") || element.textContent.trim();
const FOCUSABLE = "button, a[href], input, select, textarea, summary, [tabindex]";

// A place on the page that outlives its nodes: what it is part of, what it is called, which of several.
function address(element) {
  const part = element.closest("[data-part]");
  const root = part || document.body;
  const alike = [...root.querySelectorAll(FOCUSABLE)];
  const named = alike.filter((candidate) => name(candidate) === name(element));
  return {
    list: element.closest("[id]:not(button, input, select, textarea)")?.id, part: part?.dataset.part, name: name(element),
    which: named.indexOf(element), index: alike.indexOf(element), element,
  };
}

function found(at) {
  if (at.element.isConnected && !at.element.closest("[hidden]") && !at.element.disabled) return at.element;
  const list = document.getElementById(at.list) || document.body;
  const root = at.part ? list.querySelector(`[data-part="${CSS.escape(at.part)}"]`) : list;
  if (!root) return list.closest("[hidden]") ? null : list.querySelector("[tabindex]") || list;
  const alike = [...root.querySelectorAll(FOCUSABLE)];
  const named = alike.filter((candidate) => name(candidate) === at.name);
  return named[at.which] || named[0] || (at.part && (alike[at.index] || root)) || null;
}

// After something was drawn: back to where it was, if it was lost.
export function restoreFocus() {
  if (!last || document.querySelector("dialog[open]")) return;
  if (document.activeElement && document.activeElement !== document.body) return;
  found(last)?.focus({ preventScroll: true });
}

document.addEventListener("focusin", (event) => {
  if (!event.target.closest("dialog")) last = address(event.target);
});
// Whoever presses on empty ground wants to be nowhere.
document.addEventListener("pointerdown", (event) => { if (!event.target.closest("dialog")) last = null; });
for (const dialog of document.querySelectorAll("dialog")) dialog.addEventListener("close", () => setTimeout(restoreFocus));
