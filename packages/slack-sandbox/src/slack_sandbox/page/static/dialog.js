// The one dialog for menus: a heading, a way out, what can be done, and what went wrong with it.

import { sentence } from "./api.js";
import { make } from "./dom.js";

const dialog = document.getElementById("menu");

export function show(title, ...content) {
  dialog.replaceChildren(make("div", {},
    make("header", {}, make("h2", { id: "menu-title" }, title),
      make("button", { type: "button", onclick: closeMenu }, "Close")),
    make("div", { class: "content" }, make("p", { id: "menu-said", class: "said", role: "alert" }), content)));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".content :is(input, textarea, button, select)")?.focus();
}

export function closeMenu() {
  dialog.close();
}

export function refuse(answer) {
  document.getElementById("menu-said").textContent = sentence(answer);
}
