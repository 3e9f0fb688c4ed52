// The menu dialog: a heading, a way out, what can be chosen, and why a choice was refused.

import { make } from "../lib/dom.js";
import { sentence } from "../workspace/api.js";

const dialog = document.getElementById("menu");

export function showMenu(title, ...content) {
  dialog.replaceChildren(make("div", {},
    make("header", {}, make("h2", { id: "menu-title" }, title),
      make("button", { type: "button", onclick: closeMenu }, "Close")),
    make("div", { class: "content" }, make("p", { id: "menu-refusal", class: "refusal", role: "alert" }), content)));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".content :is(input, textarea, button, select)")?.focus();
}

export function closeMenu() {
  dialog.close();
}

// A choice closes the menu before it is carried out.
export const menuChoice = (words, act) => make("button", { type: "button", onclick: () => { closeMenu(); act(); } }, words);

export function refuse(answer) {
  document.getElementById("menu-refusal").textContent = sentence(answer);
}
