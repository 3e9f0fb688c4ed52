// Keys that lead along: arrows among messages and choices, Escape out of what was opened.

const MOVES = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
const LISTS = [
  { inside: ".choices, .suggested, .emoji, #conversations", items: "button" },
  { inside: "#messages, #replies", items: "article" },
];
const TYPING = "input, select, textarea, pre";

function along(event) {
  const by = MOVES[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || event.target.closest(TYPING)) return;
  for (const { inside, items } of LISTS) {
    const list = event.target.closest(inside);
    const all = list ? [...list.querySelectorAll(items)].filter((item) => item.offsetParent) : [];
    if (!all.length) continue;
    const here = all.indexOf(event.target.closest(items));
    const next = here < 0 ? (by === -Infinity ? 0 : all.length - 1) : here + by;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, next))].focus();
    return;
  }
}

function out(event) {
  const menu = event.target.closest("details.overflow[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
    return;
  }
  const panel = event.target.closest("#thread, #inspector, #sidebar.open");
  panel?.querySelector("[data-closes]")?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return;
  if (event.key === "Escape") out(event);
  else along(event);
});
document.addEventListener("pointerdown", (event) => {
  for (const menu of document.querySelectorAll("details.overflow[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
